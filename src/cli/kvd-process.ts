import type { KvdProcess } from './kvd-run.ts';

/** The process that kvd runs in: its streams, signals and end. */
export const kvdProcess: KvdProcess = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  onSignal: (handler) => {
    process.on('SIGTERM', () => handler('SIGTERM'));
    process.on('SIGINT', () => handler('SIGINT'));
  },
  onStdinEnd: (handler) => {
    // A pipe that breaks is as ended as one that closes.
    for (const event of ['end', 'close', 'error']) process.stdin.once(event, handler);
    process.stdin.resume();
  },
  exit: (code) => process.exit(code),
};

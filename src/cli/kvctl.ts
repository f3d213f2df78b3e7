import { exitCodes } from './errors.ts';
import { outputTo } from './output.ts';
import { runKvctl } from './program.ts';

/** The process around `runKvctl`: streams, signals, and the promise that no stack trace reaches a user. */
function guardProcess(): void {
  // `kvctl scan | head`: the reader has seen enough, which is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.failure);
  });
  process.stderr.on('error', () => {});
  const giveUp = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`kvctl met a bug: ${message.split('\n', 1)[0]}\n`);
    process.exit(exitCodes.failure);
  };
  process.on('uncaughtException', giveUp);
  process.on('unhandledRejection', giveUp);
}

function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

guardProcess();
const out = outputTo(process.stdout);
const err = outputTo(process.stderr);
const code = await runKvctl(process.argv.slice(2), {
  out,
  err,
  stdin: process.stdin,
  env: process.env,
  interrupt: interruptSignal,
  // The client brings gRPC; `--help` and a typo should not wait for it.
  connect: async (options) => {
    const { connectAccess } = await import('./client-access.ts');
    return connectAccess(options);
  },
});
await out.write('');
await err.write('');
process.exit(code);

import { relative } from 'node:path';
import { runCheck } from './check-command.ts';
import type { Verdict } from './checkers/verdict.ts';
import { commandOf, parseRunOptions, UsageError, usageText } from './options.ts';
import { runPlanted } from './planted/index.ts';
import { run } from './run.ts';
import { RunFiles } from './run-files.ts';
import { runStormCommand } from './storm/index.ts';
import { summaryOf } from './summary.ts';

const exitCodes: Readonly<Record<Verdict, number>> = { valid: 0, invalid: 1, unknown: 3 };
const USAGE = 2;
const FAILURE = 3;
const INTERRUPTED = 130;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usageText());
    return 0;
  }
  const [command, ...rest] = args;
  if (command === 'check') return runCheck(rest);
  if (command === 'planted') return runPlanted(rest);
  if (command === 'storm') return runStormCommand(rest, new Date(), tell);
  const options = parseRunOptions(args, new Date(), () => Math.floor(Math.random() * 2 ** 32));
  const files = new RunFiles(options.out);
  const { signal, giveUp } = interrupts();
  const kinds = options.nemeses.map(({ kind }) => kind).join(', ') || 'none';
  tell(
    `jepsen-lite: ${options.workload.name} on ${options.nodes} nodes, faults ${kinds}, ` +
      `${options.seconds} s, seed ${options.seed}`,
  );
  const record = await run(options, files, { print: tell, signal, giveUp });
  if (record === null) {
    tell(`interrupted; the history so far is in ${shown(files.history)}`);
    tell(`again: ${commandOf(options)}`);
    return INTERRUPTED;
  }
  process.stdout.write(summaryOf(record, shown(files.report)));
  return exitCodes[record.verdict];
}

/** The first Ctrl-C ends the load in order, the second waits for nothing. */
function interrupts(): { readonly signal: AbortSignal; readonly giveUp: AbortSignal } {
  const first = new AbortController();
  const second = new AbortController();
  const interrupt = (): void => {
    if (first.signal.aborted) second.abort();
    else tell('stopping: once more to stop at once');
    first.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return { signal: first.signal, giveUp: second.signal };
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  tell(`jepsen-lite: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof UsageError ? USAGE : FAILURE;
}
// Connections to a cluster that is gone would keep trying.
process.exit();

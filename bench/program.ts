/** What every command of the benchmark does around its measuring: interrupts, errors, a folder, and where the JSON goes. */
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BenchError, oneLine } from './errors.ts';

const INTERRUPTED = 130;
/** Of all benchmarks. On the disk of the checkout: /tmp may be memory. */
const DATA_DIR = '.data/bench';

/** A line for who waits. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Sets the exit code of this process. The signal is aborted by Ctrl-C, which then is no failure. */
export async function runProgram(main: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupt.abort(new BenchError(`stopped by ${signal}`)));
  }
  try {
    await main(interrupt.signal);
  } catch (error) {
    if (interrupt.signal.aborted) {
      say('interrupted');
      process.exitCode = INTERRUPTED;
      return;
    }
    say(`bench: ${textOf(error)}`);
    process.exitCode = error instanceof BenchError ? error.exitCode : 1;
  }
}

/** Has it work in an empty folder, which is removed afterwards. Each run has its own, so that two at once do not meet. */
export async function inDataDir<T>(
  name: string,
  work: (dataDir: string) => Promise<T>,
): Promise<T> {
  const dataDir = join(DATA_DIR, `${name}-${process.pid}`);
  mkdirSync(dataDir, { recursive: true });
  try {
    return await work(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The table on stdout and the JSON in its file; with the JSON on stdout, which a program reads, the table is for who looks on. */
export function print(table: string, json: string, path: string | null): void {
  if (path === '-') {
    say(table);
    process.stdout.write(json);
    return;
  }
  console.log(table);
  if (path !== null) writeFileSync(path, json);
}

/** Ten minutes of measuring must not end in a path that does not exist. */
export function checkWritable(flag: 'json' | 'svg', path: string | null): void {
  if (path === null || path === '-') return;
  try {
    makeFolder(dirname(path));
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new BenchError(`--${flag}: ${oneLine(error)}`, 2);
  }
}

/** Step by step: below /proc the recursive mkdir of Node.js 20 never returns. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function textOf(error: unknown): string {
  if (error instanceof BenchError) return oneLine(error);
  if (!(error instanceof Error)) return String(error);
  // Of a node that does not start, with the end of its log, which goes with the data. Else a bug, and a line says too little.
  return error.name === 'CliError' ? error.message : (error.stack ?? error.message);
}

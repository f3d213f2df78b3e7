/** What every measurement of promises does around its measuring: a folder, a limit in time, table and JSON. */
import { probeMachine } from './environment.ts';
import { BenchError } from './errors.ts';
import { type Findings, jsonOf, textOf } from './findings.ts';
import { checkWritable, inDataDir, print, runProgram, say } from './program.ts';

/** For a measurement that was told to end, to end its nodes. */
const END_MS = 15_000;

/** What a measurement gets to work with. The directory is empty, and removed afterwards. */
export interface Stage {
  readonly dataDir: string;
  readonly signal: AbortSignal;
  /** A line for who waits. */
  readonly say: (line: string) => void;
}

/** Where the JSON goes: a file, `-` for stdout, or nowhere. */
interface AnyOptions {
  readonly json: string | null;
}

export interface Measurement<Options extends AnyOptions> {
  /** Of the command, and the beginning of its folder's. */
  readonly name: string;
  readonly usage: string;
  /** Throws a {@link BenchError} with exit code 2 for wrong arguments. Null for `--help`. */
  readonly parse: (argv: readonly string[]) => Options | null;
  /** What the JSON is called. */
  readonly caseOf: (options: Options) => string;
  /** Far above what it takes: ends a measurement that hangs. */
  readonly limitMs: (options: Options) => number;
  readonly measure: (options: Options, stage: Stage) => Promise<Findings>;
}

/** Sets the exit code: 0 measured, 1 failed, 2 wrong arguments, 130 interrupted. */
export async function runMeasurement<Options extends AnyOptions>(
  measurement: Measurement<Options>,
): Promise<void> {
  const { usage, parse } = measurement;
  await runProgram(async (interrupt) => {
    const options = parse(process.argv.slice(2));
    if (options === null) console.log(usage);
    else await measureOnce(measurement, options, interrupt);
  });
  // What a measurement that was given up still waits for must not keep the process. Its nodes end with it.
  if (process.exitCode !== undefined) process.exit();
}

async function measureOnce<Options extends AnyOptions>(
  { name, caseOf, limitMs, measure }: Measurement<Options>,
  options: Options,
  interrupt: AbortSignal,
): Promise<void> {
  checkWritable('json', options.json);
  const title = caseOf(options);
  const mostMs = limitMs(options);
  const tooLong = new AbortController();
  const timer = setTimeout(
    () => tooLong.abort(new BenchError(`${title}: not done after ${mostMs} ms`)),
    mostMs,
  );
  try {
    await inDataDir(name, async (dataDir) => {
      const machine = probeMachine(dataDir);
      const signal = AbortSignal.any([interrupt, tooLong.signal]);
      const work = measure(options, { dataDir, signal, say });
      const findings = await Promise.race([work, givenUp(signal)]);
      print(textOf(findings, machine), jsonOf(title, findings, machine), options.json);
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects when a measurement that was told to end has not: it then waits for something that never comes. */
async function givenUp(signal: AbortSignal): Promise<never> {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await new Promise<void>((resolve) => setTimeout(resolve, END_MS));
  throw signal.reason;
}

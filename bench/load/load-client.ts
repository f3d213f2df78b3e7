import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BenchError } from '../errors.ts';
import { benchLimits } from '../limits.ts';
import type { Load } from '../plan.ts';
import type { DriverName, Fill, Go, Job, Measured, Report } from './protocol.ts';

/** Writes every key once, so that gets find a value. */
export async function fillKeys(job: Omit<Job, 'kind'>, signal: AbortSignal): Promise<void> {
  const process = new LoadProcess({ ...job, kind: 'fill' }, signal);
  try {
    await process.next('filled');
  } finally {
    process.end();
  }
}

/** Measures in a process of its own. `onGo` and `onEnd` are called right before and after. */
export async function measureLoad(
  job: Omit<Job, 'kind'>,
  signal: AbortSignal,
  edges: { readonly onGo: () => void; readonly onEnd: () => void },
): Promise<Measured> {
  const process = new LoadProcess({ ...job, kind: 'run' }, signal);
  try {
    await process.next('ready');
    edges.onGo();
    process.go();
    const { measured } = await process.next('measured');
    edges.onEnd();
    return measured;
  } finally {
    process.end();
  }
}

/** A load that goes on while other things happen. */
export class SteadyLoad {
  readonly #process: LoadProcess;

  private constructor(process: LoadProcess) {
    this.#process = process;
  }

  /** Returns when the first operations of the load proper begin. */
  static async start(job: Omit<Job, 'kind'>, signal: AbortSignal): Promise<SteadyLoad> {
    const process = new LoadProcess({ ...job, kind: 'paced' }, signal);
    try {
      await process.next('ready');
      return new SteadyLoad(process);
    } catch (error) {
      process.end();
      throw error;
    }
  }

  /** What was measured since the last call, or since the start. */
  async mark(): Promise<Measured> {
    this.#process.go();
    return (await this.#process.next('measured')).measured;
  }

  end(): void {
    this.#process.end();
  }
}

/** A load that is told, again and again, what to measure: its client is warm from the second time on. */
export class TurnLoad {
  readonly #process: LoadProcess;

  private constructor(process: LoadProcess) {
    this.#process = process;
  }

  /** Returns when its client is connected. It is ended `job.load.seconds` after a start, at the latest. */
  static async start(job: Omit<Job, 'kind'>, signal: AbortSignal): Promise<TurnLoad> {
    const process = new LoadProcess({ ...job, kind: 'turns' }, signal);
    try {
      await process.next('ready');
      return new TurnLoad(process);
    } catch (error) {
      process.end();
      throw error;
    }
  }

  /** Returns when every key of the load is written; a {@link BenchError} when that takes more than `seconds`. */
  async fill(
    order: Omit<Fill, 'kind'>,
    onProgress: (keys: number) => void = () => {},
  ): Promise<void> {
    this.#process.send({ kind: 'fill', ...order });
    const { keys } = await this.#process.next('filled', onProgress);
    const { load, seconds } = order;
    if (keys < load.keys) {
      throw new BenchError(`${keys} of ${load.keys} keys are filled in after ${seconds} s`);
    }
  }

  async measure(load: Load): Promise<Measured> {
    this.#process.go(load);
    return (await this.#process.next('measured')).measured;
  }

  end(): void {
    this.#process.end();
  }
}

class LoadProcess {
  readonly #child: ChildProcess;
  readonly #driver: DriverName;
  #reports: Report[] = [];
  #wake: () => void = () => {};
  #onFilling: (keys: number) => void = () => {};
  #ended: string | null = null;

  constructor(job: Job, signal: AbortSignal) {
    this.#driver = job.driver;
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    this.#child = fork(
      fileURLToPath(new URL('./load-process.ts', import.meta.url)),
      [JSON.stringify(job)],
      {
        signal,
        execArgv: ['--import', tsx],
        // tsx finds the paths of `ringkv` in the tsconfig.json of the working directory.
        cwd: fileURLToPath(new URL('../../', import.meta.url)),
        // What this process was told about loaders is not for its child.
        env: { ...process.env, NODE_OPTIONS: '' },
        timeout: limitMs(job),
        killSignal: 'SIGKILL',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    this.#child.on('message', (message) => this.#heard(message as Report));
    this.#child.once('error', (error) => this.#over(error.message));
    this.#child.once('exit', (code, by) => this.#over(`ended with ${code ?? by}`));
  }

  /** The next report, which must be of that kind; a {@link BenchError} when the process failed or ended instead. */
  async next<K extends Report['kind']>(
    kind: K,
    onFilling: (keys: number) => void = () => {},
  ): Promise<Extract<Report, { kind: K }>> {
    this.#onFilling = onFilling;
    while (this.#reports.length === 0 && this.#ended === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const report = this.#reports.shift();
    if (report?.kind === kind) return report as Extract<Report, { kind: K }>;
    const why =
      report?.kind === 'failed' ? report.message : (this.#ended ?? `said ${report?.kind}`);
    throw new BenchError(`the load process of ${this.#driver} could not go on: ${why}`);
  }

  go(load?: Load): void {
    this.send({ kind: 'go', ...(load !== undefined && { load }) });
  }

  send(order: Go | Fill): void {
    this.#child.send(order);
  }

  end(): void {
    if (this.#child.connected) this.#child.disconnect();
    this.#child.kill('SIGKILL');
  }

  #heard(report: Report): void {
    if (report.kind === 'filling') {
      this.#onFilling(report.keys);
      return;
    }
    this.#reports.push(report);
    this.#wake();
  }

  #over(why: string): void {
    this.#ended ??= why;
    this.#wake();
  }
}

function limitMs({ kind, load }: Job): number {
  const work = kind === 'fill' ? load.keys * benchLimits.fillMsPerKey : load.seconds * 1_000;
  return benchLimits.loadProcessMs + work;
}

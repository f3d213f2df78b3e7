import { BenchError } from '../errors.ts';
import { Forked } from '../forked.ts';
import { benchLimits } from '../limits.ts';
import type { Load } from '../plan.ts';
import type { Fill, Go, Job, Measured, Report } from './protocol.ts';

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

  /** Returns when its client is connected. It is ended after `job.load.seconds` and what filling may take, at the latest. */
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

  /** Returns when every key of `job.load` is written. */
  static async startFilled(job: Omit<Job, 'kind'>, signal: AbortSignal): Promise<TurnLoad> {
    const turns = await TurnLoad.start(job, signal);
    const { fillConcurrency: concurrency } = benchLimits;
    try {
      await turns.fill({ load: job.load, concurrency, seconds: fillMs(job.load) / 1_000 });
      return turns;
    } catch (error) {
      turns.end();
      throw error;
    }
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Returns when every key of the load is written; a {@link BenchError} when that takes more than `seconds`. */
  async fill(
    order: Omit<Fill, 'kind'>,
    onProgress: (keys: number) => void = () => {},
  ): Promise<void> {
    this.#process.send({ kind: 'fill', ...order } satisfies Fill);
    let report = await this.#process.next('filling', 'filled');
    while (report.kind === 'filling') {
      onProgress(report.keys);
      report = await this.#process.next('filling', 'filled');
    }
    const { load, seconds } = order;
    if (report.keys < load.keys) {
      throw new BenchError(`${report.keys} of ${load.keys} keys are filled in after ${seconds} s`);
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

class LoadProcess extends Forked<Report> {
  constructor(job: Job, signal: AbortSignal) {
    super({
      name: `the load process of ${job.driver}`,
      script: new URL('./load-process.ts', import.meta.url),
      argument: job,
      limitMs: limitMs(job),
      signal,
    });
  }

  go(load?: Load): void {
    this.send({ kind: 'go', ...(load !== undefined && { load }) } satisfies Go);
  }
}

function limitMs({ kind, load }: Job): number {
  const filling = kind === 'fill' || kind === 'turns' ? fillMs(load) : benchLimits.loadProcessMs;
  const loading = kind === 'fill' ? 0 : load.seconds * 1_000;
  return filling + loading;
}

/** With everything that a load process does beside loading. */
const fillMs = ({ keys }: Load): number =>
  benchLimits.loadProcessMs + keys * benchLimits.fillMsPerKey;

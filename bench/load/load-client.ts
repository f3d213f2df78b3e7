import { Forked } from '../forked.ts';
import { benchLimits } from '../limits.ts';
import type { Load } from '../plan.ts';
import type { Go, Job, Measured, Report } from './protocol.ts';

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

  /** Returns when the keys are filled in. It is ended `job.load.seconds` after a start, at the latest. */
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

  get pid(): number {
    return this.#process.pid;
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
    const message: Go = { kind: 'go', ...(load !== undefined && { load }) };
    this.send(message);
  }
}

function limitMs({ kind, load }: Job): number {
  const filling = kind === 'fill' || kind === 'turns' ? load.keys * benchLimits.fillMsPerKey : 0;
  const loading = kind === 'fill' ? 0 : load.seconds * 1_000;
  return benchLimits.loadProcessMs + filling + loading;
}

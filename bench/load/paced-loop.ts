import { oneLine } from '../errors.ts';
import { Latencies } from '../latencies.ts';
import type { Measured } from './protocol.ts';

const MS_PER_SECOND = 1_000;
/** Between two looks at what is due; finer than any latency that matters here. */
const TICK_MS = 2;

export interface PacedLoop {
  /** Operations begun in a second, whether or not earlier ones were answered. */
  readonly rate: number;
  /** What comes due beyond so many unanswered ones is an error at once: memory stays bounded. */
  readonly inFlightMax: number;
  readonly operation: () => Promise<void>;
}

/**
 * An open loop: operations begin when they are due, not when others were answered, as users do. A latency runs from
 * when the operation was due, so that a store that stands still is charged for all who came meanwhile.
 */
export class PacedLoad {
  readonly #loop: PacedLoop;
  readonly #timer: NodeJS.Timeout;
  readonly #startedAt = performance.now();
  #begun = 0;
  #inFlight = 0;
  #window: Window;

  constructor(loop: PacedLoop) {
    this.#loop = loop;
    this.#window = newWindow();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** What was answered since the last mark, or since the start; begins a new measurement. */
  mark(): Measured {
    const { latencies, errors, firstError, cpuBefore, begunAt } = this.#window;
    this.#window = newWindow();
    const { user, system } = process.cpuUsage(cpuBefore);
    return {
      ops: latencies.count,
      lateOps: 0,
      errors,
      firstError,
      seconds: (performance.now() - begunAt) / MS_PER_SECOND,
      latencyMs: latencies.summary(),
      cpuSeconds: (user + system) / 1e6,
    };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const { rate, inFlightMax } = this.#loop;
    const elapsedMs = performance.now() - this.#startedAt;
    const due = Math.floor((elapsedMs * rate) / MS_PER_SECOND);
    for (; this.#begun < due; this.#begun++) {
      const dueAt = this.#startedAt + (this.#begun * MS_PER_SECOND) / rate;
      if (this.#inFlight < inFlightMax) void this.#run(dueAt);
      else this.#failed(`${inFlightMax} operations are unanswered`);
    }
  }

  async #run(dueAt: number): Promise<void> {
    this.#inFlight++;
    try {
      await this.#loop.operation();
      this.#window.latencies.record((performance.now() - dueAt) * MS_PER_SECOND);
    } catch (error) {
      this.#failed(oneLine(error));
    }
    this.#inFlight--;
  }

  #failed(why: string): void {
    this.#window.errors++;
    this.#window.firstError ??= why;
  }
}

interface Window {
  readonly latencies: Latencies;
  readonly begunAt: number;
  readonly cpuBefore: NodeJS.CpuUsage;
  errors: number;
  firstError: string | null;
}

function newWindow(): Window {
  return {
    latencies: new Latencies(),
    begunAt: performance.now(),
    cpuBefore: process.cpuUsage(),
    errors: 0,
    firstError: null,
  };
}

import { oneLine } from '../errors.ts';
import { Latencies } from '../latencies.ts';
import { Pace } from './pace.ts';
import type { Measured } from './protocol.ts';

const MS_PER_SECOND = 1_000;

export interface PacedLoop {
  /** Operations begun in a second, whether or not earlier ones were answered. */
  readonly rate: number;
  /** What comes due beyond so many unanswered ones is an error at once: memory stays bounded. */
  readonly inFlightMax: number;
  readonly operation: () => Promise<void>;
}

/**
 * An open loop without an end, measured from mark to mark by when operations were answered. A latency runs from when
 * the operation was due, so that a store that stands still is charged for all who came meanwhile.
 */
export class PacedLoad {
  readonly #loop: PacedLoop;
  readonly #pace: Pace;
  #inFlight = 0;
  #window: Window;

  constructor(loop: PacedLoop) {
    this.#loop = loop;
    this.#window = newWindow();
    this.#pace = new Pace(loop.rate, (dueAt) => this.#begin(dueAt));
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
    this.#pace.stop();
  }

  #begin(dueAt: number): void {
    const { inFlightMax } = this.#loop;
    if (this.#inFlight < inFlightMax) void this.#run(dueAt);
    else this.#failed(`${inFlightMax} operations are unanswered`);
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

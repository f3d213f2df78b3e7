import { oneLine } from '../errors.ts';
import { Latencies } from '../latencies.ts';
import { Pace } from './pace.ts';
import type { Measured, OpenFigures } from './protocol.ts';

const MICROSECONDS_PER_MS = 1_000;

export interface OpenLoop {
  /** Operations that come due in a second. */
  readonly rate: number;
  readonly seconds: number;
  /** What comes due while so many are unanswered is an error and is not sent: memory stays bounded. */
  readonly inFlightMax: number;
  /** How long requests may take that are still unanswered at the end. */
  readonly drainMs: number;
  readonly operation: () => Promise<void>;
}

/**
 * Operations begin when they are due, not when others were answered, as users do. A latency runs from the time at
 * which the operation was due, so that a store, or a client, that stands still is charged for all who came meanwhile.
 *
 *     due = ops                 answered within the time
 *         + answeredLate        answered after it: their latencies count, but they are no throughput
 *         + errors              overLimit + unanswered + those that the client rejected
 */
export async function openLoop(loop: OpenLoop): Promise<Measured> {
  const cpuBefore = process.cpuUsage();
  const run = new Run(loop);
  await run.whole();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ...run.measured(), cpuSeconds: (user + system) / 1e6 };
}

class Run {
  readonly #loop: OpenLoop;
  readonly #pace: Pace;
  readonly #latencies = new Latencies();
  readonly #sentLate = new Latencies();
  #due = 0;
  #ops = 0;
  #answeredLate = 0;
  #rejected = 0;
  #overLimit = 0;
  #unanswered = 0;
  #firstError: string | null = null;
  #inFlight = 0;
  #inFlightMost = 0;
  #drained: () => void = () => {};

  constructor(loop: OpenLoop) {
    this.#loop = loop;
    const total = Math.round(loop.rate * loop.seconds);
    this.#pace = new Pace(loop.rate, (dueAt) => this.#begin(dueAt), total);
  }

  /** Until all that came due is answered or given up. */
  async whole(): Promise<void> {
    const leftMs = (): number => this.#pace.endsAt - performance.now();
    while (leftMs() > 0) await new Promise((resolve) => setTimeout(resolve, leftMs()));
    this.#pace.look();
    this.#pace.stop();
    await this.#drain();
    this.#unanswered = this.#inFlight;
    if (this.#unanswered > 0) this.#fail(`unanswered ${this.#loop.drainMs} ms after the end`);
  }

  measured(): Omit<Measured, 'cpuSeconds'> {
    const open: OpenFigures = {
      due: this.#due,
      answeredLate: this.#answeredLate,
      overLimit: this.#overLimit,
      unanswered: this.#unanswered,
      inFlightMost: this.#inFlightMost,
      sentLateMs: this.#sentLate.summary(),
    };
    return {
      ops: this.#ops,
      lateOps: this.#answeredLate,
      errors: this.#rejected + this.#overLimit + this.#unanswered,
      firstError: this.#firstError,
      seconds: this.#loop.seconds,
      latencyMs: this.#latencies.summary(),
      open,
    };
  }

  #begin(dueAt: number): void {
    this.#due++;
    const { inFlightMax } = this.#loop;
    if (this.#inFlight < inFlightMax) {
      void this.#send(dueAt);
      return;
    }
    this.#overLimit++;
    this.#fail(`${inFlightMax} operations are unanswered`);
  }

  async #send(dueAt: number): Promise<void> {
    this.#inFlightMost = Math.max(this.#inFlightMost, ++this.#inFlight);
    this.#sentLate.record((performance.now() - dueAt) * MICROSECONDS_PER_MS);
    try {
      await this.#loop.operation();
      const now = performance.now();
      this.#latencies.record((now - dueAt) * MICROSECONDS_PER_MS);
      if (now <= this.#pace.endsAt) this.#ops++;
      else this.#answeredLate++;
    } catch (error) {
      this.#rejected++;
      this.#fail(oneLine(error));
    }
    if (--this.#inFlight === 0) this.#drained();
    this.#pace.look();
  }

  async #drain(): Promise<void> {
    if (this.#inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const givenUp = setTimeout(resolve, this.#loop.drainMs);
      this.#drained = () => {
        clearTimeout(givenUp);
        resolve();
      };
    });
  }

  #fail(why: string): void {
    this.#firstError ??= why;
  }
}

const MS_PER_SECOND = 1_000;
/** Between two looks at what is due; Node.js has no finer timer. */
const TICK_MS = 1;

/**
 * A fixed schedule: operation k is due k / rate seconds after the start, whatever became of the others. `begin` is
 * called once for each, as soon after it was due as the event loop comes by.
 *
 *     due      |0    |1    |2    |3    |4    |5
 *     begin    |0     |1   |2                |3 4 5     the event loop stood still meanwhile
 */
export class Pace {
  readonly #rate: number;
  readonly #begin: (dueAt: number) => void;
  /** Operations of the whole schedule; Infinity for one that goes on until it is stopped. */
  readonly #total: number;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  #begun = 0;

  /** `rate` in operations per second. */
  constructor(rate: number, begin: (dueAt: number) => void, total = Number.POSITIVE_INFINITY) {
    this.#rate = rate;
    this.#begin = begin;
    this.#total = total;
    this.#timer = setInterval(() => this.look(), TICK_MS);
  }

  /** When the last operation of the schedule is over, if each takes its interval. */
  get endsAt(): number {
    return this.#dueAt(this.#total);
  }

  /** Begins all that is due now. A call whenever the event loop comes by anyway makes the ticks finer. */
  look(): void {
    const intervals = ((performance.now() - this.#startedAt) * this.#rate) / MS_PER_SECOND;
    const due = Math.min(this.#total, Math.floor(intervals) + 1);
    while (this.#begun < due) this.#begin(this.#dueAt(this.#begun++));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #dueAt(index: number): number {
    return this.#startedAt + (index * MS_PER_SECOND) / this.#rate;
  }
}

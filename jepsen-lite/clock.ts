/**
 * The one clock of a run. `process.hrtime` reads CLOCK_MONOTONIC on Linux and its like on macOS, which all processes
 * of a machine share, so times taken in different processes can be compared.
 */
export class RunClock {
  readonly origin: bigint;
  #last = 0;

  /** `origin`: when the run began, in nanoseconds of that clock. */
  constructor(origin: bigint = process.hrtime.bigint()) {
    this.origin = origin;
  }

  /** Nanoseconds since the run began; each call gives more than the one before, so events of a process have an order. */
  stamp(): number {
    this.#last = Math.max(Number(process.hrtime.bigint() - this.origin), this.#last + 1);
    return this.#last;
  }

  /** Microseconds, as in the history. */
  micros(): number {
    return Math.floor(this.stamp() / 1_000);
  }
}

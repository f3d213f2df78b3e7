import { build, type Histogram } from 'hdr-histogram-js';

/** Milliseconds. */
export interface LatencyMs {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Beyond a minute an operation counts as a minute: no deadline here is longer. */
const MICROSECONDS_MAX = 60_000_000;

/**
 * Latencies of any number of operations in bounded memory, to three significant digits. One class for all targets, so
 * that a difference between them cannot come from how they are counted.
 */
export class Latencies {
  readonly #histogram: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: MICROSECONDS_MAX,
    numberOfSignificantValueDigits: 3,
  });

  /** Microseconds, exact. */
  #max = 0;

  get count(): number {
    return this.#histogram.totalCount;
  }

  record(microseconds: number): void {
    const value = Math.min(MICROSECONDS_MAX, Math.max(1, Math.round(microseconds)));
    this.#histogram.recordValue(value);
    if (value > this.#max) this.#max = value;
  }

  summary(): LatencyMs {
    // The histogram answers with the upper end of a bucket, which can lie above everything recorded.
    const at = (percentile: number): number =>
      Math.min(this.#max, this.#histogram.getValueAtPercentile(percentile)) / 1_000;
    return { p50: at(50), p99: at(99), p999: at(99.9), max: this.#max / 1_000 };
  }
}

/** What a voter has promised; kept over changes of the term, because the time is what was promised. */
export interface LeasePromise {
  readonly until: number;
  /** Of the leader it was given to, and its round. */
  readonly term: number;
  readonly context: number;
}

/** A restarted voter does not know what it promised, so it keeps the longest promise there can be (pitfall 68). */
export function promiseAtStart(leaseMs: number, driftPercent: number, now: number): LeasePromise {
  const until = leaseMs === 0 ? Number.NEGATIVE_INFINITY : now + promiseMs(leaseMs, driftPercent);
  return { until, term: 0, context: Number.POSITIVE_INFINITY };
}

/** D(1+e): how long a voter keeps a promise by its own clock, in milliseconds. */
export function promiseMs(leaseMs: number, driftPercent: number): number {
  return leaseMs * (1 + driftPercent / 100);
}

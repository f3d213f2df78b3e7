/** What a check may use. Past it the verdict is `unknown`, never a guess. */
export interface Budget {
  /** Milliseconds by a clock that only rises; handed in, because checkers know none. */
  readonly now: () => number;
  /** By that clock. */
  readonly deadline: number;
}

/** `ms` milliseconds from now on. */
export function budgetOf(ms: number, now: () => number): Budget {
  return { now, deadline: now() + ms };
}

export const searchLimits = {
  /** Words of 4 bytes for the configurations seen, of one key at a time: 128 MiB, twice that while it grows. */
  cacheWords: 1 << 25,
  /** Open operations not yet tried, of all configurations on the way, 8 bytes each: 256 MiB. */
  openCandidates: 1 << 25,
  /** Distinct states of one key. */
  states: 1 << 20,
  /** Transitions remembered; more are computed again. */
  transitions: 1 << 21,
  /** Configurations between two looks at the clock. */
  configurationsPerLook: 1 << 10,
  /** Calls and returns among which the look-ahead finds reads. */
  lookAhead: 1 << 6,
} as const;

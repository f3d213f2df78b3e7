/** What one client has done since it was connected. Counts, all of them rising only. */
export interface ClientStats {
  /** Calls of the caller, a page of a scan counting as one, without those that the client makes for itself. */
  readonly calls: number;
  /** Tries after the first, of all calls. */
  readonly retries: number;
  /** Answers that came from the exactly-once table: an earlier try had done the work. */
  readonly deduplicated: number;
  /** Writes that ended with outcome `unknown`. */
  readonly unknown: number;
  /** Those of them of which `resolve()` found out what became of them ... */
  readonly resolved: number;
  /** ... and of these the ones that never ran and never will. */
  readonly voided: number;
}

/** {@link ClientStats} while it is counted. */
export type MutableStats = { -readonly [Name in keyof ClientStats]: ClientStats[Name] };

export function noStats(): MutableStats {
  return { calls: 0, retries: 0, deduplicated: 0, unknown: 0, resolved: 0, voided: 0 };
}

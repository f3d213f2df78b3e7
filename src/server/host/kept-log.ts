/** A follower that was offered a snapshot pulls it within this time, or asks again. Milliseconds. */
const offerMs = 60_000;

/** The log after `index` is needed until then. */
export interface KeptLog {
  readonly index: number;
  until: number;
}

/** What snapshots under way need of a replica's log: entries after the index at which each of them ends (R22). */
export class KeptLogs {
  readonly #kept = new Set<KeptLog>();
  /** The newest offer of them: a follower that did not pull is offered another one. */
  #offered: KeptLog | null = null;

  offer(index: number, now: number): void {
    if (this.#offered !== null) this.#kept.delete(this.#offered);
    this.#offered = this.keepAfter(index, now + offerMs);
  }

  /** Keeps the log after `index`, at first until then; the answer changes for how long. */
  keepAfter(index: number, until: number): KeptLog {
    const kept: KeptLog = { index, until };
    this.#kept.add(kept);
    return kept;
  }

  /** The index after which some of them needs the log, or Infinity. */
  neededAfter(now: number): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (const kept of this.#kept) {
      if (kept.until <= now) this.#kept.delete(kept);
      else lowest = Math.min(lowest, kept.index);
    }
    return lowest;
  }
}

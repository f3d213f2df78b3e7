/** What the records of a replica came to right after an index was applied. */
export interface HashPoint {
  readonly index: number;
  readonly hash: number;
}

/** Replicas are never at one index at one moment, so each remembers where it has passed. */
const every = 256;
/** A replica that is 4,096 entries behind still has a point in common with the first. */
const kept = 16;

/** Hashes at the last indexes that are multiples of 256, for replicas to be compared while they go on (R20). */
export class HashTrail {
  #points: HashPoint[] = [];

  passed(index: number, hash: number): void {
    if (index % every !== 0) return;
    this.#points.push({ index, hash });
    if (this.#points.length > kept) this.#points.shift();
  }

  /** Ascending; the last is where the replica stands now. */
  until(index: number, hash: number): readonly HashPoint[] {
    const last = this.#points.at(-1)?.index ?? 0;
    return last === index ? this.#points.slice() : [...this.#points, { index, hash }];
  }

  /** The state was replaced: where the one before passed proves nothing. */
  clear(): void {
    this.#points = [];
  }
}

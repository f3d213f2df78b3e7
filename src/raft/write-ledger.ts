import { assert } from '../util/assert.ts';
import type { RaftLog } from './log.ts';
import type { HardState, Index, ReplicaId, SnapshotMeta, Term, Write } from './types.ts';

interface WriteInFlight {
  readonly seq: number;
  /** The first index the write changes: it and everything after is not durable before the write is. */
  readonly first: Index;
  readonly term: Term;
  readonly vote: ReplicaId;
  /** When it was handed out: a write that stays here too long is a stalled disk (pitfall 82). */
  at: number;
}

const NOTHING = Number.POSITIVE_INFINITY;

/**
 * Numbers the writes and derives what is durable from their completions.
 *
 * An entry is durable when the last write that contains it has completed. Every write from its `first` on replaces
 * the log, so the durable prefix ends before the lowest `first` that is still open, in flight or not yet handed out:
 *
 *   log          1 2 3 4 5 6 7 8
 *   in flight          #4: 4..6        then #5: 6..7 (6 was overwritten)      open: 8
 *   durable      1 2 3
 *
 * A completion of an overwritten write cannot make the new entries look durable (ABA, pitfall 35): they are in a
 * later write, which is still open.
 */
export class WriteLedger {
  #lastSeq = 0;
  #persistedSeq = 0;
  #inFlight: WriteInFlight[] = [];
  #openFirst: Index = NOTHING;
  #openSnapshot: SnapshotMeta | null = null;
  #openTrust = false;
  #written: { term: Term; vote: ReplicaId };
  #durable: { term: Term; vote: ReplicaId };

  constructor(hardState: HardState) {
    this.#written = { term: hardState.term, vote: hardState.vote };
    this.#durable = this.#written;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get persistedSeq(): number {
    return this.#persistedSeq;
  }

  get durableTerm(): Term {
    return this.#durable.term;
  }

  get durableVote(): ReplicaId {
    return this.#durable.vote;
  }

  /** When the oldest write that has not completed was handed out, or Infinity. */
  get oldestAt(): number {
    return this.#inFlight[0]?.at ?? NOTHING;
  }

  /** The log changed from `first` on. */
  changed(first: Index): void {
    this.#openFirst = Math.min(this.#openFirst, first);
  }

  /** The log was reset to this snapshot. */
  reset(meta: SnapshotMeta): void {
    this.#openSnapshot = meta;
    this.#openFirst = NOTHING;
  }

  /** The end of a suspicion, to be written with the hard state of this moment. */
  trust(): void {
    this.#openTrust = true;
  }

  /** The last durable index of a log that ends at `last`. */
  persistedIndex(last: Index): Index {
    let first = Math.min(last + 1, this.#openFirst, this.#openSnapshot?.index ?? NOTHING);
    for (const write of this.#inFlight) first = Math.min(first, write.first);
    return first - 1;
  }

  /** A commit index alone is no reason to write: it rides along, and is found again after a crash. */
  isDue(term: Term, vote: ReplicaId): boolean {
    return (
      this.#openFirst !== NOTHING ||
      this.#openSnapshot !== null ||
      this.#openTrust ||
      term !== this.#written.term ||
      vote !== this.#written.vote
    );
  }

  take(hardState: HardState, log: RaftLog, now: number): Write | null {
    const { term, vote } = hardState;
    if (!this.isDue(term, vote)) return null;
    const snapshot = this.#openSnapshot;
    const entries =
      this.#openFirst === NOTHING
        ? []
        : log.slice(this.#openFirst, log.last, Number.MAX_SAFE_INTEGER);
    const seq = ++this.#lastSeq;
    const first = Math.min(this.#openFirst, snapshot?.index ?? NOTHING);
    this.#inFlight.push({ seq, first, term, vote, at: now });
    this.#openFirst = NOTHING;
    this.#openSnapshot = null;
    this.#written = { term, vote };
    const trusted = this.#openTrust;
    this.#openTrust = false;
    return { seq, hardState, entries, snapshot, trusted };
  }

  persisted(seq: number): void {
    assert(seq <= this.#lastSeq, () => `write ${seq} completed, ${this.#lastSeq} handed out`);
    assert(seq >= this.#persistedSeq, () => `write ${seq} completed after ${this.#persistedSeq}`);
    this.#persistedSeq = seq;
    while (this.#inFlight.length > 0) {
      const write = this.#inFlight[0];
      if (write === undefined || write.seq > seq) break;
      this.#durable = { term: write.term, vote: write.vote };
      this.#inFlight.shift();
    }
  }

  /** The event loop stood still (R2): that time says nothing about the disk. */
  restartClock(now: number): void {
    for (const write of this.#inFlight) write.at = now;
  }

  check(): void {
    assert(
      this.#persistedSeq <= this.#lastSeq,
      () => `seq ${this.#persistedSeq} of ${this.#lastSeq}`,
    );
    const open = this.#lastSeq - this.#persistedSeq;
    assert(
      open === this.#inFlight.length,
      () => `${this.#inFlight.length} writes in flight, ${open} open`,
    );
    assert(this.#durable.term <= this.#written.term, () => `durable term ${this.#durable.term}`);
  }
}

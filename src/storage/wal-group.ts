import type { ConfState, Entry, HardState, SnapshotMeta, TermRun } from '../raft/types.ts';
import { entryKind } from '../raft/types.ts';
import { assert } from '../util/assert.ts';
import { assertContiguous, confOfEntry } from './entry-codec.ts';
import { RecordIndex, type RecordPlace } from './wal-record-index.ts';

/**
 * What the log holds of one group. The same operations are applied when records are appended and when they are
 * replayed, so that a recovered group is the one that was written.
 *
 *        boundary            tailFirst        lastIndex
 *           v                    v                v
 *     ......|  found by records  |  tail (memory) |
 *   purged     durable on disk     not yet durable
 */
export class GroupLog {
  readonly group: number;
  readonly replica: number;
  hardState: HardState = { term: 0, vote: 0, commit: 0 };
  boundary: SnapshotMeta;
  /** A part of the log was lost, and with it what the replica may have promised. */
  suspect = false;
  /** Invariant: ascending in first and term; the first one starts at boundary.index + 1. */
  runs: TermRun[] = [];
  lastIndex: number;
  /** Configuration entries above the boundary, oldest first. */
  confs: Entry[] = [];
  readonly records = new RecordIndex();
  /** Entries whose frame is not durable yet, up to lastIndex. */
  tail: Entry[] = [];
  /** Lowest index in the frame that is being collected, or Infinity. */
  collectedFirst = Number.POSITIVE_INFINITY;

  constructor(group: number, replica: number, boundary: SnapshotMeta) {
    this.group = group;
    this.replica = replica;
    this.boundary = boundary;
    this.lastIndex = boundary.index;
  }

  /** The first index that is found only in memory. */
  get tailFirst(): number {
    return this.lastIndex + 1 - this.tail.length;
  }

  /** The term of an entry or of the boundary, 0 for anything else. */
  termAt(index: number): number {
    if (index === this.boundary.index) return this.boundary.term;
    if (index < this.boundary.index || index > this.lastIndex) return 0;
    for (let i = this.runs.length - 1; i >= 0; i--) {
      const run = this.runs[i];
      if (run !== undefined && run.first <= index) return run.term;
    }
    return 0;
  }

  /** The configuration right after `index`. */
  confAt(index: number): ConfState {
    for (let i = this.confs.length - 1; i >= 0; i--) {
      const entry = this.confs[i];
      if (entry !== undefined && entry.index <= index) return confOfEntry(entry.data);
    }
    return this.boundary.conf;
  }

  /** Overwrites from the first entry's index on. */
  append(entries: readonly Entry[]): void {
    assertContiguous(entries);
    const first = entries[0]?.index ?? 0;
    assert(
      first > this.boundary.index && first <= this.lastIndex + 1,
      () =>
        `group ${this.group}: entry ${first} on a log of ${this.boundary.index}..${this.lastIndex}`,
    );
    if (first <= this.lastIndex) this.#truncate(first);
    for (const entry of entries) {
      const last = this.runs[this.runs.length - 1];
      if (last?.term !== entry.term) this.runs.push({ first: entry.index, term: entry.term });
      if (entry.kind === entryKind.conf) this.confs.push(entry);
      this.tail.push(entry);
    }
    this.lastIndex += entries.length;
    this.collectedFirst = Math.min(this.collectedFirst, first);
  }

  /** R21: a log that holds the snapshot's last entry keeps what follows it; any other starts anew from it. */
  install(meta: SnapshotMeta): void {
    assert(
      meta.index >= this.boundary.index,
      () => `group ${this.group}: snapshot ${meta.index} below the boundary ${this.boundary.index}`,
    );
    if (meta.index <= this.lastIndex && this.termAt(meta.index) === meta.term) this.compact(meta);
    else this.#reset(meta);
  }

  /** Forgets entries up to `meta.index`, which the log holds. */
  compact(meta: SnapshotMeta): void {
    assert(
      meta.index >= this.boundary.index && meta.index <= this.lastIndex,
      () =>
        `group ${this.group}: compact to ${meta.index} of ${this.boundary.index}..${this.lastIndex}`,
    );
    const next = meta.index + 1;
    const term = this.termAt(next);
    const later = this.runs.filter((run) => run.first > next);
    this.runs = term === 0 ? [] : [{ first: next, term }, ...later];
    this.confs = this.confs.filter((entry) => entry.index > meta.index);
    if (this.tailFirst < next) this.tail.splice(0, next - this.tailFirst);
    this.boundary = meta;
    this.records.dropBelow(next, this.tailFirst);
  }

  /**
   * What a COPY record says again: the entries from the boundary on, as the log has them. Writer and replay go through
   * this, in the same state: anything else in the record would bring back what was overwritten.
   */
  copied(entries: readonly Entry[]): void {
    assertContiguous(entries);
    const first = entries[0]?.index ?? 0;
    const last = first + entries.length - 1;
    assert(
      first === this.boundary.index + 1 && last <= this.lastIndex,
      () =>
        `group ${this.group}: copy of ${first}..${last} of ${this.boundary.index}..${this.lastIndex}`,
    );
    for (const { index, term } of entries) {
      assert(
        this.termAt(index) === term,
        () => `group ${this.group}: copy of ${index}@${term}, which is of ${this.termAt(index)}`,
      );
    }
    // Recovery that begins behind the first record of a configuration finds it only here.
    const confs = entries.filter(({ kind }) => kind === entryKind.conf);
    this.confs = [...confs, ...this.confs.filter(({ index }) => index > last)];
  }

  /** A durable COPY record of this log: its entries, up to `end` - 1, are found there from now on. */
  move(first: number, end: number, place: Omit<RecordPlace, 'first'>): void {
    this.records.move(first, end, place);
  }

  /** A durable ENTRIES record of this log. */
  place(first: number, seq: number, offset: number, length: number): void {
    this.records.push(first, seq, offset, length);
  }

  /**
   * The frame in flight is durable and its records are placed: what was not collected again since is on disk now.
   * When the log was reset meanwhile, all of it is in the tail, and the records just placed go at once.
   */
  settle(): void {
    const keepFrom = Math.max(this.tailFirst, this.collectedFirst);
    if (keepFrom > this.lastIndex) this.tail = [];
    else this.tail.splice(0, keepFrom - this.tailFirst);
    this.records.dropBelow(this.boundary.index + 1, this.tailFirst);
  }

  /** The segment that holds the oldest entry needed, or Infinity when none is on disk. */
  oldestSegment(): number {
    return this.records.length === 0 ? Number.POSITIVE_INFINITY : this.records.neededSeq(0);
  }

  /**
   * The index after the last entry that keeps a segment below `below`. Entries before it may lie in later ones, by a copy:
   * they are copied again with it, so that one record at most is out of order.
   */
  endBelow(below: number): number {
    const { records } = this;
    let i = 0;
    while (i < records.length && records.neededSeq(i) < below) i++;
    const end = i < records.length ? records.place(i).first : this.tailFirst;
    return i === 0 ? 0 : Math.min(end, this.tailFirst);
  }

  /** The first entry between the boundary and the tail that is not found on disk, or 0. */
  firstMissing(): number {
    return this.records.missing(this.boundary.index + 1, this.tailFirst);
  }

  #truncate(first: number): void {
    if (first <= this.tailFirst) this.tail = [];
    else this.tail.length = first - this.tailFirst;
    this.runs = this.runs.filter((run) => run.first < first);
    this.confs = this.confs.filter((entry) => entry.index < first);
    this.lastIndex = first - 1;
  }

  #reset(meta: SnapshotMeta): void {
    this.boundary = meta;
    this.lastIndex = meta.index;
    this.runs = [];
    this.confs = [];
    this.tail = [];
    this.records.clear();
    this.collectedFirst = Number.POSITIVE_INFINITY;
  }
}

import { assert, at } from '../util/assert.ts';
import { decodeConf } from './conf.ts';
import { mayFollow } from './conf-change.ts';
import { EntryCache } from './entry-cache.ts';
import { TermRuns } from './term-runs.ts';
import {
  type BootState,
  type ConfState,
  type Entry,
  entryKind,
  type Index,
  type SnapshotMeta,
  type Term,
} from './types.ts';

interface ConfAt {
  readonly index: Index;
  readonly conf: ConfState;
}

/**
 * The replicated log as the core sees it: every term, the newest entries, and the configurations.
 *
 *   boundary   cache.first          last
 *      |  on disk  |    in memory    |
 *      v           v                 v
 *   ...b . . . . . c . . . . . . . . l
 *
 * A configuration is active from the moment it is appended (R8), so truncation has to restore the one before: `confs`
 * is the undo stack, oldest first, and the boundary's own configuration lies below it.
 */
export class RaftLog {
  #boundary: SnapshotMeta;
  #runs: TermRuns;
  #cache: EntryCache;
  #confs: ConfAt[];
  readonly #cachedBytes: number;

  constructor(boot: BootState, cachedBytes: number) {
    this.#boundary = boot.boundary;
    this.#cachedBytes = cachedBytes;
    this.#runs = new TermRuns(
      boot.boundary.index,
      boot.boundary.term,
      boot.runs,
      Math.max(boot.lastIndex, boot.boundary.index),
    );
    const tail = boot.tail.filter((entry) => entry.index > boot.boundary.index);
    this.#cache = new EntryCache(tail[0]?.index ?? this.last + 1);
    for (const entry of tail) {
      assert(
        this.term(entry.index) === entry.term,
        () => `tail ${entry.index} of term ${entry.term}`,
      );
      this.#cache.append(entry);
    }
    assert(
      this.#cache.end === this.last + 1,
      () => `tail ends at ${this.#cache.end}, log at ${this.last}`,
    );
    this.#confs = boot.confs
      .filter((entry) => entry.index > boot.boundary.index)
      .map((entry) => ({ index: entry.index, conf: confOf(entry) }));
  }

  get boundary(): SnapshotMeta {
    return this.#boundary;
  }

  get first(): Index {
    return this.#boundary.index + 1;
  }

  get last(): Index {
    return this.#runs.last;
  }

  get lastTerm(): Term {
    return this.#runs.lastTerm;
  }

  get cacheFirst(): Index {
    return this.#cache.first;
  }

  /** The active configuration: that of the newest `conf` entry, committed or not. */
  get conf(): ConfState {
    return this.#confs.at(-1)?.conf ?? this.#boundary.conf;
  }

  term(index: Index): Term | 'compacted' | 'missing' {
    return this.#runs.term(index);
  }

  /** The term at an index that must be in the log. */
  termOf(index: Index): Term {
    const term = this.#runs.term(index);
    assert(
      typeof term === 'number',
      () => `term of ${index} is ${term}, log ${this.first}..${this.last}`,
    );
    return term;
  }

  matches(index: Index, term: Term): boolean {
    return this.#runs.term(index) === term;
  }

  /** Whether a log that ends with this entry may lead: later term first, then length (section 5.4.1). */
  isUpToDate(lastIndex: Index, lastTerm: Term): boolean {
    return lastTerm === this.lastTerm ? lastIndex >= this.last : lastTerm > this.lastTerm;
  }

  conflictHint(index: Index, term: Term): Index {
    return this.#runs.conflictHint(index, term);
  }

  confAt(index: Index): ConfState {
    return this.#confs.findLast((entry) => entry.index <= index)?.conf ?? this.#boundary.conf;
  }

  /** The configurations that may be in force: that at `commit`, and those appended since. */
  confsFrom(commit: Index): ConfState[] {
    const newer = this.#confs.filter(({ index }) => index > commit);
    return [this.confAt(commit), ...newer.map(({ conf }) => conf)];
  }

  /** Whether every configuration among these entries may come right after the one before it. */
  mayAppend(entries: readonly Entry[]): boolean {
    let before = this.confAt(at(entries, 0, 'entry to append').index - 1);
    for (const entry of entries) {
      if (entry.kind !== entryKind.conf) continue;
      const conf = confOf(entry);
      if (!mayFollow(before, conf)) return false;
      before = conf;
    }
    return true;
  }

  /** Appends, after removing whatever the log held from the first index on. */
  append(entries: readonly Entry[]): void {
    const first = at(entries, 0, 'entry to append').index;
    if (first <= this.last) this.#truncate(first);
    for (const entry of entries) {
      this.#runs.append(entry.index, entry.term);
      this.#cache.append(entry);
      if (entry.kind === entryKind.conf) {
        this.#confs.push({ index: entry.index, conf: confOf(entry) });
      }
    }
  }

  /** An entry that is known to be cached: one not yet applied or not yet durable here. */
  entry(index: Index): Entry {
    return this.#cache.entry(index);
  }

  /** Cached entries first..last, cut after `maxBytes` but at least one. */
  slice(first: Index, last: Index, maxBytes: number): Entry[] {
    return this.#cache.slice(first, last, maxBytes);
  }

  get cachedBytes(): number {
    return this.#cache.bytes;
  }

  isCached(index: Index): boolean {
    return index >= this.#cache.first;
  }

  /** Entries up to `index` are applied and durable, so they may leave the cache when it is too large. */
  evict(index: Index): void {
    this.#cache.evict(index, this.#cachedBytes);
  }

  compact(index: Index): void {
    if (index <= this.#boundary.index) return;
    const conf = this.confAt(index);
    const term = this.termOf(index);
    this.#runs.compact(index);
    this.#cache.compact(index);
    this.#confs = this.#confs.filter((entry) => entry.index > index);
    this.#boundary = { index, term, conf };
  }

  /** Forgets everything for a snapshot (R21). */
  reset(meta: SnapshotMeta): void {
    this.#boundary = meta;
    this.#runs = new TermRuns(meta.index, meta.term);
    this.#cache = new EntryCache(meta.index + 1);
    this.#confs = [];
  }

  check(): void {
    this.#runs.check();
    this.#cache.check();
    assert(
      this.#cache.end === this.last + 1,
      () => `cache ends at ${this.#cache.end}, log at ${this.last}`,
    );
    assert(this.#cache.first > this.#boundary.index, () => `cache from ${this.#cache.first}`);
    let below = this.#boundary.index;
    let before = this.#boundary.conf;
    for (const { index, conf } of this.#confs) {
      const inside = index > below && index <= this.last;
      assert(inside, () => `configuration at ${index} in ${below}..${this.last}`);
      assert(conf.index === index, () => `configuration of ${conf.index} at ${index}`);
      const follows = mayFollow(before, conf);
      assert(follows, () => `from ${JSON.stringify(before)} to ${JSON.stringify(conf)}`);
      below = index;
      before = conf;
    }
  }

  #truncate(index: Index): void {
    this.#runs.truncate(index);
    this.#cache.truncate(index);
    while ((this.#confs.at(-1)?.index ?? 0) >= index) this.#confs.pop();
  }
}

function confOf(entry: Entry): ConfState {
  const conf = decodeConf(entry.data);
  assert(conf !== null, () => `malformed configuration at ${entry.index}`);
  return conf;
}

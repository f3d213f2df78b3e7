import { assert, at } from '../util/assert.ts';
import type { Entry, Index } from './types.ts';

/** What one entry costs in memory and on the wire beside its data, so that empty ones are not free. */
const ENTRY_OVERHEAD_BYTES = 32;

export function entryBytes(entry: Entry): number {
  return entry.data.length + ENTRY_OVERHEAD_BYTES;
}

/**
 * The newest entries, contiguous up to the end of the log. One owner truncates log and cache together: a cache that
 * outlived an overwritten log made replicas apply different commands elsewhere (pitfall 34).
 *
 *   slots   [ . . . a b c d e ]       first = index of a
 *                   ^ head            evicted slots are cut off once they are half of the array
 */
export class EntryCache {
  #slots: Entry[] = [];
  #head = 0;
  #first: Index;
  #bytes = 0;

  /** An empty cache whose next entry will be `first`. */
  constructor(first: Index) {
    this.#first = first;
  }

  /** The oldest cached index, or where the next entry goes when there is none. */
  get first(): Index {
    return this.#first;
  }

  get end(): Index {
    return this.#first + this.#slots.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(entry: Entry): void {
    assert(entry.index === this.end, () => `cache ${entry.index} at ${this.end}`);
    this.#slots.push(entry);
    this.#bytes += entryBytes(entry);
  }

  entry(index: Index): Entry {
    assert(index >= this.#first, () => `entry ${index} is below the cache at ${this.#first}`);
    return at(this.#slots, this.#head + index - this.#first, 'cached entry');
  }

  /** Entries from `first` up to `last`, cut after `maxBytes` but at least one. */
  slice(first: Index, last: Index, maxBytes: number): Entry[] {
    const entries: Entry[] = [];
    let bytes = 0;
    for (let index = first; index <= last; index++) {
      const entry = this.entry(index);
      bytes += entryBytes(entry);
      if (entries.length > 0 && bytes > maxBytes) break;
      entries.push(entry);
    }
    return entries;
  }

  /** Removes `index` and all after it; below the cache it leaves an empty one that goes on at `index`. */
  truncate(index: Index): void {
    while (this.end > index && this.#slots.length > this.#head) {
      const entry = this.#slots.pop();
      if (entry !== undefined) this.#bytes -= entryBytes(entry);
    }
    if (index < this.#first) this.#restart(index);
  }

  /** Drops the oldest entries up to `index` while more than `limit` bytes are held. */
  evict(index: Index, limit: number): void {
    while (this.#bytes > limit && this.#first <= index && this.#first < this.end) this.#dropFirst();
    this.#reclaim();
  }

  /** Drops all entries up to `index`, for they were purged from the log. */
  compact(index: Index): void {
    while (this.#first <= index && this.#first < this.end) this.#dropFirst();
    if (this.#first <= index) this.#restart(index + 1);
    this.#reclaim();
  }

  check(): void {
    let bytes = 0;
    for (let index = this.#first; index < this.end; index++) {
      const entry = this.entry(index);
      assert(entry.index === index, () => `cache holds ${entry.index} at ${index}`);
      bytes += entryBytes(entry);
    }
    assert(bytes === this.#bytes, () => `cache counts ${this.#bytes} bytes of ${bytes}`);
  }

  #dropFirst(): void {
    this.#bytes -= entryBytes(at(this.#slots, this.#head, 'cached entry'));
    this.#head++;
    this.#first++;
  }

  #reclaim(): void {
    if (this.#head < 64 || this.#head * 2 < this.#slots.length) return;
    this.#slots = this.#slots.slice(this.#head);
    this.#head = 0;
  }

  #restart(first: Index): void {
    this.#slots = [];
    this.#head = 0;
    this.#first = first;
    this.#bytes = 0;
  }
}

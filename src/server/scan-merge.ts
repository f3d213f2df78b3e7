import type { ringkv } from '#proto';
import { assert } from '../util/assert.ts';
import { compareBytes } from '../util/bytes.ts';
import { recordBytes } from './wire-record.ts';

type WireRecord = ringkv.v1.Record.$Properties;

/**
 * Merges the pages of all partitions into one page in key order, one partition at a time, so that never more than a
 * page is kept.
 *
 *   partition 1   a  d  g  (more)
 *   partition 2   b  c  (end)            page: a b c d e ... g
 *   partition 3   e  h  k  (more)                          ^
 *                                        frontier = g: beyond it partition 1 may hold keys that nobody has seen
 *
 * The frontier only ever falls: to the last key of a partition that has more, or to the last key that fits. Backwards it is
 * the same with the order of keys turned round.
 */
export class ScanMerge {
  readonly #limit: number;
  readonly #byteLimit: number;
  readonly #order: (a: Uint8Array, b: Uint8Array) => number;
  #kept: WireRecord[] = [];
  #frontier: Uint8Array | null = null;

  constructor(limit: number, byteLimit: number, reverse = false) {
    this.#limit = limit;
    this.#byteLimit = byteLimit;
    this.#order = reverse ? (a, b) => compareBytes(b, a) : compareBytes;
  }

  /** The page so far, in the order of the scan. */
  get records(): readonly WireRecord[] {
    return this.#kept;
  }

  /** The key behind which the next page starts, or null when there is none. */
  get frontier(): Uint8Array | null {
    return this.#frontier;
  }

  /** `records` in the order of the scan and behind the page's start; `more` with at least one record. */
  add(records: readonly WireRecord[], more: boolean): void {
    if (more) {
      const last = records.at(-1);
      assert(last !== undefined, 'a partition has more but returned nothing');
      this.#lower(keyOf(last));
    }
    this.#kept = this.#merged(records);
  }

  #merged(records: readonly WireRecord[]): WireRecord[] {
    const merged: WireRecord[] = [];
    let bytes = 0;
    let left = 0;
    let right = 0;
    for (;;) {
      const a = this.#kept[left];
      const b = records[right];
      const next = this.#first(a, b);
      if (next === undefined || this.#beyond(next)) return merged;
      const size = recordBytes(next);
      const full = merged.length >= this.#limit || bytes + size > this.#byteLimit;
      const last = merged.at(-1);
      if (full && last !== undefined) {
        this.#lower(keyOf(last));
        return merged;
      }
      merged.push(next);
      bytes += size;
      if (next === a) left++;
      else right++;
    }
  }

  #beyond(record: WireRecord): boolean {
    return this.#frontier !== null && this.#order(keyOf(record), this.#frontier) > 0;
  }

  #lower(key: Uint8Array): void {
    if (this.#frontier === null || this.#order(key, this.#frontier) < 0) this.#frontier = key;
  }

  #first(a: WireRecord | undefined, b: WireRecord | undefined): WireRecord | undefined {
    if (a === undefined || b === undefined) return a ?? b;
    return this.#order(keyOf(a), keyOf(b)) <= 0 ? a : b;
  }
}

const noKey = new Uint8Array(0);

function keyOf(record: WireRecord): Uint8Array {
  return record.key ?? noKey;
}

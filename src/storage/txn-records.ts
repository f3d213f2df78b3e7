import type { Records } from './apply-record.ts';
import { type RecordHead, valueIn } from './record-codec.ts';
import type { StoredRecord } from './record-table.ts';
import { rowHash } from './row-checksum.ts';
import { text } from './row-keys.ts';

/**
 * The records as one transaction meets them, each looked up once however often it is named. A lookup verifies the
 * checksum of the whole row (R20), 270 us for 1 MiB, and a transaction may name one key 256 times.
 *
 *   find a ─▶ table      find a ─▶ seen      write a ─▶ table, and seen as written      find a ─▶ seen
 */
export class TxnRecords implements Records {
  readonly #table: Records;
  /** By key; null for one that does not exist. */
  readonly #seen = new Map<string, StoredRecord | null>();
  #bytes = 0;

  constructor(table: Records) {
    this.#table = table;
  }

  /** Keys and values of the records that were looked up. */
  get bytes(): number {
    return this.#bytes;
  }

  find(key: Uint8Array): StoredRecord | null {
    const name = text(key);
    const seen = this.#seen.get(name);
    if (seen !== undefined) return seen;
    const stored = this.#table.find(key);
    this.#seen.set(name, stored);
    if (stored !== null) this.#bytes += key.length + stored.view.value.length;
    return stored;
  }

  write(
    key: Uint8Array,
    head: RecordHead,
    value: Uint8Array,
    old: StoredRecord | null,
  ): Uint8Array {
    const row = this.#table.write(key, head, value, old);
    // Of the row, not of the entry: a later read in the same transaction may be kept as its answer.
    const view = { ...head, key, value: valueIn(row, value.length) };
    this.#seen.set(text(key), { view, hash: rowHash(row) });
    return row;
  }

  remove(key: Uint8Array, old: StoredRecord): void {
    this.#table.remove(key, old);
    this.#seen.set(text(key), null);
  }
}

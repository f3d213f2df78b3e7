import { emptyBytes } from '../util/bytes.ts';
import type { RecordView } from './command.ts';
import { decodeKnownRecord, encodeRecord, type RecordHead } from './record-codec.ts';
import { rowHash, sealRow } from './row-checksum.ts';
import { bytesOf, expiryRow, type RowSpace, text } from './row-keys.ts';
import type { RowStore } from './row-store.ts';

/** A record and the hash of the row it came from. */
export interface StoredRecord {
  readonly view: RecordView;
  readonly hash: number;
}

/** Records and their expiry index, always changed together; keeps the partition's hash of records. */
export class RecordTable {
  readonly records: RowSpace;
  readonly expiries: RowSpace;
  readonly place: string;
  readonly #rows: RowStore;
  #hash: number;
  /** No expiry lies before this. */
  #nextExpiryMs: number;
  /** Searches for the next expiry that are under way: they must not miss what is set meanwhile. */
  readonly #searches = new Set<{ setMs: number }>();
  #namedKey = emptyBytes();
  #name = '';
  /** Keys and values of records that were removed since somebody asked. */
  #removedBytes = 0;

  constructor(
    rows: RowStore,
    spaces: { readonly records: RowSpace; readonly expiries: RowSpace },
    place: string,
    state: { readonly hash: number; readonly nextExpiryMs: number },
  ) {
    this.#rows = rows;
    this.records = spaces.records;
    this.expiries = spaces.expiries;
    this.place = place;
    this.#hash = state.hash;
    this.#nextExpiryMs = state.nextExpiryMs;
  }

  get hash(): number {
    return this.#hash;
  }

  get nextExpiryMs(): number {
    return this.#nextExpiryMs;
  }

  /** Throws CorruptionError when the row's checksum fails. */
  find(key: Uint8Array): StoredRecord | null {
    const row = this.#rows.record(this.records, this.#nameOf(key), key, this.place);
    if (row === null) return null;
    return { view: decodeKnownRecord(key, row, this.place), hash: rowHash(row) };
  }

  /** Replaces `old`, which must be what `find` told. Answers the new row. */
  write(
    key: Uint8Array,
    head: RecordHead,
    value: Uint8Array,
    old: StoredRecord | null,
  ): Uint8Array {
    const name = this.#nameOf(key);
    const row = encodeRecord(key, head, value);
    this.#rows.set(this.records, name, row);
    this.#hash = (this.#hash - (old?.hash ?? 0) + rowHash(row)) >>> 0;
    const oldExpiry = old?.view.expiresAt ?? 0;
    if (oldExpiry === head.expiresAt) return row;
    if (oldExpiry !== 0) this.#rows.set(this.expiries, expiryRow(oldExpiry, name), null);
    if (head.expiresAt !== 0) this.#index(name, head.expiresAt);
    return row;
  }

  remove(key: Uint8Array, old: StoredRecord): void {
    const name = this.#nameOf(key);
    this.#rows.set(this.records, name, null);
    this.#hash = (this.#hash - old.hash) >>> 0;
    this.#removedBytes += name.length + old.view.value.length;
    const { expiresAt } = old.view;
    if (expiresAt !== 0) this.#rows.set(this.expiries, expiryRow(expiresAt, name), null);
  }

  /** What can be given back to the disk since the last call, in bytes. */
  takeRemovedBytes(): number {
    const bytes = this.#removedBytes;
    this.#removedBytes = 0;
    return bytes;
  }

  /** Begins a search of the index; the function takes its finding, the earliest expiry it saw. */
  search(): (foundMs: number) => void {
    const search = { setMs: Number.POSITIVE_INFINITY };
    this.#searches.add(search);
    return (foundMs) => {
      this.#searches.delete(search);
      this.#nextExpiryMs = Math.min(foundMs, search.setMs);
    };
  }

  /** A command finds its record and then writes it: the string is made once. */
  #nameOf(key: Uint8Array): string {
    if (key !== this.#namedKey) {
      this.#namedKey = key;
      this.#name = text(key);
    }
    return this.#name;
  }

  #index(name: string, expiresAt: number): void {
    const row = expiryRow(expiresAt, name);
    this.#rows.set(this.expiries, row, sealExpiry(row));
    this.#nextExpiryMs = Math.min(this.#nextExpiryMs, expiresAt);
    for (const search of this.#searches) search.setMs = Math.min(search.setMs, expiresAt);
  }
}

/** A row of the index says all in its key; its body is empty but for the checksum. */
export function sealExpiry(row: string): Uint8Array {
  return sealRow(bytesOf(row), () => {});
}

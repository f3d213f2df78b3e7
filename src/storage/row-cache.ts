import { ROW_OVERHEAD_BYTES } from './overlay.ts';
import { rowMemory } from './row-checksum.ts';
import type { RowSpace } from './row-keys.ts';

type Rows = Map<string, Uint8Array | null>;

/**
 * The newest rows of records in use: a put or a get of such a key asks neither the layers of the overlay one by one nor
 * LevelDB, 3 to 5 microseconds a row (`npm run bench:rows`). A row gets in when it is written or read; null says that there is
 * none.
 *
 *   written, read ──▶ young ──(half the limit)──▶ old ──▶ forgotten          a hit in old moves the row to young
 *
 * Two maps that change places approximate "least recently used" without a list to keep in order.
 *
 * Invariant: what is here is what the overlay would answer, or the engine behind it. Rows of records are written by
 * {@link RowStore.set} alone; a snapshot is installed under a generation, so a space, of its own.
 */
export class RowCache {
  readonly #halfBytes: number;
  #young = new Map<RowSpace, Rows>();
  #old = new Map<RowSpace, Rows>();
  #youngBytes = 0;

  constructor(limitBytes: number) {
    this.#halfBytes = limitBytes / 2;
  }

  /** undefined: not here, ask the overlay and the engine. */
  get(space: RowSpace, key: string): Uint8Array | null | undefined {
    const row = this.#young.get(space)?.get(key);
    if (row !== undefined) return row;
    const older = this.#old.get(space)?.get(key);
    if (older === undefined) return undefined;
    // A copy: one row that is asked for again and again would keep the memory of all that were made with it.
    const kept = older === null ? null : rowMemory.copyOf(older);
    this.set(space, key, kept);
    return kept;
  }

  set(space: RowSpace, key: string, row: Uint8Array | null): void {
    if (this.#halfBytes === 0) return;
    let rows = this.#young.get(space);
    if (rows === undefined) {
      rows = new Map();
      this.#young.set(space, rows);
    }
    rows.set(key, row);
    // A row that replaces another is counted beside it: the memory of both goes with all rows of that time.
    this.#youngBytes += (row?.length ?? 0) + key.length + ROW_OVERHEAD_BYTES;
    if (this.#youngBytes >= this.#halfBytes) this.#age();
  }

  /** The engine was reopened, and may be another one. */
  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#youngBytes = 0;
  }

  #age(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngBytes = 0;
  }
}

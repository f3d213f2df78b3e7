const SLAB_BYTES = 64 * 1024;
/** A row of its own memory when it is larger: it would leave too much of a slab unused. */
const CUT_BYTES = SLAB_BYTES / 8;

/**
 * Memory for rows, cut from slabs. An array of its own for each row costs 3 microseconds, most of them when it is collected,
 * where a piece of a slab costs 0.4 (`npm run bench:rows`).
 *
 *   slab  | row | row | row | row |   free   |        goes when none of its rows is kept any more
 *
 * Rows that are made together go together: a layer is released as a whole, and the row cache forgets by age.
 */
export class RowMemory {
  #slab = new ArrayBuffer(SLAB_BYTES);
  #used = 0;

  /** So many bytes that nobody else has. */
  take(length: number): Uint8Array {
    if (length > CUT_BYTES) return new Uint8Array(length);
    if (this.#used + length > SLAB_BYTES) {
      this.#slab = new ArrayBuffer(SLAB_BYTES);
      this.#used = 0;
    }
    const row = new Uint8Array(this.#slab, this.#used, length);
    this.#used += length;
    return row;
  }

  copyOf(row: Uint8Array): Uint8Array {
    const copy = this.take(row.length);
    copy.set(row);
    return copy;
  }
}

/** Of all rows of the process. */
export const rowMemory: RowMemory = new RowMemory();

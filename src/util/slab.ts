const SLAB_BYTES = 64 * 1024;
/** What is larger gets memory of its own: it would leave too much of a slab unused. */
const CUT_BYTES = SLAB_BYTES / 8;

const encoder = new TextEncoder();

/**
 * Memory for many small arrays, cut from slabs. An array of its own costs 3 microseconds where it holds a few hundred bytes,
 * most of them when it is collected; a piece of a slab costs 0.4 (`npm run bench:rows`).
 *
 *   slab  | piece | piece | piece |   free   |        goes when none of its pieces is kept any more
 *
 * Only for what is made together and goes together: one piece that is kept for long keeps its whole slab.
 */
export class Slab {
  #slab = new ArrayBuffer(SLAB_BYTES);
  #used = 0;

  /** So many bytes that nobody else has. */
  take(length: number): Uint8Array {
    if (length > CUT_BYTES) return new Uint8Array(length);
    const piece = new Uint8Array(this.#room(length), this.#used, length);
    this.#used += length;
    return piece;
  }

  copyOf(bytes: Uint8Array): Uint8Array {
    const copy = this.take(bytes.length);
    copy.set(bytes);
    return copy;
  }

  /** The text as UTF-8. */
  utf8(text: string): Uint8Array {
    // At most three bytes for each unit of UTF-16.
    const most = text.length * 3;
    if (most > CUT_BYTES) return encoder.encode(text);
    const room = new Uint8Array(this.#room(most), this.#used, most);
    const { written } = encoder.encodeInto(text, room);
    this.#used += written;
    return room.subarray(0, written);
  }

  #room(length: number): ArrayBuffer {
    if (this.#used + length > SLAB_BYTES) {
      this.#slab = new ArrayBuffer(SLAB_BYTES);
      this.#used = 0;
    }
    return this.#slab;
  }
}

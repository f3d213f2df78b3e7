/** Where an ENTRIES record is. */
export interface RecordPlace {
  readonly first: number;
  readonly seq: number;
  readonly offset: number;
  readonly length: number;
}

const width = 4;

/**
 * Where a group's entries are on disk: one row of numbers per ENTRIES record, ascending by first index. A row covers
 * the indexes from its first to the one before the next row's first, even when its record holds more: the rest
 * was overwritten.
 *
 *   rows  [ . . | 10 seq at len | 15 seq at len | 18 seq at len | free ]
 *               ^ start                                         ^ end
 */
export class RecordIndex {
  #rows = new Float64Array(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Rows from `first` on are overwritten by this one. */
  push(first: number, seq: number, offset: number, length: number): void {
    while (this.#end > this.#start && this.#firstAt(this.#end - 1) >= first) this.#end--;
    if (this.#end * width === this.#rows.length) this.#makeRoom();
    const row = this.#end * width;
    this.#rows[row] = first;
    this.#rows[row + 1] = seq;
    this.#rows[row + 2] = offset;
    this.#rows[row + 3] = length;
    this.#end++;
  }

  /** Forgets rows that cover nothing from `first` on, when the last row covers up to `end` - 1. */
  dropBelow(first: number, end: number): void {
    if (first >= end) {
      this.clear();
      return;
    }
    while (this.#end - this.#start > 1 && this.#firstAt(this.#start + 1) <= first) this.#start++;
  }

  clear(): void {
    this.#start = 0;
    this.#end = 0;
  }

  place(i: number): RecordPlace {
    const row = (this.#start + i) * width;
    return {
      first: this.#rows[row] ?? 0,
      seq: this.#rows[row + 1] ?? 0,
      offset: this.#rows[row + 2] ?? 0,
      length: this.#rows[row + 3] ?? 0,
    };
  }

  /** The row that covers `index`, or -1 when it lies before all rows. */
  find(index: number): number {
    let low = this.#start;
    let high = this.#end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#firstAt(middle) <= index) low = middle + 1;
      else high = middle;
    }
    return low - 1 < this.#start ? -1 : low - 1 - this.#start;
  }

  #firstAt(position: number): number {
    return this.#rows[position * width] ?? 0;
  }

  /** Moves the rows to the front, into a larger array when more than half of this one is in use. */
  #makeRoom(): void {
    const live = this.#rows.subarray(this.#start * width, this.#end * width);
    const crowded = live.length * 2 >= this.#rows.length;
    const target = crowded ? new Float64Array(Math.max(8 * width, live.length * 2)) : this.#rows;
    target.set(live);
    this.#rows = target;
    this.#end -= this.#start;
    this.#start = 0;
  }
}

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
 * was overwritten. The front row may be of a COPY record, which lies in a later segment than the rows behind it; those
 * ascend by segment too.
 *
 *   rows  [ . . | 10 seq at len | 15 seq at len | 18 seq at len | free ]
 *               ^ start                                         ^ end
 */
export class RecordIndex {
  #rows = new Float64Array(0);
  #start = 0;
  #end = 0;
  /** The index after the last entry of the COPY record; the front row is of one when this is above its first index. */
  #copiedEnd = 0;

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
    this.#copiedEnd = Math.min(this.#copiedEnd, first);
  }

  /** A COPY record: this row instead of all that begin below `end`. It begins no later than they do. */
  move(first: number, end: number, place: Omit<RecordPlace, 'first'>): void {
    while (this.#start < this.#end && this.#firstAt(this.#start) < end) this.#start++;
    // The rows behind it move back by one when it replaces none: their records were given up before it was found.
    if (this.#start === 0) {
      if (this.#end * width === this.#rows.length) this.#makeRoom();
      this.#rows.copyWithin(width, 0, this.#end * width);
      this.#end++;
    } else this.#start--;
    this.#rows.set([first, place.seq, place.offset, place.length], this.#start * width);
    this.#copiedEnd = end;
  }

  /** The first index from `first` to `end` - 1 that no row covers, or 0. Only those in front can be missing, and those behind a copy. */
  missing(first: number, end: number): number {
    if (first >= end) return 0;
    if (this.find(first) < 0) return first;
    const isCopy = this.#copiedEnd > this.#firstAt(this.#start);
    const next = this.length > 1 ? this.#firstAt(this.#start + 1) : end;
    return isCopy && this.#copiedEnd < next ? this.#copiedEnd : 0;
  }

  /** The oldest segment that row `i` keeps from going: rows move from the front, so the front row is needed by the next. */
  neededSeq(i: number): number {
    const { seq } = this.place(i);
    return i === 0 && this.length > 1 ? Math.min(seq, this.place(1).seq) : seq;
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
    this.#copiedEnd = 0;
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

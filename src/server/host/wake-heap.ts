/**
 * When which group needs a tick (R3): a binary heap of (time, group), earliest first.
 *
 * Entries are never moved. A group whose time came nearer is pushed again; one whose time moved away (every message
 * from a leader does that) is found too early, and `popDue` lets the caller put it back at its new time.
 */
export class WakeHeap<T> {
  readonly #times: number[] = [];
  readonly #items: T[] = [];

  /** The earliest time, or Infinity. */
  get earliest(): number {
    return this.#times[0] ?? Number.POSITIVE_INFINITY;
  }

  get size(): number {
    return this.#times.length;
  }

  push(time: number, item: T): void {
    let child = this.#times.length;
    this.#times.push(time);
    this.#items.push(item);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if ((this.#times[parent] as number) <= time) break;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** Removes and returns an item whose time has come, or undefined. */
  popDue(now: number): T | undefined {
    if (this.earliest > now) return undefined;
    const due = this.#items[0];
    const lastTime = this.#times.pop() as number;
    const lastItem = this.#items.pop() as T;
    if (this.#times.length > 0) {
      this.#times[0] = lastTime;
      this.#items[0] = lastItem;
      this.#sink();
    }
    return due;
  }

  #sink(): void {
    const length = this.#times.length;
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      if (left >= length) return;
      const right = left + 1;
      const child =
        right < length && (this.#times[right] as number) < (this.#times[left] as number)
          ? right
          : left;
      if ((this.#times[parent] as number) <= (this.#times[child] as number)) return;
      this.#swap(parent, child);
      parent = child;
    }
  }

  #swap(a: number, b: number): void {
    const time = this.#times[a] as number;
    const item = this.#items[a] as T;
    this.#times[a] = this.#times[b] as number;
    this.#items[a] = this.#items[b] as T;
    this.#times[b] = time;
    this.#items[b] = item;
  }
}

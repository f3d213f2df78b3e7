/**
 * A first-in, first-out ring of bounded length. `push` answers false when it is full: the caller decides what
 * to refuse, because a queue that grows without limit only moves the failure to the heap.
 *
 *      head             tail
 *       v                v
 *   [ . a b c d e f g h  . . . ]      length = tail - head, capacity is a power of two
 */
export class BoundedQueue<T> {
  readonly limit: number;
  #slots: (T | undefined)[];
  #head = 0;
  #length = 0;

  constructor(limit: number) {
    this.limit = limit;
    this.#slots = empty(Math.min(16, limit));
  }

  get length(): number {
    return this.#length;
  }

  push(item: T): boolean {
    if (this.#length === this.limit) return false;
    if (this.#length === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#length) % this.#slots.length] = item;
    this.#length++;
    return true;
  }

  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#slots.length;
    this.#length--;
    return item;
  }

  peek(): T | undefined {
    return this.#length === 0 ? undefined : this.#slots[this.#head];
  }

  #grow(): void {
    const bigger = empty<T>(Math.min(this.#slots.length * 2, this.limit));
    for (let i = 0; i < this.#length; i++) {
      bigger[i] = this.#slots[(this.#head + i) % this.#slots.length];
    }
    this.#slots = bigger;
    this.#head = 0;
  }
}

function empty<T>(length: number): (T | undefined)[] {
  return Array.from({ length }, () => undefined);
}

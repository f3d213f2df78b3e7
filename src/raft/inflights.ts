import { assert } from '../util/assert.ts';
import { BoundedQueue } from '../util/queue.ts';
import type { Index } from './types.ts';

/**
 * The appends on their way to one follower, in order, limited in number and in bytes. A message frees its place when
 * its last index is acknowledged, or a later one.
 */
export class Inflights {
  readonly #queue: BoundedQueue<{ readonly last: Index; readonly bytes: number }>;
  readonly #bytesLimit: number;
  #bytes = 0;

  constructor(messages: number, bytes: number) {
    this.#queue = new BoundedQueue(messages);
    this.#bytesLimit = bytes;
  }

  get length(): number {
    return this.#queue.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get full(): boolean {
    return this.#queue.length === this.#queue.limit || this.#bytes >= this.#bytesLimit;
  }

  add(last: Index, bytes: number): void {
    assert(
      this.#queue.push({ last, bytes }),
      () => `window of ${this.#queue.limit} messages is full`,
    );
    this.#bytes += bytes;
  }

  freeUpTo(index: Index): void {
    for (let head = this.#queue.peek(); head !== undefined; head = this.#queue.peek()) {
      if (head.last > index) return;
      this.#queue.shift();
      this.#bytes -= head.bytes;
    }
  }

  /** Also returns the bytes: a counter that survived a reset leaked the quota elsewhere (pitfall 32). */
  clear(): void {
    while (this.#queue.shift() !== undefined);
    this.#bytes = 0;
  }
}

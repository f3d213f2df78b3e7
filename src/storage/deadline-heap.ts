/** A binary heap of keys by deadline. A key may be in it more than once; the owner knows which deadline is true. */
export class DeadlineHeap {
  #items: { readonly deadline: number; readonly key: string }[] = [];

  get size(): number {
    return this.#items.length;
  }

  /** The earliest deadline, or Infinity. */
  get earliest(): number {
    return this.#items[0]?.deadline ?? Number.POSITIVE_INFINITY;
  }

  get keys(): readonly string[] {
    return this.#items.map(({ key }) => key);
  }

  push(deadline: number, key: string): void {
    const items = this.#items;
    let place = items.length;
    const item = { deadline, key };
    items.push(item);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = items[parent];
      if (above === undefined || above.deadline <= deadline) break;
      items[place] = above;
      place = parent;
    }
    items[place] = item;
  }

  /** Removes and returns a key with the earliest deadline. */
  pop(): string | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined || items.length === 0) return top?.key;
    let place = 0;
    while (true) {
      let child = 2 * place + 1;
      let below = items[child];
      if (below === undefined) break;
      const right = items[child + 1];
      if (right !== undefined && right.deadline < below.deadline) {
        below = right;
        child++;
      }
      if (below.deadline >= last.deadline) break;
      items[place] = below;
      place = child;
    }
    items[place] = last;
    return top.key;
  }
}

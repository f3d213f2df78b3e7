import type { Operation } from '../history/operations.ts';
import type { Transitions } from './state-table.ts';

/**
 * Operations without an end, which may be placed anywhere after their call, or not at all. Those of one class can
 * stand in for each other, so they are used in order of call; what is left to choose is how many of each.
 */
export class OpenOperations {
  /** One bit per operation, 32 to a word, and after them one that says {@link justUsed}. */
  readonly used: Int32Array;
  readonly operations: readonly Operation[];
  readonly #classes: readonly number[];
  /** By class: numbers of operations in order of call, and how many of them are used. */
  readonly #queues: { readonly operationClass: number; readonly members: number[]; used: number }[];
  readonly #queueOf: readonly number[];

  constructor(operations: readonly Operation[], table: Transitions) {
    this.operations = [...operations].sort((a, b) => a.invoked - b.invoked);
    this.#classes = this.operations.map((operation) => table.classOf(operation));
    this.used = new Int32Array((operations.length >> 5) + 1);
    this.#queues = [];
    const known = new Map<number, number>();
    this.#queueOf = this.#classes.map((operationClass, index) => {
      const queue = known.get(operationClass) ?? this.#queues.length;
      known.set(operationClass, queue);
      this.#queues[queue] ??= { operationClass, members: [], used: 0 };
      this.#queues[queue].members.push(index);
      return queue;
    });
  }

  classOf(index: number): number {
    return this.#classes[index] ?? -1;
  }

  isUsed(index: number): boolean {
    return (((this.used[index >> 5] ?? 0) >>> (index & 31)) & 1) === 1;
  }

  /** The next unused one of each class, if it was called by `time`. */
  available(time: number, found: (index: number, operationClass: number) => void): void {
    for (const { operationClass, members, used } of this.#queues) {
      const index = members[used];
      if (index === undefined || (this.operations[index]?.invoked ?? 0) > time) continue;
      found(index, operationClass);
    }
  }

  use(index: number): void {
    this.#move(index, 1);
  }

  putBack(index: number): void {
    this.#move(index, -1);
  }

  /**
   * The step before used an open operation, and nothing has looked at what it did: no write may follow, as then it could
   * have been left out. Part of the set, because a configuration without this restriction covers one with it.
   */
  set justUsed(value: boolean) {
    const bit = this.operations.length;
    const word = this.used[bit >> 5] ?? 0;
    const mask = 1 << (bit & 31);
    this.used[bit >> 5] = value ? word | mask : word & ~mask;
  }

  get justUsed(): boolean {
    return this.isUsed(this.operations.length);
  }

  #move(index: number, by: 1 | -1): void {
    const queue = this.#queues[this.#queueOf[index] ?? -1];
    if (queue !== undefined) queue.used += by;
    this.used[index >> 5] = (this.used[index >> 5] ?? 0) ^ (1 << (index & 31));
  }
}

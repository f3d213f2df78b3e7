import type { Operation } from '../history/operations.ts';
import { searchLimits } from './budget.ts';
import type { IntervalList } from './interval-list.ts';
import type { OpenOperations } from './open-operations.ts';
import type { Transitions } from './state-table.ts';

/**
 * Says whether the reads that return next can still become legal. Before one returns, only what was called before that
 * can be placed; if the state cannot grow into what it shows, it takes a write whose value can:
 *
 *   state "ab"       read "cd" returns soon        unplaced and called before that: put "c", append "d"
 *                                                   "ab" is no beginning of "cd", but put "c" is: go on
 */
export class LookAhead {
  readonly #open: OpenOperations;
  readonly #table: Transitions;
  readonly #completed: readonly Operation[];
  readonly #classes: Int32Array;
  readonly #active: boolean;
  /** Numbers of writes, completed ones as they are and open ones as ~number. */
  readonly #writes: readonly number[];
  /** By read, the writes from whose value it can be reached, as far as they were asked for. */
  readonly #sources: (readonly number[] | undefined)[] = [];

  constructor(completed: readonly Operation[], open: OpenOperations, table: Transitions) {
    this.#active = table.looksAhead;
    this.#completed = completed;
    this.#open = open;
    this.#table = table;
    this.#classes = Int32Array.from(completed, (operation) => table.classOf(operation));
    const writes: number[] = [];
    for (const [index, operationClass] of this.#classes.entries()) {
      if (this.#active && table.isBlind(operationClass)) writes.push(index);
    }
    for (let index = 0; this.#active && index < open.operations.length; index++) {
      if (table.isBlind(open.classOf(index))) writes.push(~index);
    }
    this.#writes = writes;
  }

  /** The node of the return that cannot be passed from this state, or 0. */
  blockedBy(state: number, list: IntervalList, done: Int32Array): number {
    if (!this.#active) return 0;
    let node = list.first;
    for (let passed = 0; node !== 0 && passed < searchLimits.lookAhead; passed++) {
      const index = list.operationAt(node);
      const operationClass = this.#classes[index] ?? 0;
      if (!list.isCall(node) && !this.#table.canGrowInto(state, operationClass)) {
        return this.#sourceLeft(index, done) ? 0 : node;
      }
      node = list.after(node);
    }
    return 0;
  }

  #sourceLeft(read: number, done: Int32Array): boolean {
    this.#sources[read] ??= this.#writes.filter((write) => this.#isSource(write, read));
    return this.#sources[read].some((write) => {
      if (write < 0) return !this.#open.isUsed(~write);
      return (((done[write >> 5] ?? 0) >>> (write & 31)) & 1) === 0;
    });
  }

  #isSource(write: number, read: number): boolean {
    const operation = write < 0 ? this.#open.operations[~write] : this.#completed[write];
    if ((operation?.invoked ?? 0) > (this.#completed[read]?.completed ?? 0)) return false;
    const operationClass = write < 0 ? this.#open.classOf(~write) : (this.#classes[write] ?? 0);
    const after = this.#table.step(this.#table.initial, operationClass);
    return this.#table.canGrowInto(after, this.#classes[read] ?? 0);
  }
}

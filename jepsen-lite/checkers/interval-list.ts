import type { Operation } from '../history/operations.ts';

/**
 * Calls and returns of completed operations in order of time, doubly linked, without those already placed. Node 0 is
 * the head. Operations are numbered in order of call.
 *
 *   head ─ call 0 ─ call 1 ─ return 0 ─ call 2 ─ return 1 ─ return 2
 *          └── candidates ─┘ └ the first return: operation 0 must be placed before anything called later
 *
 * An operation is lifted out and put back in the reverse order, each in constant time (the "dancing links" of Wing and
 * Gong's search as Lowe implements it).
 */
export class IntervalList {
  /** Of each operation, its nodes. */
  readonly #calls: Int32Array;
  readonly #returns: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  /** Of each node: its operation. */
  readonly #operation: Int32Array;
  /** Of each node: how many calls stand before it in the full list. */
  readonly #callsBefore: Int32Array;
  /** Of each node: its time. */
  readonly #time: Float64Array;

  /** `operations`: completed, in order of call. */
  constructor(operations: readonly Operation[]) {
    const count = operations.length;
    const nodes = 2 * count + 1;
    this.#calls = new Int32Array(count);
    this.#returns = new Int32Array(count);
    this.#next = new Int32Array(nodes);
    this.#previous = new Int32Array(nodes);
    this.#operation = new Int32Array(nodes).fill(-1);
    this.#callsBefore = new Int32Array(nodes);
    this.#time = new Float64Array(nodes);
    let node = 1;
    let calls = 0;
    for (const { index, time, isCall } of endpoints(operations)) {
      this.#operation[node] = index;
      this.#time[node] = time;
      this.#callsBefore[node] = calls;
      if (isCall) {
        this.#calls[index] = node;
        calls++;
      } else {
        this.#returns[index] = node;
      }
      node++;
    }
    for (let i = 0; i < nodes; i++) {
      this.#next[i] = (i + 1) % nodes;
      this.#previous[i] = (i + nodes - 1) % nodes;
    }
  }

  /** 0 when nothing is left. */
  get first(): number {
    return this.#next[0] ?? 0;
  }

  after(node: number): number {
    return this.#next[node] ?? 0;
  }

  operationAt(node: number): number {
    return this.#operation[node] ?? -1;
  }

  isCall(node: number): boolean {
    return this.#calls[this.operationAt(node)] === node;
  }

  timeAt(node: number): number {
    return this.#time[node] ?? Number.POSITIVE_INFINITY;
  }

  /** Operations numbered from here on were called after the node. */
  callsBefore(node: number): number {
    return this.#callsBefore[node] ?? 0;
  }

  /** The first return of what is left, 0 if nothing is: the calls before it are the candidates. */
  firstReturn(): number {
    let node = this.first;
    while (node !== 0 && this.isCall(node)) node = this.after(node);
    return node;
  }

  lift(operation: number): void {
    this.#unlink(this.#calls[operation] ?? 0);
    this.#unlink(this.#returns[operation] ?? 0);
  }

  putBack(operation: number): void {
    this.#relink(this.#returns[operation] ?? 0);
    this.#relink(this.#calls[operation] ?? 0);
  }

  #unlink(node: number): void {
    const previous = this.#previous[node] ?? 0;
    const next = this.#next[node] ?? 0;
    this.#next[previous] = next;
    this.#previous[next] = previous;
  }

  #relink(node: number): void {
    this.#next[this.#previous[node] ?? 0] = node;
    this.#previous[this.#next[node] ?? 0] = node;
  }
}

interface Endpoint {
  readonly index: number;
  readonly time: number;
  readonly isCall: boolean;
}

/** In order of time; of what ties, calls before returns: intervals are closed. */
function endpoints(operations: readonly Operation[]): Endpoint[] {
  const all: Endpoint[] = [];
  for (const [index, { invoked, completed }] of operations.entries()) {
    all.push({ index, time: invoked, isCall: true });
    all.push({ index, time: completed, isCall: false });
  }
  return all.sort(
    (a, b) => a.time - b.time || Number(b.isCall) - Number(a.isCall) || a.index - b.index,
  );
}

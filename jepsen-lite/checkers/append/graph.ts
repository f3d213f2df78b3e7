import { externalReads, type ListOrder } from './orders.ts';
import { nameOf, type Transaction } from './transaction.ts';

/** Why one transaction comes before another. */
export type Kind =
  /** It appended the value before. */
  | 'ww'
  /** The other saw its value. */
  | 'wr'
  /** It did not see the value of the other. */
  | 'rw'
  /** It had ended before the other began. */
  | 'rt';

export interface Edge {
  readonly to: number;
  readonly kind: Kind;
  /** For people, with the names of both. */
  readonly why: string;
}

/**
 * Who must come before whom. Vertices from 0 are the transactions; those beyond are moments, so that real time needs but two
 * edges for each transaction:
 *
 *     T1 ── ended ──▶ moment 1 ─▶ moment 2 ─▶ ... ── before it began ──▶ T9
 */
export interface Graph {
  readonly transactions: readonly Transaction[];
  readonly edges: readonly (readonly Edge[])[];
}

export function graphOf(
  transactions: readonly Transaction[],
  orders: ReadonlyMap<string, ListOrder>,
): Graph {
  const index = new Map(transactions.map((transaction, i) => [transaction, i]));
  const edges: Edge[][] = transactions.map(() => []);
  const add = (from: Transaction, to: Transaction, kind: Kind, what: string): void => {
    const [a, b] = [index.get(from), index.get(to)];
    if (a === undefined || b === undefined || a === b) return;
    edges[a]?.push({ to: b, kind, why: `${nameOf(from)} ${what} ${nameOf(to)}` });
  };
  for (const [key, { values, writers }] of orders) {
    for (const [i, value] of values.entries()) {
      const [before, writer] = [writers.get(values[i - 1] ?? Number.NaN), writers.get(value)];
      if (before === undefined || writer === undefined) continue;
      add(before, writer, 'ww', `appended ${values[i - 1]} to ${key} before ${value} of`);
    }
  }
  for (const { by, key, list } of externalReads(transactions)) {
    const order = orders.get(key);
    if (order === undefined) continue;
    const seen = list.at(-1);
    const writer = seen === undefined ? undefined : order.writers.get(seen);
    if (writer !== undefined)
      add(writer, by, 'wr', `appended ${seen} to ${key}, which was seen by`);
    const next = order.values[list.length];
    const unseen = next === undefined ? undefined : order.writers.get(next);
    if (unseen !== undefined) add(by, unseen, 'rw', `did not see ${next} of ${key}, appended by`);
  }
  addRealTime(transactions, edges);
  return { transactions, edges };
}

/** What is open has no end, and comes before nothing. */
function addRealTime(transactions: readonly Transaction[], edges: Edge[][]): void {
  const byEnd = [...transactions.entries()]
    .filter(([, { isOpen }]) => !isOpen)
    .sort(([, a], [, b]) => a.by.completed - b.by.completed);
  const byBegin = [...transactions.entries()].sort(([, a], [, b]) => a.by.invoked - b.by.invoked);
  let moment: number | null = null;
  let next = 0;
  for (const [vertex, { by }] of byBegin) {
    const ended: number[] = [];
    for (let one = byEnd[next]; one !== undefined; one = byEnd[++next]) {
      if (one[1].by.completed >= by.invoked) break;
      ended.push(one[0]);
    }
    if (ended.length > 0) {
      const now = edges.push([]) - 1;
      if (moment !== null) edges[moment]?.push({ to: now, kind: 'rt', why: '' });
      for (const one of ended) edges[one]?.push({ to: now, kind: 'rt', why: '' });
      moment = now;
    }
    if (moment !== null) edges[moment]?.push({ to: vertex, kind: 'rt', why: '' });
  }
}

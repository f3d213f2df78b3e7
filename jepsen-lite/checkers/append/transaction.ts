import type { Operation } from '../../history/operations.ts';

/** One step of a transaction on lists, as histories have it: what a read showed, or what an append added. */
export type Step =
  | readonly [f: 'r', key: string, list: readonly number[] | null]
  | readonly [f: 'append', key: string, value: number];

/** A transaction on lists that took effect, or may have. */
export interface Transaction {
  readonly by: Operation;
  readonly steps: readonly Step[];
  /** Open: nobody knows. It took effect if anybody saw what it appended. */
  readonly isOpen: boolean;
}

/** Of an operation `txn`, whose `v` is its list of steps. */
export function stepsOf(value: unknown): readonly Step[] {
  return Array.isArray(value) ? (value as Step[]) : [];
}

/** `T12`, by the place of its invoke in the history. */
export function nameOf({ by }: Transaction): string {
  return `T${by.operation}`;
}

/** `T12 [r a [1 2], append a 3]`, as people read it. */
export function textOf(transaction: Transaction): string {
  const steps = transaction.steps.map(([f, key, value]) =>
    f === 'append' ? `append ${key} ${value}` : `r ${key} ${listText(value)}`,
  );
  return `${nameOf(transaction)} [${steps.join(', ')}]`;
}

/** The end of a long list, where the news is. */
export function listText(list: readonly number[] | null): string {
  if (list === null) return '?';
  const shown = list.slice(-6).join(' ');
  return list.length > 6 ? `[... ${shown}]` : `[${shown}]`;
}

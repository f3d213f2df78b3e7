/** `unknown` is never green: a check that could not finish, or a run whose faults did nothing, proves nothing (R43). */
export type Verdict = 'valid' | 'invalid' | 'unknown';

const order: readonly Verdict[] = ['valid', 'unknown', 'invalid'];

/** The worst of all; nothing checked is unknown. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  let index = verdicts.length === 0 ? 1 : 0;
  for (const verdict of verdicts) index = Math.max(index, order.indexOf(verdict));
  return order[index] ?? 'unknown';
}

/** What one checker says about a history. */
export interface CheckResult {
  /** `linearizable`, `certificate`, `exactly-once`, ... */
  readonly name: string;
  readonly verdict: Verdict;
  /** One line for people: what was checked, or what is wrong with which operation. */
  readonly detail: string;
  /** For the report: the part of the history that shows it. */
  readonly counterexample?: Counterexample;
  /** The same for contradictions that are not of one key: told step by step, a line each. */
  readonly story?: readonly string[];
}

/** Why a key's history is not linearizable. Operations are named by the place of their invoke in the history. */
export interface Counterexample {
  readonly key: string;
  /** Every operation of the key. */
  readonly operations: readonly CheckedOperation[];
  /** A longest order that is legal so far, with the state after each step. */
  readonly order: readonly { readonly operation: number; readonly state: string }[];
  /** Those that had to come next, and that the state at the end of `order` does not allow. */
  readonly illegal: readonly number[];
}

export interface CheckedOperation {
  /** `i` of the invoke. */
  readonly operation: number;
  readonly process: number;
  /** Microseconds. */
  readonly invokedAt: number;
  /** Null: never answered, open to the end. */
  readonly completedAt: number | null;
  /** Like `cas 3 -> 4` or `read 7`. */
  readonly text: string;
}

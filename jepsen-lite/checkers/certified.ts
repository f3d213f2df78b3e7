import type { Operation } from '../history/operations.ts';

/** An answer with the revision that it was evaluated at. */
export interface Certified {
  readonly operation: Operation;
  readonly at: NonNullable<Operation['at']>;
  /** It has that revision for itself; else it only looked. */
  readonly changes: boolean;
}

/** Null without a revision, and for what failed unevaluated. */
export function certifiedOf(operation: Operation): Certified | null {
  const { outcome, at, f } = operation;
  if (at === undefined || (outcome !== 'ok' && outcome !== 'mismatch')) return null;
  return { operation, at, changes: outcome === 'ok' && f !== 'read' };
}

/** Broken beyond doubt: no choice for the unknown outcomes makes this history right. */
export class Refuted extends Error {
  override readonly name = 'Refuted';
}

export function nameOf({ operation, f, key }: Operation): string {
  return `operation ${operation} (${f} ${key})`;
}

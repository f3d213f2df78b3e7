import type { Violation } from '../contract.ts';
import type { Mutant } from './mutant.ts';

/** A process that ends itself, or a simulator that does, has seen something; but what, nobody can tell from it (R45). */
const crashes: ReadonlySet<string> = new Set(['assertion', 'exception', 'determinism']);
/** A healed cluster that is not there in time. */
const recovery: ReadonlySet<string> = new Set(['liveness', 'convergence']);
/** Seen by looking into the cluster, not by its clients. */
const inside: ReadonlySet<string> = new Set(['state-hash', 'one-answer-per-operation']);

export type Judges = 'all' | 'histories';

/** Whether what a run ended with convicts the mutant, and not only shows that something is wrong. */
export function convicts({ breaks }: Mutant, { checker }: Violation, judges: Judges): boolean {
  if (crashes.has(checker)) return false;
  if (judges === 'histories') return !recovery.has(checker) && !inside.has(checker);
  return breaks === 'liveness' || !recovery.has(checker);
}

import type { Operation } from '../history/operations.ts';
import type { Budget } from './budget.ts';
import type { Gaps, Unplaced } from './certificate-gaps.ts';
import { type Certified, nameOf, Refuted } from './certified.ts';
import { illegal } from './models/model.ts';
import { effectOf, register, valueText } from './models/register.ts';
import { search } from './wing-gong-lowe.ts';

/** One key's step at a revision: an answer, or an unknown outcome that a read saw there. */
interface Step {
  readonly revision: number;
  readonly changes: boolean;
  readonly operation: Operation;
  readonly modRevision: number;
  /** The revision came with its own answer. */
  readonly isAnswered: boolean;
}

/**
 * Plays every key by revision and holds each answer against the register. Throws Refuted for an answer that is wrong
 * whatever the unknown outcomes were. Returns what the budget left undecided, else null. The values of counters are
 * left to the checks that can add.
 */
export function replay(certified: readonly Certified[], gaps: Gaps, budget: Budget): string | null {
  const keys = new Map<string, Step[]>();
  for (const { operation, at, changes } of certified) {
    const { revision, modRevision } = at;
    const step = { revision, changes, operation, modRevision, isAnswered: true };
    listOf(keys, operation.key).push(step);
  }
  const unplaced = new Map<string, Unplaced[]>();
  for (const one of gaps.unplaced) {
    const { operation, seenAt } = one;
    listOf(unplaced, operation.key).push(one);
    if (seenAt === null) continue;
    const at = { revision: seenAt, modRevision: seenAt };
    const step = { ...at, changes: true, operation, isAnswered: false };
    listOf(keys, operation.key).push(step);
  }
  let undecided: string | null = null;
  for (const [key, steps] of keys) {
    // The change of a revision comes before those who look at its result.
    steps.sort((a, b) => a.revision - b.revision || Number(b.changes) - Number(a.changes));
    checkRecords(steps);
    if (steps.some(({ operation }) => operation.f === 'add')) continue;
    const wrong = wrongStep(steps);
    if (wrong === null) continue;
    const verdict = withUnknown(wrong, steps, unplaced.get(key) ?? [], budget);
    if (verdict === 'invalid') throw new Refuted(wrong.what);
    if (verdict === 'unknown') undecided = wrong.what;
  }
  return undecided;
}

/** A read names the change that it saw: it must be the last one at its revision. */
function checkRecords(steps: readonly Step[]): void {
  let changedAt = 0;
  for (const { operation, changes, revision, modRevision } of steps) {
    if (changes) {
      changedAt = revision;
    } else if (operation.outcome !== 'mismatch' && modRevision !== changedAt) {
      throw new Refuted(
        `${nameOf(operation)} at revision ${revision} shows the record of revision ${modRevision}, but the last change was at ${changedAt}`,
      );
    }
  }
}

interface Wrong {
  readonly step: Step;
  readonly what: string;
}

/** The first answer that is not what the register holds, as far as its changes are known. */
function wrongStep(steps: readonly Step[]): Wrong | null {
  let state: string = register.initial;
  let changedAt = 0;
  for (const step of steps) {
    const { operation, revision, changes } = step;
    if (register.step(state, operation) === illegal) {
      const found = operation.f === 'read' ? ` ${valueText(operation.result)}` : '';
      const what = `${nameOf(operation)}${found} at revision ${revision}: the register held ${state} since ${changedAt}`;
      return { step, what };
    }
    if (!changes) continue;
    state = effectOf(operation) ?? state;
    changedAt = revision;
  }
  return null;
}

/**
 * Whether unknown outcomes explain it after all: a condition may have looked at a change that nobody was told of. What is
 * known stands at its revision as at an instant, so there is nothing to search but where the unknown ones go:
 *
 *   revision      5        6        7        8
 *   known         ●write   ●cas              ●cas          each at one point
 *   unknown                 └──────────────────────▶        from the floor on
 */
function withUnknown(
  { step }: Wrong,
  steps: readonly Step[],
  unplaced: readonly Unplaced[],
  budget: Budget,
): 'valid' | 'invalid' | 'unknown' {
  // The record that a read saw is known, whoever wrote it.
  const isKnown =
    step.operation.f === 'read' || !unplaced.some(({ floor }) => floor < step.revision);
  if (isKnown) return 'invalid';
  const instants = steps
    .filter(({ isAnswered }) => isAnswered)
    .map(({ operation, revision, changes }) => {
      const instant = changes ? 2 * revision : 2 * revision + 1;
      return { ...operation, invoked: instant, completed: instant };
    });
  const open = unplaced.map(({ operation, floor }) => ({
    ...operation,
    outcome: 'open' as const,
    invoked: 2 * floor + 1.5,
    completed: Number.POSITIVE_INFINITY,
  }));
  return search(register, [...instants, ...open], budget).verdict;
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const found = lists.get(key) ?? [];
  lists.set(key, found);
  return found;
}

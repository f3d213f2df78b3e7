import type { Operation } from '../history/operations.ts';
import { illegal, type Model } from './models/model.ts';
import type { CheckedOperation, Counterexample } from './verdict.ts';

/**
 * A picture of why a key's history is not linearizable: `order` as far as the search came, carried on as long as
 * anything is legal, and what then has to come next but is not. What began after the return that nothing could pass
 * has no part in it and is left out.
 */
export function counterexampleOf<State>(
  model: Model<State>,
  operations: readonly Operation[],
  order: readonly Operation[],
): Counterexample {
  const left = new Set(operations.filter(({ outcome }) => outcome !== 'open'));
  const steps: { operation: number; state: string }[] = [];
  let state = model.initial;
  const place = (operation: Operation): boolean => {
    const next = model.step(state, operation);
    if (next === illegal) return false;
    state = next;
    left.delete(operation);
    steps.push({ operation: operation.operation, state: model.describe(state) });
    return true;
  };
  for (const operation of order) place(operation);
  while (candidates(left).some(place));
  const blocked = candidates(left).sort((a, b) => a.completed - b.completed);
  const until = blocked[0]?.completed ?? Number.POSITIVE_INFINITY;
  const shown = new Set(steps.map(({ operation }) => operation));
  return {
    key: operations[0]?.key ?? '',
    operations: operations
      .filter(({ invoked, operation }) => invoked <= until || shown.has(operation))
      .map((operation) => checked(model, operation)),
    order: steps,
    illegal: blocked.map(({ operation }) => operation),
  };
}

/** What may be placed next: what was called before anything else that is left returned. */
function candidates(left: ReadonlySet<Operation>): Operation[] {
  let firstReturn = Number.POSITIVE_INFINITY;
  for (const { completed } of left) firstReturn = Math.min(firstReturn, completed);
  return [...left].filter(({ invoked }) => invoked <= firstReturn);
}

function checked<State>(model: Model<State>, operation: Operation): CheckedOperation {
  const { invokedAt, completedAt, process } = operation;
  const text = model.describeOperation(operation);
  return { operation: operation.operation, process, invokedAt, completedAt, text };
}

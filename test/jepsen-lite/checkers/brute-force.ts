import { illegal, type Model } from '../../../jepsen-lite/checkers/models/model.ts';
import type { Operation } from '../../../jepsen-lite/history/operations.ts';

/** Whether there is a linearization: tries every order and every subset of the open operations, with no cleverness. */
export function bruteForce<State>(model: Model<State>, operations: readonly Operation[]): boolean {
  const extend = (left: readonly Operation[], state: State): boolean => {
    const completed = left.filter(({ outcome }) => outcome !== 'open');
    if (completed.length === 0) return true;
    const firstReturn = Math.min(...completed.map(({ completed: end }) => end));
    return left.some((operation) => {
      if (operation.invoked > firstReturn) return false;
      const next = model.step(state, operation);
      if (next === illegal) return false;
      return extend(
        left.filter((other) => other !== operation),
        next,
      );
    });
  };
  return extend(operations, model.initial);
}

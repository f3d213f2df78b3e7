import type { HistoryEvent } from '../history/event.ts';
import { complain } from '../history/history-error.ts';
import { byKey, type Operation, operationsOf } from '../history/operations.ts';
import type { Budget } from './budget.ts';
import { counterexampleOf } from './counterexample.ts';
import type { Model } from './models/model.ts';
import type { CheckResult } from './verdict.ts';
import { type SearchResult, search } from './wing-gong-lowe.ts';

/** The part of the time that is left which one key may use up before all others have had their turn. */
const FIRST_SHARE = 1 / 10;

/**
 * Searches a linearization of each key by itself, which is as good as one of all together: operations concern one
 * key each, and linearizability is local. Throws a HistoryError on operations that the model does not know.
 */
export function checkLinearizable<State>(
  history: readonly HistoryEvent[],
  model: Model<State>,
  budget: Budget,
): CheckResult {
  return checkKeys(operationsOf(history), model, budget);
}

/** The same of operations that were paired before. */
export function checkKeys<State>(
  operations: readonly Operation[],
  model: Model<State>,
  budget: Budget,
): CheckResult {
  let keys: readonly (readonly Operation[])[] = relevant(operations, model);
  const count = keys.length;
  let configurations = 0;
  const undecided: string[] = [];
  // A key that is hard must not keep an easy counterexample of another one from being found.
  for (const share of [FIRST_SHARE, 1]) {
    const hard: (readonly Operation[])[] = [];
    for (const key of keys) {
      const found = search(model, key, part(budget, share));
      configurations += found.configurations;
      if (found.verdict === 'invalid') return notLinearizable(model, key, found);
      if (found.verdict === 'unknown' && found.gaveUp === 'time' && share < 1) hard.push(key);
      else if (found.verdict === 'unknown') undecided.push(`${key[0]?.key} (${found.gaveUp})`);
    }
    keys = hard;
  }
  if (undecided.length > 0) {
    const detail = `${undecided.length} of ${count} keys undecided: ${undecided.slice(0, 5).join(', ')}`;
    return { name: 'linearizable', verdict: 'unknown', detail };
  }
  const detail = `${count} keys, ${operations.length} operations, ${configurations} configurations searched`;
  return { name: 'linearizable', verdict: 'valid', detail };
}

function part({ now, deadline }: Budget, share: number): Budget {
  const start = now();
  return { now, deadline: start + (deadline - start) * share };
}

/** By key, without what says nothing: failed operations, and reads that were never answered. */
function relevant<State>(operations: readonly Operation[], model: Model<State>): Operation[][] {
  for (const operation of operations) {
    const complaint = model.complaint(operation);
    if (complaint !== null) complain(`event ${operation.operation}`, complaint);
  }
  const kept = operations.filter(
    ({ f, outcome }) =>
      outcome !== 'failed' && !(outcome === 'open' && (f === 'read' || f === 'get')),
  );
  return [...byKey(kept).values()];
}

function notLinearizable<State>(
  model: Model<State>,
  operations: readonly Operation[],
  { order }: SearchResult,
): CheckResult {
  const counterexample = counterexampleOf(model, operations, order);
  const { key, illegal } = counterexample;
  const state = counterexample.order.at(-1)?.state ?? model.describe(model.initial);
  const culprits = illegal.slice(0, 3).map((operation) => {
    const text = counterexample.operations.find((one) => one.operation === operation)?.text;
    return `${text} (operation ${operation})`;
  });
  const detail = `${key}: no order allows ${culprits.join(', ')}; the one that comes furthest leaves ${state}`;
  return { name: 'linearizable', verdict: 'invalid', detail, counterexample };
}

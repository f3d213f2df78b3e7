import type { HistoryEvent } from '../history/event.ts';
import { operationsOf } from '../history/operations.ts';
import type { Budget } from './budget.ts';
import { certify } from './certificate.ts';
import {
  checkCounterBounds,
  checkCounterSum,
  checkFinalReads,
  checkLostWrites,
} from './exactly-once.ts';
import { checkKeys } from './linearizable.ts';
import { register } from './models/register.ts';
import type { CheckResult } from './verdict.ts';

export type CheckedWorkload = 'register' | 'exactly-once';

/** Only memory ends a search then. */
const withoutDeadline: Budget = { now: () => 0, deadline: Number.POSITIVE_INFINITY };

/**
 * Everything that a workload's history has to pass; its verdict is the worst of these. Throws a HistoryError for
 * events that are no history of the workload.
 *
 * `register` is judged twice, by the search and by the certificate of its revisions, which share nothing but the register:
 * where they disagree, a checker or the meaning of the revisions is wrong, and that is a result of its own.
 */
export function checkHistory(
  history: readonly HistoryEvent[],
  workload: CheckedWorkload = 'register',
  budget: Budget = withoutDeadline,
): CheckResult[] {
  const operations = operationsOf(history);
  if (workload === 'exactly-once') {
    const isCounted = operations.some(({ f }) => f === 'add');
    const counters = isCounted ? [checkCounterSum(operations), checkCounterBounds(operations)] : [];
    const writes = operations.some(({ f }) => f === 'write') ? [checkLostWrites(operations)] : [];
    return [...writes, ...counters, checkFinalReads(operations), certify(operations, budget)];
  }
  const searched = checkKeys(operations, register, budget);
  const certified = certify(operations, budget);
  return [searched, certified, agreement(searched, certified)];
}

function agreement(searched: CheckResult, certified: CheckResult): CheckResult {
  const name = 'agreement';
  const said = `the search says ${searched.verdict}, the certificate ${certified.verdict}`;
  if (searched.verdict === certified.verdict) return { name, verdict: 'valid', detail: said };
  if (searched.verdict === 'unknown' || certified.verdict === 'unknown') {
    return { name, verdict: 'unknown', detail: said };
  }
  const detail =
    certified.verdict === 'invalid'
      ? `${said}: the values fit, but not the revisions that came with them`
      : `${said}: the certificate accepts an order that the search does not know`;
  return { name, verdict: 'invalid', detail };
}

import type { HistoryEvent } from '../history/event.ts';
import { type Operation, operationsOf } from '../history/operations.ts';
import { checkAppends } from './append/index.ts';
import type { Budget } from './budget.ts';
import { certify } from './certificate.ts';
import {
  checkCounterBounds,
  checkCounterSum,
  checkFinalReads,
  checkLostWrites,
} from './exactly-once.ts';
import { checkKeys } from './linearizable.ts';
import { checkLocks } from './locks.ts';
import { register } from './models/register.ts';
import { checkNodeOrder } from './node-order.ts';
import { checkSessions } from './sessions.ts';
import { checkSetFull } from './set-full.ts';
import { checkStaleness } from './staleness.ts';
import type { CheckResult } from './verdict.ts';
import { checkWatches } from './watch/index.ts';

type Checks = (
  operations: readonly Operation[],
  budget: Budget,
  history: readonly HistoryEvent[],
) => CheckResult[];

/** What the history of each workload has to pass. */
const checksOf = {
  register: checkRegister,
  'exactly-once': checkExactlyOnce,
  lease: checkRegister,
  counter: checkExactlyOnce,
  session: (operations, budget) => [...checkSessions(operations), prefix(operations, budget)],
  bounded: (operations, budget) => [...checkStaleness(operations), prefix(operations, budget)],
  eventual: (operations, budget, history) => [prefix(operations, budget), checkNodeOrder(history)],
  lock: (operations) => checkLocks(operations),
  'txn-append': (operations) => checkAppends(operations),
  set: (operations) => [checkSetFull(operations)],
  watch: (operations) => checkWatches(operations),
} as const satisfies Readonly<Record<string, Checks>>;

export type CheckedWorkload = keyof typeof checksOf;

/** Only memory ends a search then. */
const withoutDeadline: Budget = { now: () => 0, deadline: Number.POSITIVE_INFINITY };

/**
 * Everything that a workload's history has to pass; its verdict is the worst of these. Throws a HistoryError for
 * events that are no history of the workload.
 */
export function checkHistory(
  history: readonly HistoryEvent[],
  workload: CheckedWorkload = 'register',
  budget: Budget = withoutDeadline,
): CheckResult[] {
  return checksOf[workload](operationsOf(history), budget, history);
}

/**
 * Judged twice, by the search and by the certificate of its revisions, which share nothing but the register: where they
 * disagree, a checker or the meaning of the revisions is wrong, and that is a result of its own.
 */
function checkRegister(operations: readonly Operation[], budget: Budget): CheckResult[] {
  const searched = checkKeys(operations, register, budget);
  const certified = certify(operations, budget);
  return [searched, certified, agreement(searched, certified)];
}

function checkExactlyOnce(operations: readonly Operation[], budget: Budget): CheckResult[] {
  const isCounted = operations.some(({ f }) => f === 'add');
  const counters = isCounted ? [checkCounterSum(operations), checkCounterBounds(operations)] : [];
  const writes = operations.some(({ f }) => f === 'write') ? [checkLostWrites(operations)] : [];
  return [...writes, ...counters, checkFinalReads(operations), certify(operations, budget)];
}

/**
 * Reads of any replica: a state that the partition had at the revision that the answer names, with the record that it then
 * had, and none that never was. The certificate, which asks them for nothing more (`certificate-order.ts`).
 */
function prefix(operations: readonly Operation[], budget: Budget): CheckResult {
  return { ...certify(operations, budget), name: 'prefix' };
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

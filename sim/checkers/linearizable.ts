import type { Budget } from '../../jepsen-lite/checkers/budget.ts';
import { certify } from '../../jepsen-lite/checkers/certificate.ts';
import type { CheckResult } from '../../jepsen-lite/checkers/index.ts';
import { checkKeys } from '../../jepsen-lite/checkers/linearizable.ts';
import { register } from '../../jepsen-lite/checkers/models/register.ts';
import { type Operation, operationsOf } from '../../jepsen-lite/history/operations.ts';
import type { ClientOperation } from '../clients/history.ts';
import { isRecord, isRegister } from '../clients/keys.ts';
import { RegisterHistory } from './events.ts';
import type { PartitionFacts } from './facts.ts';
import type { RunCheck } from './result.ts';

/** Looks at the budget, each after 1,024 configurations: a count and not a time, so that the verdict is the run's own. */
const searchLooks = 100;

function steps(): Budget {
  let looks = 0;
  return { now: () => looks++, deadline: searchLooks };
}

/** The search of Wing, Gong and Lowe on every key that holds plain values. It knows nothing of revisions. */
export function checkLinearizable(operations: readonly ClientOperation[]): RunCheck {
  const history = new RegisterHistory(operations, (key) => isRegister(key) || isRecord(key));
  const parsed = operationsOf(history.events);
  return checked(checkKeys(parsed, register, steps()), parsed);
}

/**
 * jepsen-lite's certificate on the registers that come to no end by themselves. What else changed the partition has the rest of its
 * revisions, at whatever time: the checkers of revisions and of real time judge those.
 */
export function checkCertificate(
  operations: readonly ClientOperation[],
  partitions: readonly PartitionFacts[],
): RunCheck {
  const isPlain = (key: string): boolean => isRegister(key) || key.endsWith('resource');
  const history = new RegisterHistory(operations, isPlain);
  for (const { partition, points, changes, sights } of partitions) {
    let highest = 0;
    for (const { revision } of points) highest = Math.max(highest, revision);
    const known = new Set<number>();
    for (const { key, revision } of changes) if (isPlain(key)) known.add(revision);
    for (const { key, record } of sights) if (isPlain(key)) known.add(record?.modRevision ?? 0);
    for (let revision = 1; revision <= highest; revision++) {
      if (!known.has(revision)) history.fill(partition, revision);
    }
  }
  const parsed = operationsOf(history.events);
  return checked(certify(parsed, steps()), parsed);
}

/** Nothing to check is nothing wrong: runs differ in what their clients do. */
function checked(
  { name, verdict, detail }: CheckResult,
  operations: readonly Operation[],
): RunCheck {
  const count = operations.length;
  return count === 0
    ? { name, verdict: 'valid', detail: 'no registers', checked: 0 }
    : { name, verdict, detail, checked: count };
}

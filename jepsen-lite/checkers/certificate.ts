import type { HistoryEvent } from '../history/event.ts';
import { type Operation, operationsOf } from '../history/operations.ts';
import type { Budget } from './budget.ts';
import { checkAuthors } from './certificate-authors.ts';
import { type Gaps, gapsOf } from './certificate-gaps.ts';
import { orderComplaint } from './certificate-order.ts';
import { replay } from './certificate-replay.ts';
import { type Certified, certifiedOf, nameOf, Refuted } from './certified.ts';
import type { CheckResult } from './verdict.ts';

/**
 * Every answer carries the revision that it was evaluated at, and each change of a partition has a revision of its own (R30,
 * R41). So the order need not be searched: the revisions are one, and all that remains is to check it, in O(n log n):
 *
 *   1. it is an order: each change has its own revision; a key lives in one partition
 *   2. it agrees with time: what ended before an operation began is not above it (`certificate-order.ts`)
 *   3. it has no holes but those that operations of unknown outcome can have filled (`certificate-gaps.ts`)
 *   4. played from the beginning, every answer is what the register holds (`certificate-replay.ts`)
 *
 * With 2 and 4 that order is a linearization of every key; 3 finds what ran and was answered to nobody. Invalid only if no
 * choice for the unknown outcomes could save it, unknown where answers came without a revision.
 */
export function checkCertificate(history: readonly HistoryEvent[], budget: Budget): CheckResult {
  return certify(operationsOf(history), budget);
}

/** The same of operations that were paired before. */
export function certify(operations: readonly Operation[], budget: Budget): CheckResult {
  const certified = operations.flatMap((operation) => certifiedOf(operation) ?? []);
  const uncertified = operations.filter((one) => one.outcome === 'ok' && one.at === undefined);
  const result = (verdict: CheckResult['verdict'], detail: string): CheckResult => ({
    name: 'certificate',
    verdict,
    detail,
  });
  if (certified.length === 0) {
    return result('unknown', 'no answer carries a revision');
  }
  const complaint = partitionComplaint(certified) ?? orderComplaint(certified);
  if (complaint !== null) return result('invalid', complaint);
  let gaps: Gaps;
  try {
    gaps = gapsOf(operations, certified);
    checkAuthors(certified, gaps);
    const undecided = replay(certified, gaps, budget);
    if (undecided !== null) return result('unknown', `not decided in time: ${undecided}`);
  } catch (error) {
    if (error instanceof Refuted) return result('invalid', error.message);
    throw error;
  }
  if (uncertified.length > 0) {
    return result('unknown', `${uncertified.length} answers came without a revision`);
  }
  const { size } = new Set(certified.map(({ at }) => at.partition));
  const filled = `${gaps.filled} revisions of unknown outcomes`;
  return result('valid', `${certified.length} answers of ${size} partitions, ${filled}`);
}

function partitionComplaint(certified: readonly Certified[]): string | null {
  const partitions = new Map<string, number>();
  for (const { operation, at } of certified) {
    const known = partitions.get(operation.key) ?? at.partition;
    partitions.set(operation.key, known);
    if (known !== at.partition) {
      return `${nameOf(operation)} was answered by partition ${at.partition}, ${operation.key} lives in ${known}`;
    }
  }
  return null;
}

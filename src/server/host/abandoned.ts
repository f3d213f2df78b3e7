import { fail } from './failures.ts';
import type { HostMetrics } from './host-metrics.ts';
import type { Operation } from './operation.ts';

/**
 * Whether an operation that has not begun was dropped: who asked has gone, or its time has passed. It is answered all the same
 * (R10), as not executed (R38): nothing of it was appended or read.
 */
export function isDropped(
  operation: Operation,
  now: number,
  metrics: Pick<HostMetrics, 'abandoned'>,
): boolean {
  if (operation.sink.abandoned === true) {
    metrics.abandoned('cancelled', 1);
    fail(operation, 'DEADLINE', 'not_executed', 'nobody waits for it any more');
    return true;
  }
  if (operation.deadline > now) return false;
  metrics.abandoned('deadline', 1);
  fail(operation, 'DEADLINE', 'not_executed', 'the deadline passed before it began');
  return true;
}

import type { DropReason } from '../../raft/index.ts';
import type { Failure, FailureReason, Operation } from './operation.ts';

/** Answers one operation with a failure. */
export function fail(
  operation: Operation,
  reason: FailureReason,
  outcome: Failure['outcome'],
  message: string,
  leader = 0,
): void {
  operation.sink.reply(operation.slot, {
    type: 'failed',
    failure: { reason, outcome, message, leader, retryAfterMs: 0 },
  });
}

/** Why the core dropped a request, as a client hears it. */
export function failureOf(reason: DropReason, leader: number, executed: 'no' | 'unknown'): Failure {
  const outcome = executed === 'no' ? 'not_executed' : 'unknown';
  switch (reason) {
    case 'not_leader':
    case 'no_leader':
      return leader === 0
        ? failure('NO_LEADER', outcome, 'the partition has no leader now', 0, 20)
        : failure('NOT_LEADER', outcome, 'another node leads the partition', leader, 0);
    case 'leadership_lost':
      return outcome === 'unknown'
        ? failure('LEADER_CHANGED', outcome, 'leadership was lost after the append', leader, 0)
        : failure('NO_LEADER', outcome, 'leadership was lost', leader, 20);
    case 'transferring':
    case 'not_ready':
    case 'unknown_target':
    case 'timed_out':
      return failure('NO_LEADER', outcome, 'leadership is being handed over', 0, 20);
    case 'too_much_uncommitted':
    case 'busy':
      return failure('OVERLOADED', outcome, 'too many writes wait for a quorum', leader, 50);
    case 'change_pending':
    case 'stale_plan':
    case 'invalid_change':
      return failure(
        'INTERNAL',
        outcome,
        `the membership change was refused: ${reason}`,
        leader,
        0,
      );
  }
}

function failure(
  reason: FailureReason,
  outcome: Failure['outcome'],
  message: string,
  leader: number,
  retryAfterMs: number,
): Failure {
  return { reason, outcome, message, leader, retryAfterMs };
}

import type { ConfState, ReplicaId } from '../../src/raft/index.ts';

/**
 * Whether more than half of the voters do, in a joint configuration of both halves. Counted here and not by the core's
 * own function, which may be what is wrong.
 */
export function hasMajority(
  { voters, outgoing }: ConfState,
  does: (id: ReplicaId) => boolean,
): boolean {
  return [voters, outgoing].every(
    (half) => half.length === 0 || 2 * half.filter(does).length > half.length,
  );
}

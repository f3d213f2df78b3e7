import type { ConfState, ReplicaId } from './types.ts';

export type VoteResult = 'pending' | 'won' | 'lost';

/**
 * The largest value that a majority of both halves has reached. Used for matched indexes (what is committed), read
 * counters (which reads are confirmed) and times heard (until when a quorum is in touch).
 */
export function quorumValue(conf: ConfState, reached: (id: ReplicaId) => number): number {
  return Math.min(majorityValue(conf.voters, reached), majorityValue(conf.outgoing, reached));
}

/** A joint vote is won only when both halves are won, and lost as soon as one is. */
export function voteResult(
  conf: ConfState,
  voteOf: (id: ReplicaId) => boolean | undefined,
): VoteResult {
  const incoming = majorityVote(conf.voters, voteOf);
  const outgoing = majorityVote(conf.outgoing, voteOf);
  if (incoming === outgoing) return incoming;
  return incoming === 'lost' || outgoing === 'lost' ? 'lost' : 'pending';
}

/** Whether those are fewer than a majority, in both halves: every quorum has somebody else in it. */
export function minority(conf: ConfState, of: (id: ReplicaId) => boolean): boolean {
  return [conf.voters, conf.outgoing].every(
    (voters) => voters.length === 0 || voters.filter(of).length <= voters.length >> 1,
  );
}

/**
 * Sorted descending, the value at position floor(n/2) is held by floor(n/2)+1 voters:
 *
 *   5 voters   9 7 [5] 5 2        4 voters   9 7 [5] 2
 *
 * Infinity without voters: the absent half of a simple configuration must not hold back the other one.
 */
function majorityValue(voters: readonly ReplicaId[], reached: (id: ReplicaId) => number): number {
  if (voters.length === 0) return Number.POSITIVE_INFINITY;
  // By insertion: there are few, and this runs for every acknowledgement.
  const descending: number[] = [];
  for (const id of voters) {
    const value = reached(id);
    let at = descending.push(value) - 1;
    for (; at > 0 && (descending[at - 1] as number) < value; at--) {
      descending[at] = descending[at - 1] as number;
    }
    descending[at] = value;
  }
  return descending[voters.length >> 1] as number;
}

function majorityVote(
  voters: readonly ReplicaId[],
  voteOf: (id: ReplicaId) => boolean | undefined,
): VoteResult {
  if (voters.length === 0) return 'won';
  const needed = (voters.length >> 1) + 1;
  let granted = 0;
  let open = 0;
  for (const id of voters) {
    const vote = voteOf(id);
    if (vote === undefined) open++;
    else if (vote) granted++;
  }
  if (granted >= needed) return 'won';
  return granted + open >= needed ? 'pending' : 'lost';
}

import type { HashPoint } from './host/hash-trail.ts';

/** What one member says of its replica of a group. */
export interface ReplicaHashes {
  readonly member: number;
  readonly appliedIndex: number;
  readonly isLost: boolean;
  /** Ascending. */
  readonly points: readonly HashPoint[];
}

export type ReplicaVerdict = 'ok' | 'different' | 'behind' | 'rebuilding' | 'down';

export interface ComparedReplica {
  readonly member: number;
  readonly state: ReplicaVerdict;
  readonly hash: number;
  readonly appliedIndex: number;
}

export interface Comparison {
  readonly index: number;
  readonly verdict: 'equal' | 'different' | 'unknown';
  readonly replicas: readonly ComparedReplica[];
  /** More than half of all replicas agree, so that whoever differs is wrong. */
  readonly isDecided: boolean;
}

/**
 * Compares replicas at the newest index that most of them can speak of. With equal logs the records are equal there, or
 * somebody's disk or memory has lied (R20). Whoever differs from more than half of all `members` is wrong; without such a
 * majority somebody is, and nobody knows who.
 */
export function compareHashes(
  members: readonly number[],
  replicas: readonly ReplicaHashes[],
): Comparison {
  const index = commonIndex(replicas);
  const hashes = new Map<number, number>();
  for (const { member, points } of replicas) {
    const point = points.find((candidate) => candidate.index === index);
    if (point !== undefined) hashes.set(member, point.hash);
  }
  const counts = new Map<number, number>();
  for (const hash of hashes.values()) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  const isDecided = first !== undefined && first[1] * 2 > members.length;
  const isEqual = counts.size === 1;
  const stateOf = (member: number): ReplicaVerdict => {
    const said = replicas.find((replica) => replica.member === member);
    if (said === undefined) return 'down';
    if (said.isLost) return 'rebuilding';
    const hash = hashes.get(member);
    if (hash === undefined) return 'behind';
    return isEqual || (isDecided && hash === first[0]) ? 'ok' : 'different';
  };
  return {
    index,
    verdict: hashes.size < 2 ? 'unknown' : isEqual ? 'equal' : 'different',
    isDecided,
    replicas: members.map((member) => ({
      member,
      state: stateOf(member),
      hash: hashes.get(member) ?? 0,
      appliedIndex: replicas.find((replica) => replica.member === member)?.appliedIndex ?? 0,
    })),
  };
}

function commonIndex(replicas: readonly ReplicaHashes[]): number {
  const counts = new Map<number, number>();
  for (const { points } of replicas) {
    for (const { index } of points) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  let best = 0;
  for (const [index, count] of counts) {
    const most = counts.get(best) ?? 0;
    if (count > most || (count === most && index > best)) best = index;
  }
  return best;
}

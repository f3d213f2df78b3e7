import type { ringkv } from '#proto';
import type { NodeStatus } from './ask-nodes.ts';
import { type Comparison, compareHashes, type ReplicaHashes } from './hash-compare.ts';
import type { TopologyView } from './topology-view.ts';

/** All groups compared, from the answers of the nodes. */
export function hashReport(
  view: TopologyView,
  answers: ReadonlyMap<number, NodeStatus>,
): ringkv.v1.GetHashesResponse.$Properties {
  const groups = Array.from({ length: view.partitions + 1 }, (_, group) => {
    const { index, verdict, replicas } = compareGroup(group, view, answers);
    return {
      group,
      index,
      verdict,
      replicas: replicas.map(({ member, state, hash, appliedIndex }) => ({
        memberId: member,
        state,
        hash,
        appliedIndex,
      })),
    };
  });
  return { groups };
}

/** One group, by what those say who hold it. */
export function compareGroup(
  group: number,
  view: TopologyView,
  answers: ReadonlyMap<number, NodeStatus>,
): Comparison {
  const said: ReplicaHashes[] = [];
  const members = new Set<number>(group === 0 ? [] : view.replicasOf(group - 1));
  for (const [member, { replicas }] of answers) {
    const replica = (replicas ?? []).find((candidate) => candidate.group === group);
    if (replica === undefined) continue;
    for (const id of [...(replica.voters ?? []), ...(replica.learners ?? [])]) members.add(id);
    said.push({
      member,
      appliedIndex: replica.appliedIndex ?? 0,
      isLost: (replica.lost ?? '') !== '',
      points: (replica.hashes ?? []).map(({ index, hash }) => ({
        index: index ?? 0,
        hash: hash ?? 0,
      })),
    });
  }
  return compareHashes(
    [...members].sort((a, b) => a - b),
    said,
  );
}

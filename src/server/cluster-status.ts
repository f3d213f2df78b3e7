import { ringkv } from '#proto';
import { VERSION } from '../util/version.ts';
import type { HostApi, ReplicaState } from './host/host-api.ts';
import { wireRole } from './results.ts';
import type { TopologyView } from './topology-view.ts';

type NodeStatus = ringkv.v1.GetNodeStatusResponse.$Properties;
type ReplicaStatus = ringkv.v1.ReplicaStatus.$Properties;
type PartitionStatus = ringkv.v1.PartitionStatus.$Properties;

/** What this node says of itself. */
export function nodeStatus(host: HostApi, view: TopologyView, hashes = false): NodeStatus {
  return {
    memberId: view.self,
    state: host.draining ? 'draining' : 'up',
    topologyEpoch: view.epoch,
    replicas: host.replicaStatus().map((replica) => ({
      ...wireReplica(replica),
      hashes: hashes ? [...host.hashesOf(replica.group)] : [],
    })),
    version: VERSION,
  };
}

function wireReplica(replica: ReplicaState): ReplicaStatus {
  const { group, role, leader, term, revision, appliedIndex, commitIndex, hash } = replica;
  const { lost, suspect } = replica;
  return {
    group,
    role: wireRole(role),
    leader,
    term,
    revision,
    appliedIndex,
    commitIndex,
    hash,
    voters: [...replica.voters],
    learners: [...replica.learners],
    lost: lost ?? '',
    suspect,
  };
}

/** The cluster from the answers of its nodes, by member id; members without an answer are down. */
export function clusterStatus(
  view: TopologyView,
  answers: ReadonlyMap<number, NodeStatus>,
): ringkv.v1.GetStatusResponse.$Properties {
  const topology = view.message();
  const down = (member: number): boolean => !answers.has(member);
  const statuses = new Map<number, GroupAnswers>();
  for (const [member, answer] of answers) {
    for (const replica of answer.replicas ?? []) {
      const group = replica.group ?? 0;
      const known = statuses.get(group) ?? [];
      known.push({ member, replica });
      statuses.set(group, known);
    }
  }
  const partitions = Array.from({ length: view.partitions }, (_, partition) =>
    partitionStatus(partition, statuses.get(partition + 1) ?? [], down),
  );
  const placed = countPlaced(topology);
  return {
    clusterId: view.clusterId,
    topologyEpoch: view.epoch,
    members: (topology?.members ?? []).map((member) => {
      const id = member.id ?? 0;
      const answer = answers.get(id);
      const led = partitions.filter(({ leader }) => leader === id).length;
      return {
        member,
        state: answer?.state ?? 'down',
        leaders: led,
        replicas: answer ? dataReplicas(answer) : (placed.get(id) ?? 0),
      };
    }),
    partitions,
    settings: view.settings,
    meta: partitionStatus(0, statuses.get(0) ?? [], down),
  };
}

type GroupAnswers = { readonly member: number; readonly replica: ReplicaStatus }[];

/**
 * One group as its replicas see it. A replica that says it leads is believed in the highest term; failing that the
 * leader that the newest replica follows, unless its node did not answer.
 */
function partitionStatus(
  id: number,
  answers: GroupAnswers,
  down: (member: number) => boolean,
): PartitionStatus {
  const newestFirst = [...answers].sort(
    (a, b) =>
      (b.replica.term ?? 0) - (a.replica.term ?? 0) ||
      leads(b) - leads(a) ||
      applied(b) - applied(a),
  );
  const newest = newestFirst[0];
  if (newest === undefined) return { id };
  const { replica, member } = newest;
  const followed = replica.leader ?? 0;
  const leader = leads(newest) === 1 ? member : followed !== 0 && down(followed) ? 0 : followed;
  return {
    id,
    leader,
    voters: replica.voters ?? [],
    learners: replica.learners ?? [],
    term: replica.term ?? 0,
    revision: replica.revision ?? 0,
    appliedIndex: replica.appliedIndex ?? 0,
    suspects: answers
      .filter((answer) => answer.replica.suspect)
      .map((answer) => answer.member)
      .sort((a, b) => a - b),
  };
}

function leads({ replica }: GroupAnswers[number]): number {
  return replica.role === ringkv.v1.Role.LEADER ? 1 : 0;
}

function applied({ replica }: GroupAnswers[number]): number {
  return replica.appliedIndex ?? 0;
}

/** Replicas of partitions; the meta group is nobody's data. */
function dataReplicas(answer: NodeStatus): number {
  return (answer.replicas ?? []).filter(({ group }) => (group ?? 0) > 0).length;
}

function countPlaced(topology: ringkv.v1.Topology.$Properties | null): Map<number, number> {
  const placed = new Map<number, number>();
  for (const placement of topology?.placements ?? []) {
    for (const { memberId } of placement.replicas ?? []) {
      const id = memberId ?? 0;
      placed.set(id, (placed.get(id) ?? 0) + 1);
    }
  }
  return placed;
}

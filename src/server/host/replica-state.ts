import type { SnapshotSource } from '../../storage/index.ts';
import type { Group } from './group.ts';
import type { ReplicaState } from './host-api.ts';

/** One replica as status shows it: members, never Raft's replica ids. */
export function replicaState(group: Group): ReplicaState {
  const status = group.raft.status();
  const { conf } = status;
  const members = (replicas: readonly number[]): number[] =>
    replicas.map((replica) => group.host.memberOf(group.id, replica));
  return {
    group: group.id,
    role: status.role === 'leader' || status.role === 'learner' ? status.role : 'follower',
    leader: group.leaderMember,
    term: status.term,
    revision: group.partition.revision,
    appliedIndex: group.partition.appliedIndex,
    commitIndex: status.commit,
    hash: group.partition.hash,
    voters: members([...new Set([...conf.voters, ...conf.outgoing])]),
    learners: members(conf.learners),
    suspect: status.suspect,
    ready: group.host.readable && isReady(group),
    lost: group.lost,
  };
}

/** Others may be sent here: it leads and serves, or follows with all that it needs to vote and to take over. */
function isReady(group: Group): boolean {
  if (group.lost !== null) return false;
  if (group.leads) return group.serving;
  return group.raft.leader !== 0 && !group.install.running && !group.raft.suspect;
}

/** This replica's state for a follower that pulls it, at `index` or above; null when it is not there yet. */
export function readSnapshot(group: Group, index: number): SnapshotSource | null {
  if (group.lost !== null || group.install.running || !group.host.readable) return null;
  return group.partition.appliedIndex < index ? null : group.partition.openSnapshot();
}

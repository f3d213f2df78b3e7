import type { Group } from './group.ts';
import type { ReplicaState, SnapshotReader } from './host-api.ts';

/** The follower has pulled the snapshot; until it acknowledges, the log that follows is kept. */
const snapshotSettleMs = 10_000;

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
    ready: isReady(group),
  };
}

/** Others may be sent here: it leads and serves, or follows with all that it needs to vote and to take over. */
function isReady(group: Group): boolean {
  if (group.leads) return group.serving;
  return group.raft.leader !== 0 && !group.install.running && !group.raft.suspect;
}

/** Opens this replica's state for a follower that pulls it, at `index` or above; null when it is not there yet. */
export function readSnapshot(
  group: Group,
  index: number,
  now: () => number,
): SnapshotReader | null {
  if (group.install.running || group.partition.appliedIndex < index) return null;
  const source = group.partition.openSnapshot();
  const kept = group.keepAfter(source.meta.index, Number.POSITIVE_INFINITY);
  return {
    meta: source.meta,
    next: (done) => source.next(done),
    close: () => {
      source.close();
      kept.until = now() + snapshotSettleMs;
    },
  };
}

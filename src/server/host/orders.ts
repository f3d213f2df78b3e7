import type { ConfStep } from '../../raft/index.ts';
import type { Group } from './group.ts';
import type { ChangeDone } from './membership-path.ts';
import type { ReplicaDirectory } from './replica-directory.ts';

/** What an operator asks of the node that leads a group; each gets one answer, an explanation or null. */

export function moveLeader(
  id: number,
  group: Group | undefined,
  directory: ReplicaDirectory,
  member: number,
  done: (error: string | null) => void,
): void {
  const replica = directory.replicaOn(id, member);
  if (group === undefined || !group.leads) done(notLeading);
  else if (replica === 0) done(`member ${member} holds no replica of the partition`);
  else if (replica === group.raft.id) done(null);
  else group.transfer(replica, done);
}

export function changeMembers(
  group: Group | undefined,
  steps: readonly ConfStep[],
  planned: number,
  done: ChangeDone,
): void {
  if (group === undefined || !group.leads) done(notLeading);
  else group.membership.change(steps, planned, done);
}

const notLeading = 'this node does not lead the partition';

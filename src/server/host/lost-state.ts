import type { ConfState } from '../../raft/index.ts';
import type { Group } from './group.ts';

/** Nobody else holds the data of this group. */
export function isAlone({ voters, outgoing, learners }: ConfState): boolean {
  return voters.length + outgoing.length + learners.length <= 1;
}

/** To whoever looks after the node: which replica, why, and what comes of it (R24). */
export function reportLoss(group: Group): void {
  const { logger, metrics } = group.host;
  const action = isAlone(group.raft.conf)
    ? 'no other replica holds it: restore it from a backup'
    : 'it is rebuilt from its leader, and serves nothing until then';
  logger.error({ group: group.id, why: group.lost, action }, 'a replica lost its state');
  metrics.replicaLost();
}

import type { ConfState } from '../../raft/index.ts';
import { EngineError } from '../../storage/index.ts';
import type { Group } from './group.ts';

/** Nobody else holds the data of this group. */
export function isAlone({ voters, outgoing, learners }: ConfState): boolean {
  return voters.length + outgoing.length + learners.length <= 1;
}

/** Ends the node: what is left of the only copy is for its owner to look at. */
export function onlyCopy(group: number, why: string): EngineError {
  const what = `${why}; no other replica holds group ${group}: restore it from a backup`;
  return new EngineError('corrupt', what);
}

/** To whoever looks after the node: which replica, and why (R24). */
export function reportLoss(group: Group): void {
  const { logger, metrics } = group.host;
  const action =
    'it is rebuilt from its leader; until then it serves nothing, and its rows are kept';
  logger.error({ group: group.id, why: group.lost, action }, 'a replica lost its state');
  metrics.replicaLost();
}

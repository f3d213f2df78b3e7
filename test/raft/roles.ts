import type { Role } from '../../src/raft/index.ts';
import { type Cluster, type ClusterOptions, cluster } from './cluster.ts';
import { append, preVoteReply, vote, voteReply } from './messages.ts';
import { simpleConf } from './replica.ts';

export const roles = ['follower', 'precandidate', 'candidate', 'leader', 'learner'] as const;

/** Replica 1 of three in this role in term 3. Its peers are played by hand: nothing that it sent has arrived. */
export function inRole(role: Role, options: ClusterOptions = {}): Cluster {
  const isLearner = role === 'learner';
  const conf = isLearner ? { conf: simpleConf([2, 3], { learners: [1] }) } : {};
  const c = cluster(3, { ...conf, ...options });
  // With leases on, a replica keeps quiet for a while after its start.
  c.now += 2 * (options.config?.leaseMs ?? 0);
  c.tick(c.replica(1));
  if (role === 'follower' || isLearner) {
    c.receive(append(2, 1, 3));
  } else if (role === 'precandidate') {
    c.receive(vote(2, 1, 3, { index: 9, logTerm: 2 }));
    c.step(1, { type: 'campaign' });
  } else {
    c.receive(vote(2, 1, 2, { index: 9, logTerm: 1 }));
    c.step(1, { type: 'campaign' });
    for (const peer of [2, 3]) c.receive(preVoteReply(peer, 1, 3));
    if (role === 'leader') {
      c.answers(1, 2);
      for (const peer of [2, 3]) c.receive(voteReply(peer, 1, 3));
    }
  }
  c.answers(1, 2);
  if (c.group(1).role !== role || c.group(1).term !== 3) {
    throw new Error(`${c.group(1).role} in term ${c.group(1).term} instead of ${role} in term 3`);
  }
  return c;
}

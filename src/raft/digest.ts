import type { Leadership } from './leadership.ts';
import type { Raft } from './raft.ts';

const ROLES = { follower: 0, precandidate: 1, candidate: 2, leader: 3 } as const;

/**
 * A 32-bit hash of what decides the future of this replica: two runs of one seed must agree on it. The simulator takes
 * it after every step, so it makes nothing that would have to be collected.
 */
export function digest(raft: Raft): number {
  const { log, writes, lead, promise } = raft;
  let hash = mixed(0x811c9dc5, ROLES[raft.role]);
  hash = mixed(hash, raft.id);
  hash = mixed(hash, raft.term);
  hash = mixed(hash, raft.vote);
  hash = mixed(hash, raft.leader);
  hash = mixed(hash, raft.seenContext);
  hash = mixed(hash, raft.commit);
  hash = mixed(hash, raft.applied);
  hash = mixed(hash, raft.applying);
  hash = mixed(hash, raft.electionAt);
  hash = mixed(hash, log.boundary.index);
  hash = mixed(hash, log.cacheFirst);
  hash = mixed(hash, log.last);
  hash = mixed(hash, log.lastTerm);
  hash = mixed(hash, log.conf.index);
  hash = mixed(hash, writes.lastSeq);
  hash = mixed(hash, writes.persistedSeq);
  hash = mixed(hash, raft.lastTicket);
  hash = mixed(hash, raft.install?.meta.index ?? 0);
  hash = mixed(hash, raft.stateLost ? raft.rebuildAt : 0);
  hash = mixed(hash, raft.transfer?.number ?? 0);
  hash = mixed(hash, raft.priority);
  hash = mixed(hash, raft.session);
  hash = mixed(hash, raft.suspicion?.verified ?? 0);
  hash = mixed(hash, raft.suspicion?.reports.size ?? 0);
  hash = mixed(hash, promise.until === Number.NEGATIVE_INFINITY ? 0 : promise.until);
  hash = mixed(hash, raft.followerReads.lastContext);
  hash = mixed(hash, raft.followerReads.count);
  return (lead === null ? hash : mixedLead(hash, lead)) >>> 0;
}

function mixedLead(start: number, lead: Leadership): number {
  let hash = mixed(start, lead.context);
  hash = mixed(hash, lead.readCount);
  for (const member of lead.members) {
    hash = mixed(hash, member.id);
    hash = mixed(hash, member.match);
    hash = mixed(hash, member.next);
    hash = mixed(hash, member.session);
    hash = mixed(hash, member.suspect ? 1 : 0);
    hash = mixed(hash, member.commitKnown);
    hash = mixed(hash, member.state.length);
    hash = mixed(hash, member.inflights.length);
  }
  return hash;
}

/** FNV-1a over the lower and the upper part of a number. */
function mixed(hash: number, value: number): number {
  const lower = Math.imul(hash ^ (value & 0xffff), 0x01000193);
  return Math.imul(lower ^ (Math.floor(value / 0x1_0000) | 0), 0x01000193);
}

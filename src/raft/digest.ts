import type { Raft } from './raft.ts';

const ROLES = ['follower', 'precandidate', 'candidate', 'leader'] as const;

/** A 32-bit hash of what decides the future of this replica: two runs of one seed must agree on it. */
export function digest(raft: Raft): number {
  const { log, writes, lead } = raft;
  let hash = 0x811c9dc5;
  const mix = (value: number): void => {
    hash = Math.imul(hash ^ (value & 0xffff), 0x01000193);
    hash = Math.imul(hash ^ (Math.floor(value / 0x1_0000) | 0), 0x01000193);
  };
  mix(ROLES.indexOf(raft.role));
  for (const value of [raft.id, raft.term, raft.vote, raft.leader, raft.seenContext]) mix(value);
  for (const value of [raft.commit, raft.applied, raft.applying, raft.electionAt]) mix(value);
  for (const value of [log.boundary.index, log.cacheFirst, log.last, log.lastTerm]) mix(value);
  for (const value of [writes.lastSeq, writes.persistedSeq, raft.lastTicket]) mix(value);
  mix(raft.install?.meta.index ?? 0);
  mix(raft.transfer?.number ?? 0);
  mix(log.conf.index);
  mix(raft.priority);
  mix(raft.promise.until === Number.NEGATIVE_INFINITY ? 0 : raft.promise.until);
  mix(raft.followerReads.lastContext);
  mix(raft.followerReads.count);
  if (lead !== null) {
    mix(lead.context);
    mix(lead.readCount);
    for (const member of lead.members) {
      for (const value of [member.id, member.match, member.next, member.commitKnown]) mix(value);
      mix(member.state.length);
      mix(member.inflights.length);
    }
  }
  return hash >>> 0;
}

import { assert } from '../util/assert.ts';
import { entryBytes } from './entry-cache.ts';
import type { Leadership } from './leadership.ts';
import type { Raft } from './raft.ts';

/** States what the comments at the fields say. Costs time linear in the cache: for tests and the simulator. */
export function checkInvariants(raft: Raft): void {
  raft.log.check();
  raft.writes.check();
  checkIndexes(raft);
  checkRole(raft);
  checkFollowerReads(raft);
  if (raft.lead !== null) checkLeadership(raft, raft.lead);
}

function checkFollowerReads({ followerReads, leader, id }: Raft): void {
  let reads = followerReads.waiting.length;
  for (const { ids } of followerReads.asked) reads += ids.length;
  assert(
    reads === followerReads.count,
    () => `${followerReads.count} reads counted, ${reads} asked for`,
  );
  const isAsked = leader !== 0 && leader !== id;
  assert(reads === 0 || isAsked, () => `${reads} reads wait for leader ${leader}`);
}

function checkIndexes(raft: Raft): void {
  const { log, applied, applying, commit, term } = raft;
  const { last, lastTerm, boundary } = log;
  assert(boundary.index <= applied, () => `boundary ${boundary.index}, applied ${applied}`);
  assert(applied <= applying, () => `applied ${applied}, applying ${applying}`);
  assert(applying <= commit, () => `applying ${applying}, commit ${commit}`);
  assert(commit <= last, () => `commit ${commit}, last ${last}`);
  assert(raft.persistedIndex <= last, () => `persisted ${raft.persistedIndex}, last ${last}`);
  assert(lastTerm <= term, () => `log of term ${lastTerm} in term ${term}`);
  assert(log.cacheFirst <= applied + 1, () => `cache from ${log.cacheFirst}, applied ${applied}`);
  let bytes = 0;
  for (let i = applied + 1; i <= applying; i++) bytes += entryBytes(log.entry(i));
  assert(bytes === raft.applyingBytes, () => `applying ${raft.applyingBytes} bytes of ${bytes}`);
}

function checkRole(raft: Raft): void {
  const { role, leader, id, vote, install } = raft;
  assert((raft.lead !== null) === (role === 'leader'), () => `leadership of a ${role}`);
  assert((leader === id) === (role === 'leader'), () => `${role} ${id} with leader ${leader}`);
  const isCampaigning = role === 'precandidate' || role === 'candidate';
  assert(!isCampaigning || leader === 0, () => `${role} with leader ${leader}`);
  assert(isCampaigning || raft.votes.size === 0, () => `${role} with ${raft.votes.size} votes`);
  const votedForSelf = role !== 'candidate' && role !== 'leader' ? true : vote === id;
  assert(votedForSelf, () => `${role} ${id} voted for ${vote}`);
  assert(raft.suspicion === null || role === 'follower', () => `${role} is suspect`);
  // A leader has the whole log, and a campaign waits for the snapshot.
  const isWhole = install === null && !raft.stateLost;
  assert(isWhole || role === 'follower', () => `${role} waits for a snapshot`);
}

function checkLeadership(raft: Raft, lead: Leadership): void {
  const { log, commit, term } = raft;
  assert(log.matches(lead.startIndex, term) || lead.startIndex <= log.boundary.index, 'no no-op');
  let bytes = 0;
  for (let i = Math.max(commit + 1, lead.startIndex); i <= log.last; i++) {
    bytes += entryBytes(log.entry(i));
  }
  assert(
    bytes === lead.uncommittedBytes,
    () => `uncommitted ${lead.uncommittedBytes} bytes of ${bytes}`,
  );
  let reads = lead.waiting.length;
  for (const round of lead.rounds) reads += round.reads.length;
  assert(reads === lead.readCount, () => `${lead.readCount} reads counted, ${reads} pending`);
  let round = 0;
  for (const { context, sentAt } of lead.leaseRounds) {
    assert(
      context > round && context <= lead.context,
      () => `lease round ${context} after ${round}`,
    );
    assert(sentAt <= raft.now, () => `lease round ${context} of ${sentAt} at ${raft.now}`);
    round = context;
  }
  let previous = 0;
  for (const member of lead.members) {
    assert(
      member.id > previous && member.id !== raft.id,
      () => `member ${member.id} after ${previous}`,
    );
    assert(
      member.match <= log.last,
      () => `member ${member.id}: match ${member.match} of ${log.last}`,
    );
    assert(member.promisedFrom <= raft.now, () => `member ${member.id}: ${member.promisedFrom}`);
    assert(member.readAck <= lead.context, () => `member ${member.id}: read ${member.readAck}`);
    member.check();
    previous = member.id;
  }
}

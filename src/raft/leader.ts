import { assert } from '../util/assert.ts';
import { entryBytes } from './entry-cache.ts';
import type { Leadership } from './leadership.ts';
import { takePromise } from './lease.ts';
import { followConf } from './membership.ts';
import type { Progress } from './progress.ts';
import type { Raft } from './raft.ts';
import { confirmReads, startReadRound } from './read-index.ts';
import { offerSnapshot, replicate, sendEmptyAppend, sendHeartbeat } from './replication.ts';
import { advanceTransfer } from './transfer.ts';
import { type DropReason, type Entry, entryKind, type Message, type Term } from './types.ts';

/** Appends all of `data` or nothing. From `accepted` on, the host owns the answer. */
export function handlePropose(
  raft: Raft,
  id: number,
  data: readonly Uint8Array[],
  expectedTerm: Term,
): void {
  assert(data.length > 0, () => `proposal ${id} without entries`);
  const { lead, leader, term, log } = raft;
  const drop = (reason: DropReason): void => raft.out.drop({ id, reason, leader, executed: 'no' });
  // A leader that is no voter any more is on its way out (pitfall 43).
  if (lead === null || !raft.isVoter) {
    drop('not_leader');
    return;
  }
  if (expectedTerm !== 0 && expectedTerm !== term) {
    drop('leadership_lost');
    return;
  }
  if (raft.transfer !== null) {
    drop('transferring');
    return;
  }
  const first = log.last + 1;
  const entries: Entry[] = data.map((bytes, i) => ({
    index: first + i,
    term,
    kind: entryKind.command,
    data: bytes,
  }));
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  // One proposal always fits, or a large one could never be made.
  if (lead.uncommittedBytes > 0 && lead.uncommittedBytes + bytes > raft.config.uncommittedBytes) {
    drop('too_much_uncommitted');
    return;
  }
  raft.append(entries);
  lead.uncommittedBytes += bytes;
  lead.flushDue = true;
  raft.out.accept({ id, first, last: log.last, term });
}

export function handleHeartbeatReply(raft: Raft, lead: Leadership, m: Message): void {
  const member = lead.member(m.from);
  // A counter from the future was never sent: nothing about such a message can be believed.
  if (member === undefined || m.context > lead.context) return;
  member.heardAt = raft.now;
  // What a suspect says of a round is worth nothing, nor is it once that is trusted.
  if (!member.suspect) member.readAck = Math.max(member.readAck, m.context);
  takePromise(lead, m);
  member.commitKnown = Math.max(member.commitKnown, Math.min(m.commit, member.match));
  // It answers, so the lost probe is worth repeating now (pitfall 30).
  if (member.state === 'probe') member.probeSent = false;
  lead.flushDue = true;
  confirmReads(raft, lead);
}

/** A message to the member was lost, or its node does not follow: probe, at once. */
export function handleUnreachable(lead: Leadership, member: Progress): void {
  if (member.state === 'replicate') member.becomeProbe(member.match + 1);
  member.commitKnown = 0;
  lead.flushDue = true;
}

/** Everything a leader sends on account of what was stepped since the last output. */
export function flush(raft: Raft, lead: Leadership): void {
  lead.flushDue = false;
  followConf(raft, lead);
  // It may have resigned.
  if (raft.lead !== lead) return;
  startReadRound(raft, lead);
  replicate(raft, lead);
  advanceTransfer(raft, lead, false);
  scheduleBeat(raft, lead);
}

/** Repeats what may have been lost, to the members that owe an answer and to nobody else. */
export function beat(raft: Raft, lead: Leadership): void {
  lead.beatAt = raft.now + raft.config.heartbeatMs;
  lead.flushDue = true;
  const newestRound = lead.rounds.at(-1)?.context ?? 0;
  for (const member of lead.members) {
    // A suspect waits for the word that this leader knows of it, and answers until it is trusted.
    const readOwed = member.suspect || (member.isVoter && member.readAck < newestRound);
    if (member.state === 'probe') {
      // The probe itself follows in the flush.
      member.probeSent = false;
      if (readOwed) sendHeartbeat(raft, lead, member);
    } else if (member.state === 'snapshot') {
      beatSnapshot(raft, lead, member);
    } else {
      if (member.match < raft.log.last) sendEmptyAppend(raft, member);
      if (readOwed || member.commitKnown < Math.min(member.match, raft.commit)) {
        sendHeartbeat(raft, lead, member);
      }
    }
  }
  advanceTransfer(raft, lead, true);
}

/** An election timeout without the snapshot's acknowledgement: the offer, or the answer, may be lost (75). */
function beatSnapshot(raft: Raft, lead: Leadership, member: Progress): void {
  const { electionTimeoutMinMs } = raft.config;
  if (raft.now - member.heardAt >= electionTimeoutMinMs) {
    // Nobody pulls: the host need not keep the snapshot, and the member gets a new one when it is back.
    member.becomeProbe(member.match + 1);
    return;
  }
  sendHeartbeat(raft, lead, member);
  const { snapshot } = member;
  if (snapshot === null || raft.now - member.snapshotAt < electionTimeoutMinMs) return;
  offerSnapshot(raft, member, snapshot);
}

/** A quiet leader sends nothing and needs no tick before its check-quorum deadline (R5). */
export function scheduleBeat(raft: Raft, lead: Leadership): void {
  if (isQuiet(raft, lead)) lead.beatAt = Number.POSITIVE_INFINITY;
  else if (lead.beatAt === Number.POSITIVE_INFINITY) {
    lead.beatAt = raft.now + raft.config.heartbeatMs;
  }
}

/** Everybody has everything and knows that it is committed, and nobody waits for anything (pitfall 84). */
function isQuiet(raft: Raft, lead: Leadership): boolean {
  const { last } = raft.log;
  return (
    lead.readCount === 0 &&
    raft.transfer === null &&
    raft.commit === last &&
    lead.members.every(
      (member) =>
        member.state === 'replicate' &&
        member.match === last &&
        member.commitKnown >= raft.commit &&
        !member.suspect,
    )
  );
}

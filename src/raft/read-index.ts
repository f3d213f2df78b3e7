import { coreLimits } from './config.ts';
import type { Leadership, PendingRead } from './leadership.ts';
import { holdsLease, recordRound } from './lease.ts';
import { quorumValue } from './quorum.ts';
import type { Raft } from './raft.ts';
import { hurryNotice, sendHeartbeat } from './replication.ts';
import { type DropReason, type Message, messageType } from './types.ts';

/*
 * Linearizable reads without a log entry (thesis 6.4). The leader notes its commit index, asks a quorum whether it
 * still leads, and answers when they confirm a round that was sent after the read had arrived. Rounds are numbered by
 * the leader's own counter: with a context chosen by the client, a delayed answer confirmed a retried read elsewhere
 * (pitfall 64).
 */

export function handleRead(raft: Raft, id: number): void {
  const { lead, leader } = raft;
  const refusal = refusalOf(raft);
  if (lead === null || refusal !== null) {
    raft.out.drop({ id, reason: refusal ?? 'not_leader', leader, executed: 'no' });
  } else {
    wait(lead, { id, from: raft.id, epoch: 0 });
  }
}

/** Under a lease nobody else leads, so what is committed here is all there is. */
export function handleLeaseRead(raft: Raft, id: number): void {
  const { lead } = raft;
  if (lead !== null && holdsLease(raft, lead)) raft.out.read(id, raft.commit);
  else handleRead(raft, id);
}

/** A follower's or learner's question. Whoever does not lead says so: the asker waits for an answer. */
export function handleReadIndex(raft: Raft, m: Message): void {
  const { lead } = raft;
  const { from, context, hint } = m;
  if (lead?.member(from) !== undefined && refusalOf(raft) === null) {
    wait(lead, { id: context, from, epoch: hint });
  } else {
    raft.send(messageType.readIndexReply, from, { reject: true, context, hint });
  }
}

function refusalOf(raft: Raft): DropReason | null {
  if (raft.lead === null) return 'not_leader';
  if (raft.transfer !== null) return 'transferring';
  return raft.lead.readCount >= coreLimits.pendingReads ? 'busy' : null;
}

function wait(lead: Leadership, read: PendingRead): void {
  lead.waiting.push(read);
  lead.readCount++;
  lead.flushDue = true;
}

/**
 * One round for all reads stepped since the last output; it leaves in that output (R6). Before the no-op is committed
 * the leader does not know what is, so reads wait (pitfall 63), a single voter's too (pitfall 65).
 */
export function startReadRound(raft: Raft, lead: Leadership): void {
  if (lead.waiting.length === 0 || raft.commit < lead.startIndex) return;
  lead.context++;
  recordRound(raft, lead);
  lead.rounds.push({ context: lead.context, index: raft.commit, reads: lead.waiting });
  lead.waiting = [];
  for (const member of lead.members) if (member.isVoter) sendHeartbeat(raft, lead, member);
  confirmReads(raft, lead);
}

/** A later round confirms the earlier ones: its answers were given after theirs were asked for. */
export function confirmReads(raft: Raft, lead: Leadership): void {
  if (lead.rounds.length === 0) return;
  const confirmed = quorumValue(raft.conf, (id) =>
    id === raft.id ? Number.POSITIVE_INFINITY : (lead.counted(id)?.readAck ?? 0),
  );
  let done = 0;
  for (const round of lead.rounds) {
    if (round.context > confirmed) break;
    for (const read of round.reads) answer(raft, lead, read, round.index);
    lead.readCount -= round.reads.length;
    done++;
  }
  lead.rounds.splice(0, done);
}

function answer(
  raft: Raft,
  lead: Leadership,
  { id, from, epoch }: PendingRead,
  index: number,
): void {
  if (from === raft.id) {
    raft.out.read(id, index);
  } else {
    raft.send(messageType.readIndexReply, from, { context: id, hint: epoch, index });
    hurryNotice(raft, lead);
  }
}

/** Every read gets its one answer now: nobody will confirm it any more (R10, pitfall 66). */
export function dropReads(raft: Raft, lead: Leadership, leader: number): void {
  const reads = [...lead.rounds.flatMap((round) => round.reads), ...lead.waiting];
  for (const { id, from } of reads) {
    // A follower that asked hears of the new term, which ends its questions.
    if (from === raft.id) raft.out.drop({ id, reason: 'leadership_lost', leader, executed: 'no' });
  }
  lead.rounds = [];
  lead.waiting = [];
  lead.readCount = 0;
}

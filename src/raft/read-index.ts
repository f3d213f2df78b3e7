import { coreLimits } from './config.ts';
import type { Leadership } from './leadership.ts';
import { quorumValue } from './quorum.ts';
import type { Raft } from './raft.ts';
import { sendHeartbeat } from './replication.ts';

/*
 * Linearizable reads without a log entry (thesis 6.4). The leader notes its commit index, asks a quorum whether it
 * still leads, and answers when they confirm a round that was sent after the read had arrived. Rounds are numbered by
 * the leader's own counter: with a context chosen by the client, a delayed answer confirmed a retried read elsewhere
 * (pitfall 64).
 */

export function handleRead(raft: Raft, id: number): void {
  const { lead, leader } = raft;
  if (lead === null) {
    raft.out.drop({ id, reason: 'not_leader', leader, executed: 'no' });
  } else if (raft.transfer !== null) {
    raft.out.drop({ id, reason: 'transferring', leader, executed: 'no' });
  } else if (lead.readCount >= coreLimits.pendingReads) {
    raft.out.drop({ id, reason: 'busy', leader, executed: 'no' });
  } else {
    lead.waiting.push(id);
    lead.readCount++;
    lead.flushDue = true;
  }
}

/**
 * One round for all reads stepped since the last output; it leaves in that output (R6). Before the no-op is committed
 * the leader does not know what is, so reads wait (pitfall 63), a single voter's too (pitfall 65).
 */
export function startReadRound(raft: Raft, lead: Leadership): void {
  if (lead.waiting.length === 0 || raft.commit < lead.startIndex) return;
  lead.context++;
  lead.rounds.push({ context: lead.context, index: raft.commit, ids: lead.waiting });
  lead.waiting = [];
  for (const member of lead.members) if (member.isVoter) sendHeartbeat(raft, lead, member);
  confirmReads(raft, lead);
}

/** A later round confirms the earlier ones: its answers were given after theirs were asked for. */
export function confirmReads(raft: Raft, lead: Leadership): void {
  if (lead.rounds.length === 0) return;
  const confirmed = quorumValue(raft.conf, (id) =>
    id === raft.id ? Number.POSITIVE_INFINITY : (lead.member(id)?.readAck ?? 0),
  );
  let done = 0;
  for (const round of lead.rounds) {
    if (round.context > confirmed) break;
    for (const id of round.ids) raft.out.read(id, round.index);
    lead.readCount -= round.ids.length;
    done++;
  }
  lead.rounds.splice(0, done);
}

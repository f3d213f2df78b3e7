import { advanceCommit } from './commit.ts';
import { isMember } from './conf.ts';
import {
  answerFromOffice,
  electionTimedOut,
  handleVoteReply,
  handleVoteRequest,
  protectsLeader,
} from './election.ts';
import { handleAppend, handleHeartbeat, handleSnapshot, handleTimeoutNow } from './follower.ts';
import { expireFollowerReads, handleReadIndexReply } from './follower-read.ts';
import { beat, handleHeartbeatReply } from './leader.ts';
import { endLease } from './lease.ts';
import { isAboutTerms, isFromLeader, isReply, isWellFormedMessage } from './messages.ts';
import type { Raft } from './raft.ts';
import { handleReadIndex } from './read-index.ts';
import { handleAppendReply } from './replication.ts';
import { askForState } from './state-loss.ts';
import { isOfSession } from './suspects.ts';
import { askTerms, joinSession, stepTerms } from './suspicion.ts';
import { heardFromLeader, quorumDeadline, restartElectionTimer } from './timers.ts';
import { expireTransfer } from './transfer.ts';
import { becomeFollower } from './transitions.ts';
import { type Contact, type Message, messageType } from './types.ts';

/** A message from the network: dropped when it is malformed, misdirected, or an answer from nobody known. */
export function stepMessage(raft: Raft, m: Message): void {
  if (!isWellFormedMessage(m) || m.to !== raft.id || m.from === raft.id) return;
  if (isAboutTerms(m)) {
    dispatch(raft, m);
    return;
  }
  if (isReply(m) && !isMember(raft.conf, m.from)) return;
  if (m.term > raft.term && !meetHigherTerm(raft, m)) return;
  if (m.term < raft.term) {
    answerLowerTerm(raft, m);
    return;
  }
  if (isFromLeader(m) && !followSender(raft, m)) return;
  dispatch(raft, m);
}

/** The term rule of section 5.1 with the exceptions of pre-vote and check-quorum. False when the message ends here. */
function meetHigherTerm(raft: Raft, m: Message): boolean {
  if (m.type === messageType.preVote) return true;
  if (m.type === messageType.preVoteReply && !m.reject) return true;
  if (m.type === messageType.vote && protectsLeader(raft, m)) {
    answerFromOffice(raft, m);
    return false;
  }
  becomeFollower(raft, m.term, isFromLeader(m) ? m.from : 0);
  return true;
}

/**
 * Whoever asks from a lower term must learn the higher one: a stale leader, so that a replica stuck in a higher term
 * can come back (pitfall 10), and a campaigner, so that a cohort in low terms does not ask for ever (8, 11).
 */
function answerLowerTerm(raft: Raft, m: Message): void {
  const { append, heartbeat, snapshot, preVote, vote, preVoteReply, voteReply } = messageType;
  const { readIndex, readIndexReply } = messageType;
  if (m.type === append || m.type === heartbeat || m.type === snapshot) {
    raft.send(messageType.appendReply, m.from, { reject: true, index: m.index });
  } else if (m.type === preVote || m.type === vote) {
    raft.send(m.type === preVote ? preVoteReply : voteReply, m.from, { reject: true });
  } else if (m.type === readIndex) {
    raft.send(readIndexReply, m.from, { reject: true, context: m.context, hint: m.hint });
  }
}

/** There is one leader a term. False when this message claims another. */
function followSender(raft: Raft, m: Message): boolean {
  const rival = raft.leader !== 0 && raft.leader !== m.from;
  if (rival) {
    raft.contradicts(`a second leader beside ${raft.leader}`, m);
    return false;
  }
  becomeFollower(raft, m.term, m.from);
  heardFromLeader(raft, raft.now);
  joinSession(raft, m);
  return true;
}

function dispatch(raft: Raft, m: Message): void {
  const { lead } = raft;
  switch (m.type) {
    case messageType.preVote:
    case messageType.vote:
      handleVoteRequest(raft, m);
      return;
    case messageType.preVoteReply:
    case messageType.voteReply:
      handleVoteReply(raft, m);
      return;
    case messageType.append:
      handleAppend(raft, m);
      return;
    case messageType.heartbeat:
      handleHeartbeat(raft, m);
      return;
    case messageType.snapshot:
      handleSnapshot(raft, m);
      return;
    case messageType.timeoutNow:
      handleTimeoutNow(raft, m);
      return;
    case messageType.appendReply:
      if (lead === null || !isOfSession(raft, lead, m)) return;
      handleAppendReply(raft, lead, m);
      advanceCommit(raft, lead);
      return;
    case messageType.heartbeatReply:
      if (lead !== null && isOfSession(raft, lead, m)) handleHeartbeatReply(raft, lead, m);
      return;
    case messageType.readIndex:
      handleReadIndex(raft, m);
      return;
    case messageType.readIndexReply:
      handleReadIndexReply(raft, m);
      return;
    case messageType.termAsk:
    case messageType.termReply:
      stepTerms(raft, m);
      return;
  }
}

export function tick(raft: Raft, now: number, contacts: readonly Contact[]): void {
  raft.now = Math.max(raft.now, now);
  for (const contact of contacts) meet(raft, contact);
  if (raft.stalled) {
    raft.stalled = false;
    restartTimers(raft);
  }
  expireTransfer(raft);
  expireFollowerReads(raft);
  askForState(raft);
  askTerms(raft);
  const { lead } = raft;
  if (lead === null) {
    if (raft.now >= raft.electionAt) electionTimedOut(raft);
  } else if (raft.now >= quorumDeadline(raft)) {
    becomeFollower(raft, raft.term, 0);
  } else {
    if (raft.now >= lead.noticeAt) lead.flushDue = true;
    if (raft.now >= lead.beatAt) beat(raft, lead);
  }
}

/** After a pause, silence proves nothing: the frames that would break it are still in the socket (R2). */
export function restartTimers(raft: Raft): void {
  raft.writes.restartClock(raft.now);
  if (raft.lead === null) {
    restartElectionTimer(raft);
    return;
  }
  for (const member of raft.lead.members) member.heardAt = raft.now;
  // It confirms a quorum before it serves again.
  endLease(raft.lead);
}

function meet(raft: Raft, contact: Contact): void {
  const at = Math.min(contact.at, raft.now);
  const member = raft.lead?.member(contact.replica);
  if (member !== undefined) member.heardAt = Math.max(member.heardAt, at);
  else if (raft.role === 'follower' && contact.replica === raft.leader) heardFromLeader(raft, at);
}

import { coreLimits } from './config.ts';
import { isPromised } from './lease.ts';
import { voteResult } from './quorum.ts';
import type { Raft } from './raft.ts';
import { sendHeartbeat } from './replication.ts';
import { isDiskStalled, isSuspicious, restartElectionTimer } from './timers.ts';
import {
  becomeCandidate,
  becomeFollower,
  becomeLeader,
  becomePreCandidate,
} from './transitions.ts';
import { type Message, messageType, type ReplicaId } from './types.ts';

/**
 * Whether this replica may campaign by any way: a voter (pitfall 15) that is not suspect, not while its log or its state
 * is being replaced by a snapshot (pitfall 19, R24), and with a disk that can record its vote: it would only raise terms.
 */
export function isPromotable(raft: Raft): boolean {
  return (
    raft.isElectable &&
    raft.suspicion === null &&
    raft.install === null &&
    !raft.stateLost &&
    !isDiskStalled(raft) &&
    raft.term < coreLimits.safeNumber
  );
}

export function electionTimedOut(raft: Raft): void {
  if (isPromotable(raft) && !isPromised(raft)) preCampaign(raft);
  else restartElectionTimer(raft);
}

/** Nothing for a leader: the late answer of an old campaign must not start another (pitfall 18). */
export function preCampaign(raft: Raft): void {
  if (raft.role === 'leader' || !isPromotable(raft) || isPromised(raft)) return;
  becomePreCandidate(raft);
  askForVotes(raft, messageType.preVote, 0);
  recordVote(raft, raft.id, true);
}

/** `transfer` is the number of the leader's order to campaign, or 0. */
export function campaign(raft: Raft, transfer: number): void {
  becomeCandidate(raft);
  askForVotes(raft, messageType.vote, transfer);
}

/** The own vote counts when it is durable, like everybody else's (pitfall 4), and only in its own term (5). */
export function countOwnVote(raft: Raft): void {
  const { writes } = raft;
  if (raft.role !== 'candidate' || raft.votes.has(raft.id)) return;
  if (writes.durableTerm === raft.term && writes.durableVote === raft.id) {
    recordVote(raft, raft.id, true);
  }
}

/**
 * Pre-votes ask for the term they would campaign in, and leave at once. Votes leave when term, own vote and log are
 * durable: otherwise a candidate that crashes forgets this campaign, starts another in the same term with a shorter
 * log, and takes the late answers to the first for votes on the second.
 */
function askForVotes(
  raft: Raft,
  type: typeof messageType.preVote | typeof messageType.vote,
  transfer: number,
): void {
  const { log, commit } = raft;
  const isPreVote = type === messageType.preVote;
  const request: Partial<Message> = {
    term: isPreVote ? raft.term + 1 : raft.term,
    index: log.last,
    logTerm: log.lastTerm,
    commit,
    commitTerm: log.termOf(commit),
    hint: raft.priority,
    context: transfer,
    session: raft.config.epoch,
    force: transfer > 0,
  };
  for (const id of votersOf(raft)) {
    if (id === raft.id) continue;
    if (isPreVote) raft.send(type, id, request);
    else raft.sendDurable(type, id, request);
  }
}

/** Answers both kinds. A learner votes, and a stranger gets votes: this log may be the outdated one (pitfall 16). */
export function handleVoteRequest(raft: Raft, m: Message): void {
  const isPreVote = m.type === messageType.preVote;
  const replyType = isPreVote ? messageType.preVoteReply : messageType.voteReply;
  if (protectsLeader(raft, m)) {
    answerFromOffice(raft, m);
    raft.send(replyType, m.from, { reject: true, session: m.session });
    return;
  }
  learnCommit(raft, m);
  const free =
    raft.vote === m.from ||
    (raft.vote === 0 && raft.leader === 0) ||
    (isPreVote && m.term > raft.term);
  // The vote itself could not be given, so the candidate would only raise its term.
  const isEmpty = isPreVote && isDiskStalled(raft);
  const { session } = m;
  const known = { commit: raft.commit, commitTerm: raft.log.termOf(raft.commit), session };
  const isFit = raft.log.isUpToDate(m.index, m.logTerm) && !isOutranked(raft, m);
  // A suspect may have given this very vote to somebody else.
  if (!free || isEmpty || !isFit || raft.suspicion !== null) {
    // Carries the own term: a candidate in a lower one must learn it, or it asks for ever (pitfall 8).
    raft.send(replyType, m.from, { reject: true, ...known });
  } else if (isPreVote) {
    // Echoes the term asked for; promises nothing, so neither term nor timer move (pitfalls 7, 12).
    raft.send(replyType, m.from, { term: m.term, ...known });
  } else {
    raft.vote = m.from;
    restartElectionTimer(raft);
    raft.sendDurable(replyType, m.from, known);
  }
}

/**
 * Of two replicas with equal logs the one with the higher priority should lead. Never against a longer log, which may
 * hold what is committed, nor against a transfer, nor by one that cannot lead itself or had its turn and did not win:
 * it may be cut off from a voter that the candidate is in touch with.
 */
function isOutranked(raft: Raft, m: Message): boolean {
  if (raft.priority <= m.hint || m.force || raft.campaigns > 0) return false;
  return m.index === raft.log.last && m.logTerm === raft.log.lastTerm && isPromotable(raft);
}

/**
 * Whether a request is refused because there is a leader, which keeps a replica that was cut off from disturbing the
 * others, or because one was promised to have no rival for a while: the promise outlasts suspicion and term.
 */
export function protectsLeader(raft: Raft, m: Message): boolean {
  return isPromised(raft, m) || followsLeader(raft, m);
}

/** Not on the leader's own order (transfer), not to the leader itself (pitfall 14), not for a suspect (R7). */
function followsLeader(raft: Raft, m: Message): boolean {
  if (m.force) return false;
  if (raft.role === 'leader') return true;
  if (raft.leader === 0 || raft.leader === m.from || isSuspicious(raft)) return false;
  return raft.now - raft.leaderHeardAt < raft.config.electionTimeoutMinMs;
}

/**
 * A member that asks for votes does not follow this leader, which may be quiet and would never send it anything: a
 * heartbeat tells it who leads, or draws out the higher term that it is stuck in (pitfall 10).
 */
export function answerFromOffice(raft: Raft, m: Message): void {
  const member = raft.lead?.member(m.from);
  if (raft.lead === null || member === undefined) return;
  member.commitKnown = 0;
  sendHeartbeat(raft, raft.lead, member);
}

export function handleVoteReply(raft: Raft, m: Message): void {
  const isPreVote = m.type === messageType.preVoteReply;
  if (raft.role !== (isPreVote ? 'precandidate' : 'candidate')) return;
  // Asked for by a former life, on a log that may be lost. 0 is from a release that does not echo.
  if (m.session !== 0 && m.session !== raft.config.epoch) return;
  // A grant of a pre-vote names the term asked for; everything else the present one.
  if (m.term !== (isPreVote && !m.reject ? raft.term + 1 : raft.term)) return;
  learnCommit(raft, m);
  recordVote(raft, m.from, !m.reject);
}

/** The first answer of each counts. */
function recordVote(raft: Raft, from: ReplicaId, granted: boolean): void {
  if (raft.votes.has(from)) return;
  raft.votes.set(from, granted);
  const result = voteResult(raft.conf, (id) => raft.votes.get(id));
  if (result === 'lost') becomeFollower(raft, raft.term, 0);
  if (result !== 'won') return;
  if (raft.role === 'precandidate') campaign(raft, 0);
  else becomeLeader(raft);
}

/**
 * An entry that the other side knows to be committed and that this log holds too. Lets a replica that lacks only the
 * news of a commit find out from a campaign, whoever wins it (raft-rs#411, pitfall 48).
 */
function learnCommit(raft: Raft, m: Message): void {
  if (raft.role === 'leader' || raft.install !== null || m.commit <= raft.commit) return;
  if (raft.log.matches(m.commit, m.commitTerm)) raft.commitTo(m.commit);
}

function votersOf(raft: Raft): ReplicaId[] {
  const { voters, outgoing } = raft.conf;
  return [...voters, ...outgoing.filter((id) => !voters.includes(id))];
}

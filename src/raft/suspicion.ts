import { isMember, memberIds } from './conf.ts';
import { minority } from './quorum.ts';
import type { Raft } from './raft.ts';
import { meetSuspect } from './suspects.ts';
import { becomeFollower } from './transitions.ts';
import { type Index, type Message, messageType, type ReplicaId, type Term } from './types.ts';

/*
 * A replica whose log was cut off at damage (`--wal-recovery suspect`) stands where it once stood, and has forgotten what
 * it told others since: entries that it acknowledged, and votes. Until it knows enough again it is suspect: it takes part
 * in no quorum, and every answer carries the number of this life, so that nobody counts it. ADR 5 has the proof.
 *
 *   suspect                       leader of term T               the other members
 *     answers, marked with life ───▶ forgets what it knew of it
 *                                    counts it for nothing
 *     knows that it is known  ◀───── session 1, cover 70           committed in its own term
 *     which term are you in? ─────────────────────────────────────▶
 *                            ◀───────────────────────────────────── at most T, all of them
 *     durable and equal to the leader's log up to 70: TRUSTED, term T, vote for the leader, in one frame
 *     answers of session 1, no mark ▶ counts it again
 */

/** What a suspect has found out in this life. */
export class Suspicion {
  /** By member: the life in which it is suspect itself, 0 for one that is trusted. */
  readonly reports: Map<ReplicaId, number> = new Map<ReplicaId, number>();
  /** Of the questions whose answers count. */
  round = 1;
  askAt: number;
  /** The term whose leader knows of this life, and how far its log reached when it first said so. */
  #knownIn: Term = 0;
  #cover: Index = 0;
  /** How far the log is known to be that of the leader of this term. */
  #verifiedIn: Term = 0;
  #verified: Index = 0;

  constructor(now: number) {
    this.askAt = now;
  }

  get verified(): Index {
    return this.#verified;
  }

  known(term: Term, cover: Index): void {
    if (this.#knownIn === term) return;
    this.#knownIn = term;
    this.#cover = cover;
  }

  verify(term: Term, index: Index): void {
    this.#verified = this.#verifiedIn === term ? Math.max(this.#verified, index) : index;
    this.#verifiedIn = term;
  }

  /** Everything that anybody can have committed with the help of a former life is here, and durable. */
  isCovered(term: Term, persisted: Index): boolean {
    const { verified } = this;
    const isKnown = this.#knownIn === term && this.#verifiedIn === term;
    return isKnown && this.#cover <= Math.min(verified, persisted);
  }
}

/**
 * A message of the leader says in which session it counts this replica's answers. A session is good for the life that it
 * was made for: in any other the leader may believe that entries are here that are lost.
 */
export function joinSession(raft: Raft, m: Message): void {
  const { suspicion } = raft;
  if (suspicion !== null && m.life !== raft.config.epoch) return;
  raft.session = Math.max(raft.session, m.session);
  if (m.type === messageType.heartbeat && m.index > 0) suspicion?.known(raft.term, m.index);
}

/** A heartbeat says what is committed of what the leader believes to be here. */
export function believesRightly(raft: Raft, m: Message): boolean {
  return raft.suspicion === null || m.life === raft.config.epoch;
}

/** Asks everybody whose answer is missing; repeated, since messages get lost. */
export function askTerms(raft: Raft): void {
  const { suspicion, config } = raft;
  if (suspicion === null || raft.now < suspicion.askAt) return;
  suspicion.askAt = raft.now + config.electionTimeoutMinMs;
  for (const id of missing(raft, suspicion)) {
    raft.send(messageType.termAsk, id, { hint: config.epoch, context: suspicion.round });
  }
}

/** Neither question nor answer moves the term of the one who is asked: whoever asks may be a member no more. */
export function stepTerms(raft: Raft, m: Message): void {
  if (m.type === messageType.termAsk) {
    if (raft.lead !== null) meetSuspect(raft, raft.lead, m);
    raft.send(messageType.termReply, m.from, { hint: m.hint, context: m.context });
    return;
  }
  const { suspicion, config } = raft;
  if (suspicion === null || m.hint !== config.epoch) return;
  const isNewSuspect = m.life !== 0 && suspicion.reports.get(m.from) !== m.life;
  if (isNewSuspect) {
    // What it knew is lost, a candidacy too. The others have to answer after that: what they may have granted it by
    // then shows in their terms.
    suspicion.reports.clear();
    suspicion.round++;
    suspicion.askAt = raft.now;
  } else if (m.context !== suspicion.round) return;
  suspicion.reports.set(m.from, m.life);
  if (m.term > raft.term) becomeFollower(raft, m.term, 0);
}

/**
 * Ends the suspicion when all holds: the leader of the highest term that any member was in knows of this life, the log is
 * the leader's as far as that reached then, and all who may have asked a former life for a vote have told their terms.
 * The vote of this term counts as given.
 */
export function settleSuspicion(raft: Raft): void {
  const { suspicion, leader, term, install } = raft;
  if (suspicion === null || leader === 0 || install !== null) return;
  if (!suspicion.isCovered(term, raft.persistedIndex)) return;
  if (!knowsAllTerms(raft, suspicion)) return;
  raft.suspicion = null;
  raft.vote = leader;
  raft.writes.trust();
  const { commit } = raft;
  raft.sendDurable(messageType.appendReply, leader, { index: suspicion.verified, commit });
}

/** The members of every configuration that may be in force, learners too: some other log may have made one a voter. */
function missing(raft: Raft, { reports }: Suspicion): ReplicaId[] {
  const ids = raft.log.confsFrom(raft.commit).flatMap(memberIds);
  return [...new Set(ids)].filter((id) => id !== raft.id && !reports.has(id));
}

function knowsAllTerms(raft: Raft, suspicion: Suspicion): boolean {
  const { log, commit, conf, id } = raft;
  if (!isMember(conf, id) || missing(raft, suspicion).length > 0) return false;
  // Where a majority has forgotten its votes, nobody may be left who remembers an election.
  const forgot = (voter: ReplicaId): boolean => voter === id || suspicion.reports.get(voter) !== 0;
  return log.confsFrom(commit).every((each) => minority(each, forgot));
}

import { decodeConf, isWellFormed } from './conf.ts';
import { coreLimits } from './config.ts';
import { type Entry, entryKind, type Message, messageType } from './types.ts';

const NO_ENTRIES: readonly Entry[] = [];

type Header = Pick<Message, 'type' | 'from' | 'to' | 'term'>;
type Marks = Pick<Message, 'life' | 'session'>;

const NO_MARKS: Marks = { life: 0, session: 0 };

/** A message with every field that the type does not use at its neutral value, so that all have one shape. */
export function message(
  header: Header,
  fields: Partial<Message> = {},
  marks: Marks = NO_MARKS,
): Message {
  return {
    type: header.type,
    from: header.from,
    to: header.to,
    term: header.term,
    index: fields.index ?? 0,
    logTerm: fields.logTerm ?? 0,
    commit: fields.commit ?? 0,
    commitTerm: fields.commitTerm ?? 0,
    hint: fields.hint ?? 0,
    context: fields.context ?? 0,
    life: fields.life ?? marks.life,
    session: fields.session ?? marks.session,
    reject: fields.reject ?? false,
    force: fields.force ?? false,
    promise: fields.promise ?? false,
    entries: fields.entries ?? NO_ENTRIES,
    snapshot: fields.snapshot ?? null,
  };
}

/**
 * Answers to what this replica asked its fellow members. The index for a follower's read is none of them: a replica
 * that was just added knows no members yet, and asks the leader that it follows.
 */
export function isReply(m: Message): boolean {
  return (
    m.type === messageType.preVoteReply ||
    m.type === messageType.voteReply ||
    m.type === messageType.appendReply ||
    m.type === messageType.heartbeatReply
  );
}

/** Sent by the leader of its term and by nobody else. */
export function isFromLeader(m: Message): boolean {
  return (
    m.type === messageType.append ||
    m.type === messageType.heartbeat ||
    m.type === messageType.snapshot ||
    m.type === messageType.timeoutNow
  );
}

/** About the terms of others; outside the rules of terms. */
export function isAboutTerms(m: Message): boolean {
  return m.type === messageType.termAsk || m.type === messageType.termReply;
}

/** Whether the fields can be reasoned about at all: everything from the network passes here first. */
export function isWellFormedMessage(m: Message): boolean {
  const places = [m.term, m.index, m.logTerm, m.commit, m.commitTerm];
  const numbers = [m.from, m.hint, m.context, m.life, m.session];
  if (!places.every(isCount) || !numbers.every(isCount) || m.from === 0) return false;
  // A replica that has heard of no term yet has that to say.
  if (m.term === 0) return isAboutTerms(m);
  if (m.type === messageType.append) return entriesFollow(m);
  if (m.type === messageType.snapshot) return snapshotFits(m);
  return m.type >= messageType.preVote && m.type <= messageType.termReply;
}

/** Contiguous after `index`, terms ascending from `logTerm` up to the sender's, configurations readable. */
function entriesFollow(m: Message): boolean {
  if (m.logTerm > m.term) return false;
  let { index, logTerm: term } = m;
  for (const entry of m.entries) {
    index++;
    if (entry.index !== index || !isCount(index)) return false;
    if (!isCount(entry.term) || entry.term < term || entry.term > m.term) return false;
    if (entry.term === 0) return false;
    if (entry.kind === entryKind.conf && decodeConf(entry.data)?.index !== index) return false;
    term = entry.term;
  }
  return true;
}

function snapshotFits(m: Message): boolean {
  const meta = m.snapshot;
  if (meta === null || !isCount(meta.index) || !isCount(meta.term)) return false;
  return meta.index > 0 && meta.term > 0 && meta.term <= m.term && isWellFormed(meta.conf);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= coreLimits.safeNumber;
}

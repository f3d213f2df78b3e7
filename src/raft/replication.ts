import { assert } from '../util/assert.ts';
import { entryBytes } from './entry-cache.ts';
import type { Leadership } from './leadership.ts';
import { asksForLease } from './lease.ts';
import type { Progress } from './progress.ts';
import type { Raft } from './raft.ts';
import { type Entry, type Index, type Message, messageType, type SnapshotMeta } from './types.ts';

/**
 * Sends every member what it lacks and its window allows. Runs when the output is taken, so that all proposals
 * stepped before share their messages, and a commit rides on entries when there are any.
 */
export function replicate(raft: Raft, lead: Leadership): void {
  for (const member of lead.members) {
    if (member.state === 'probe') probe(raft, member);
    else if (member.state === 'replicate') stream(raft, member);
  }
  tellCommit(raft, lead);
}

/**
 * To members that no entry told of the newest commit index: it goes alone, once, and is repeated by the heartbeat if that
 * gets lost. While entries follow each other they carry it. Otherwise it waits for a moment that all groups of the node
 * have in common, so that one frame tells of all of them; alone each costs a message and an answer for every member.
 */
function tellCommit(raft: Raft, lead: Leadership): void {
  const untold = lead.members.filter((member) => lacksCommit(raft, member));
  if (untold.length === 0) lead.noticeAt = Number.POSITIVE_INFINITY;
  else if (lead.noticeAt === Number.POSITIVE_INFINITY) lead.noticeAt = nextNotice(raft);
  if (raft.now < lead.noticeAt) return;
  lead.noticeAt = Number.POSITIVE_INFINITY;
  for (const member of untold) sendEmptyAppend(raft, member);
}

/** A follower waits for the commit index, to serve a read: it is told with the answer. */
export function hurryNotice(raft: Raft, lead: Leadership): void {
  lead.noticeAt = raft.now;
  lead.flushDue = true;
}

function lacksCommit(raft: Raft, member: Progress): boolean {
  if (member.state !== 'replicate' || member.inflights.full) return false;
  const tellable = Math.min(raft.commit, member.next - 1);
  return member.commitSent < tellable && member.commitKnown < tellable;
}

function nextNotice(raft: Raft): number {
  const { commitNoticeMs } = raft.config;
  if (commitNoticeMs === 0) return raft.now;
  return (Math.floor(raft.now / commitNoticeMs) + 1) * commitNoticeMs;
}

/** Carries min(match, commit): beyond match the member's log may differ (pitfall 23). */
export function sendHeartbeat(raft: Raft, lead: Leadership, member: Progress): void {
  const { context, leaseRounds } = lead;
  const commit = Math.min(member.match, raft.commit);
  // A round that was not recorded could not be counted, and a transfer's number is no round.
  const promise = member.isVoter && leaseRounds.at(-1)?.context === context && asksForLease(raft);
  const { life, session } = member;
  const isReady = life !== 0 && raft.commit >= lead.startIndex;
  const index = isReady ? raft.log.last : 0;
  raft.send(messageType.heartbeat, member.id, { index, commit, context, promise, life, session });
}

/**
 * An append without entries after the last index sent: its answer tells whether everything before has arrived. What
 * frees a window whose messages were all lost (pitfall 31).
 */
export function sendEmptyAppend(raft: Raft, member: Progress): void {
  if (raft.log.term(member.next - 1) === 'compacted') requestSnapshot(raft, member);
  else sendAppend(raft, member, []);
}

export function handleAppendReply(raft: Raft, lead: Leadership, m: Message): void {
  const member = lead.member(m.from);
  if (member === undefined || m.index > raft.log.last) return;
  member.heardAt = raft.now;
  lead.flushDue = true;
  if (m.reject) {
    handleRefusal(raft, member, m);
    return;
  }
  const offered = member.snapshot;
  const news = member.acknowledge(m.index);
  // A member can know no commit beyond what it has acknowledged to have.
  member.commitKnown = Math.max(member.commitKnown, Math.min(m.commit, raft.commit));
  if (member.state === 'probe') {
    if (news || m.index === member.match) member.becomeReplicate();
  } else if (member.state === 'snapshot') {
    // Whatever index reconnects will do, whether or not it is the one that was offered (pitfall 74).
    if (member.match >= raft.log.boundary.index) member.becomeReplicate();
    else if (offered !== null && m.index >= offered.index) member.becomeProbe(member.match + 1);
  }
}

/** The host read old entries for one member. Late answers match no ticket and are ignored (pitfall 45). */
export function handleFetched(
  raft: Raft,
  lead: Leadership,
  ticket: number,
  entries: readonly Entry[] | 'compacted',
): void {
  const member = lead.members.find((candidate) => candidate.fetchTicket === ticket);
  if (member === undefined) return;
  member.fetchTicket = 0;
  lead.flushDue = true;
  if (entries === 'compacted') {
    requestSnapshot(raft, member);
    return;
  }
  // Nothing, or no longer what is needed: streaming goes on from `next`, asking again.
  if (entries[0]?.index !== member.next || member.inflights.full) return;
  if (member.next - 1 < raft.log.boundary.index) return;
  let index = member.next;
  for (const entry of entries) {
    const fits = entry.index === index && raft.log.matches(index, entry.term);
    assert(fits, () => `read entry ${entry.index} of term ${entry.term} where ${index} belongs`);
    index++;
  }
  streamEntries(raft, member, entries);
}

export function handleSnapshotMade(
  raft: Raft,
  lead: Leadership,
  ticket: number,
  meta: SnapshotMeta | null,
): void {
  const member = lead.members.find((candidate) => candidate.snapshotTicket === ticket);
  if (member === undefined) return;
  if (meta === null || meta.index < raft.log.boundary.index) {
    retryLater(member);
    return;
  }
  member.snapshotTicket = 0;
  member.snapshot = meta;
  offerSnapshot(raft, member, meta);
}

/** Tells the member where to pull from; repeated until an answer, because the message may be lost (pitfall 75). */
export function offerSnapshot(raft: Raft, member: Progress, snapshot: SnapshotMeta): void {
  member.snapshotAt = raft.now;
  const { life, session } = member;
  raft.send(messageType.snapshot, member.id, { snapshot, commit: raft.commit, life, session });
}

function probe(raft: Raft, member: Progress): void {
  if (member.probeSent) return;
  if (raft.log.term(member.next - 1) === 'compacted') {
    requestSnapshot(raft, member);
    return;
  }
  const ready =
    !member.probeEmpty && member.next <= raft.log.last && raft.log.isCached(member.next);
  sendAppend(raft, member, ready ? nextEntries(raft, member) : []);
  member.probeSent = true;
  member.probeEmpty = true;
}

function stream(raft: Raft, member: Progress): void {
  const { log } = raft;
  // Ends: every pass moves `next` up, fills the window, or leaves.
  while (member.next <= log.last && !member.inflights.full && member.fetchTicket === 0) {
    if (member.next - 1 < log.boundary.index) {
      requestSnapshot(raft, member);
      return;
    }
    if (!log.isCached(member.next)) {
      fetchEntries(raft, member);
      return;
    }
    streamEntries(raft, member, nextEntries(raft, member));
  }
}

function nextEntries(raft: Raft, member: Progress): Entry[] {
  return raft.log.slice(member.next, raft.log.last, raft.config.appendBytes);
}

function streamEntries(raft: Raft, member: Progress, entries: readonly Entry[]): void {
  sendAppend(raft, member, entries);
  let bytes = 0;
  for (const entry of entries) bytes += entryBytes(entry);
  member.next += entries.length;
  member.inflights.add(member.next - 1, bytes);
}

function sendAppend(raft: Raft, member: Progress, entries: readonly Entry[]): void {
  const index = member.next - 1;
  const { commit } = raft;
  const { life, session } = member;
  raft.send(messageType.append, member.id, {
    index,
    logTerm: raft.log.termOf(index),
    commit,
    entries,
    life,
    session,
  });
  member.commitSent = Math.max(member.commitSent, Math.min(commit, index + entries.length));
}

function fetchEntries(raft: Raft, member: Progress): void {
  member.fetchTicket = raft.ticket();
  const last: Index = raft.log.cacheFirst - 1;
  const maxBytes = raft.config.appendBytes;
  raft.out.fetch({ ticket: member.fetchTicket, first: member.next, last, maxBytes });
}

/** For a member that answers; one that does not gets a heartbeat instead, as nobody would pull. */
function requestSnapshot(raft: Raft, member: Progress): void {
  if (raft.now - member.heardAt >= raft.config.electionTimeoutMinMs) {
    if (member.state !== 'probe') member.becomeProbe(member.match + 1);
    member.probeSent = true;
    if (raft.lead !== null) sendHeartbeat(raft, raft.lead, member);
    return;
  }
  member.becomeSnapshot(raft.ticket(), raft.now);
  raft.out.snapshot(member.snapshotTicket, member.id);
}

function handleRefusal(raft: Raft, member: Progress, m: Message): void {
  if (member.state === 'snapshot') {
    // Only a failed pull refuses the very index that was offered.
    if (member.snapshot?.index === m.index) retryLater(member);
    return;
  }
  // Skips a whole term of this log per round trip, as the follower did with its own: the number of round trips is
  // bounded by the number of terms, not of entries (pitfall 26).
  member.refuse(m.index, raft.log.conflictHint(m.hint, m.logTerm));
}

/** Back to probing, but at the heartbeat's pace: the reason will not have gone away at once. */
function retryLater(member: Progress): void {
  member.becomeProbe(member.match + 1);
  member.probeSent = true;
}

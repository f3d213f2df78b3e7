import { assert } from '../util/assert.ts';
import { campaign, isPromotable } from './election.ts';
import { givePromise, isPromised } from './lease.ts';
import type { Raft } from './raft.ts';
import { isDeaf, skipToCommit } from './state-loss.ts';
import { believesRightly } from './suspicion.ts';
import { restartElectionTimer } from './timers.ts';
import { becomeFollower } from './transitions.ts';
import { type Entry, type Message, messageType, type SnapshotMeta } from './types.ts';

/** The consistency check of section 5.3, and nothing removed that agrees: an append may be old (pitfall 21). */
export function handleAppend(raft: Raft, m: Message): void {
  if (isDeaf(raft)) return;
  const { log } = raft;
  const verified = m.index + m.entries.length;
  // Old, or from a leader that does not know yet what is here; its `prev` may even be compacted (pitfall 28).
  if (verified <= raft.commit) {
    acknowledge(raft, m.from, raft.commit);
    return;
  }
  // What is committed agrees already: the check moves up to the last committed entry.
  const skip = Math.max(0, raft.commit - m.index);
  const prevTerm = m.entries[skip - 1]?.term ?? m.logTerm;
  if (!log.matches(m.index + skip, prevTerm)) {
    if (skip > 0) raft.contradicts(`another entry at ${m.index + skip}, which is committed`, m);
    else refuse(raft, m);
    return;
  }
  if (!appendNews(raft, m, skip)) return;
  // Only what this message verified: the tail beyond may be of another leader (pitfall 22).
  raft.commitTo(Math.min(m.commit, verified));
  acknowledge(raft, m.from, verified);
}

/** What the log does not have already, from `skip` on. False when no leader can have appended that. */
function appendNews(raft: Raft, m: Message, skip: number): boolean {
  const { log } = raft;
  const isNew = (entry: Entry, i: number): boolean =>
    i >= skip && !log.matches(entry.index, entry.term);
  const first = m.entries.findIndex(isNew);
  if (first === -1) return true;
  const news = first === 0 ? m.entries : m.entries.slice(first);
  // The logs agree up to here, so the sender's has the same configuration before: it is broken or lies. Nobody may
  // count votes by such a configuration.
  if (!log.mayAppend(news)) {
    raft.contradicts('a configuration that cannot come after the one before it', m);
    return false;
  }
  raft.append(news);
  return true;
}

export function handleHeartbeat(raft: Raft, m: Message): void {
  raft.seenContext = Math.max(raft.seenContext, m.context);
  const keepsLog = raft.install === null || raft.install.keepsLog;
  if (keepsLog && believesRightly(raft, m)) {
    if (m.commit > raft.log.last) raft.contradicts(`commit ${m.commit} past the log`, m);
    else raft.commitTo(m.commit);
  }
  const { context } = m;
  const promise = givePromise(raft, m);
  // Never behind the disk: a slow one must not cost the leader its office (pitfall 83).
  raft.send(messageType.heartbeatReply, m.from, { context, commit: raft.commit, promise });
}

/** A snapshot that is not needed only moves commit up; the others are pulled before anything else happens. */
export function handleSnapshot(raft: Raft, m: Message): void {
  const meta = m.snapshot;
  if (meta === null || raft.install !== null) return;
  if (meta.index <= raft.commit) {
    const own = raft.log.term(meta.index);
    // Where both know the entry it is the same one, or somebody has committed another (pitfall 73).
    if (own === meta.term || own === 'compacted') acknowledge(raft, m.from, raft.commit);
    else
      raft.contradicts(
        `a snapshot ${meta.index}@${meta.term} beside ${own}, which is committed`,
        m,
      );
  } else if (raft.log.matches(meta.index, meta.term)) {
    raft.commitTo(meta.index);
    acknowledge(raft, m.from, meta.index);
  } else {
    raft.install = { from: m.from, meta, keepsLog: false };
    raft.out.install(m.from, meta);
  }
}

/** The state machine holds `meta` durably, or the pull failed. The index may be higher than the one announced. */
export function handleInstalled(raft: Raft, meta: SnapshotMeta | null): void {
  const pending = raft.install;
  assert(pending !== null, 'a snapshot was installed that nobody asked for');
  raft.install = null;
  if (raft.role === 'follower') restartElectionTimer(raft);
  if (meta === null) {
    raft.rebuildAt = raft.now + raft.config.electionTimeoutMinMs;
    skipToCommit(raft);
    if (!pending.keepsLog) refuseSnapshot(raft, pending.meta);
    return;
  }
  const needed = pending.keepsLog ? raft.applied : raft.commit;
  assert(meta.index >= needed, () => `installed ${meta.index} where ${needed} was needed`);
  raft.stateLost = false;
  // It was made by a leader of a term that no message brought here yet.
  if (meta.term > raft.term) becomeFollower(raft, meta.term, 0);
  if (raft.log.matches(meta.index, meta.term)) {
    raft.commitTo(meta.index);
  } else {
    const { commit } = raft;
    assert(
      meta.index > commit,
      () => `installed ${meta.index} beside another entry, commit ${commit}`,
    );
    raft.log.reset(meta);
    raft.writes.reset(meta);
    raft.commit = meta.index;
  }
  raft.applied = meta.index;
  raft.applying = meta.index;
  raft.applyingBytes = 0;
  if (raft.leader !== 0) acknowledge(raft, raft.leader, meta.index);
}

/** Refuses the index that was offered, so that the leader need not wait to offer another. */
function refuseSnapshot(raft: Raft, { index }: SnapshotMeta): void {
  const { commit: hint, leader } = raft;
  if (leader === 0) return;
  const logTerm = raft.log.termOf(hint);
  raft.send(messageType.appendReply, leader, { reject: true, index, hint, logTerm, commit: hint });
}

/** The leader orders a campaign. Old orders are known by a later heartbeat, unready targets stay quiet (62). */
export function handleTimeoutNow(raft: Raft, m: Message): void {
  const { log } = raft;
  const isOld = m.context < raft.seenContext || m.context === 0;
  if (isOld || raft.role !== 'follower' || !isPromotable(raft)) return;
  if (isPromised(raft, { ...m, force: true, term: m.term + 1 })) return;
  if (!log.matches(m.index, m.logTerm) || raft.persistedIndex !== log.last) return;
  campaign(raft, m.context);
}

/** Says that everything up to `index` is here and durable, so it waits for the disk (pitfall 3). */
function acknowledge(raft: Raft, to: number, index: number): void {
  raft.suspicion?.verify(raft.term, index);
  raft.sendDurable(messageType.appendReply, to, { index, commit: raft.commit });
}

/** Names the last place where the logs can agree: never below commit, where every leader agrees. */
function refuse(raft: Raft, m: Message): void {
  const { log } = raft;
  const hint = Math.max(log.conflictHint(m.index, m.logTerm), raft.commit);
  raft.send(messageType.appendReply, m.from, {
    reject: true,
    index: m.index,
    hint,
    logTerm: log.termOf(hint),
    commit: raft.commit,
  });
}

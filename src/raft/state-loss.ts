import type { Raft } from './raft.ts';
import { becomeFollower } from './transitions.ts';

/*
 * A replica whose state machine is lost while its log is whole (R24): a damaged row, a database that is gone. Votes and
 * acknowledgements rest on the log alone, so it goes on giving them; it does not campaign, leads nobody and applies
 * nothing until a snapshot of its leader stands where the state was.
 *
 *   stateLost ─▶ a leader is known ─▶ Output.install ─▶ installed(meta): the log above `meta` is applied again
 *                      ▲                                  │
 *                      └── an election timeout ── installed(null)
 *
 * Meanwhile `applied` says from where on entries are kept for the state to come: it follows `commit`, and stands still
 * while a snapshot is being pulled, which is asked for at that index or above.
 */

export function loseState(raft: Raft): void {
  if (raft.stateLost) return;
  raft.stateLost = true;
  raft.rebuildAt = raft.now;
  if (raft.role !== 'follower') becomeFollower(raft, raft.term, 0);
  // A snapshot that is being pulled for a log that was behind brings a new state as well.
  if (raft.install === null) skipToCommit(raft);
}

/** What is committed will be in the snapshot to come: nobody needs it from this log. */
export function skipToCommit(raft: Raft): void {
  if (!raft.stateLost || raft.install !== null) return;
  raft.applied = raft.commit;
  raft.applying = raft.commit;
  raft.applyingBytes = 0;
}

/** When the next pull is to be asked for, or Infinity. */
export function rebuildDeadline(raft: Raft): number {
  const isDue = raft.stateLost && raft.install === null && raft.role === 'follower';
  return isDue && raft.leader !== 0 ? raft.rebuildAt : Number.POSITIVE_INFINITY;
}

export function askForState(raft: Raft): void {
  if (raft.now < rebuildDeadline(raft)) return;
  skipToCommit(raft);
  const { applied: index, log } = raft;
  const meta = { index, term: log.termOf(index), conf: log.confAt(index) };
  raft.install = { from: raft.leader, meta, keepsLog: true };
  raft.out.install(raft.leader, meta);
}

/**
 * Whether appends are ignored: a snapshot is about to replace the log, or the entries that wait for a lost state come
 * to more than may be kept.
 */
export function isDeaf(raft: Raft): boolean {
  const { install, log, config } = raft;
  if (install === null) return false;
  return !install.keepsLog || log.cachedBytes > config.cachedBytes + config.uncommittedBytes;
}

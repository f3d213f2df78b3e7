import { coreLimits } from './config.ts';
import type { Raft } from './raft.ts';
import { handleRead } from './read-index.ts';
import { type DropReason, type Message, messageType } from './types.ts';

/*
 * Linearizable reads at followers and learners (thesis 6.4): the follower asks the leader for an index, and serves
 * once it has applied that far. The leader treats the question like a read of its own, so a round that was sent after
 * it arrived confirms it (R6).
 *
 *   follower   reads 8, 9 ─── readIndex #4 ──▶ leader   round, quorum
 *              ready at 71 ◀─ reply #4: 71 ──
 *
 * Questions are numbered by the asking process and carry its epoch: a delayed answer to its former life, which began
 * to count at the same number, must not confirm a read that it never saw.
 */

export function handleFollowerRead(raft: Raft, id: number): void {
  const { followerReads: reads, leader } = raft;
  if (raft.lead !== null) {
    handleRead(raft, id);
  } else if (leader === 0) {
    raft.out.drop({ id, reason: 'no_leader', leader, executed: 'no' });
  } else if (reads.count >= coreLimits.pendingReads) {
    raft.out.drop({ id, reason: 'busy', leader, executed: 'no' });
  } else {
    reads.waiting.push(id);
    reads.count++;
  }
}

/** One question for all reads stepped since the last output. */
export function askForReads(raft: Raft): void {
  const { followerReads: reads, config } = raft;
  if (reads.waiting.length === 0) return;
  const context = ++reads.lastContext;
  const deadline = raft.now + config.electionTimeoutMinMs;
  reads.asked.push({ context, ids: reads.waiting, deadline });
  reads.waiting = [];
  raft.send(messageType.readIndex, raft.leader, { context, hint: config.epoch });
}

export function handleReadIndexReply(raft: Raft, m: Message): void {
  const { followerReads: reads, config } = raft;
  if (m.from !== raft.leader || m.hint !== config.epoch) return;
  const at = reads.asked.findIndex(({ context }) => context === m.context);
  const [asked] = at === -1 ? [] : reads.asked.splice(at, 1);
  if (asked === undefined) return;
  if (m.reject) {
    drop(raft, asked.ids, 'busy');
    return;
  }
  reads.count -= asked.ids.length;
  for (const id of asked.ids) raft.out.read(id, m.index);
}

export function expireFollowerReads(raft: Raft): void {
  const { followerReads: reads } = raft;
  while (reads.deadline <= raft.now) drop(raft, reads.asked.shift()?.ids ?? [], 'timed_out');
}

/** The leader that was asked is not the leader any more. */
export function dropFollowerReads(raft: Raft): void {
  const { followerReads: reads } = raft;
  if (reads.count === 0) return;
  for (const { ids } of reads.asked.splice(0)) drop(raft, ids, 'leadership_lost');
  drop(raft, reads.waiting.splice(0), 'leadership_lost');
}

function drop(raft: Raft, ids: readonly number[], reason: DropReason): void {
  raft.followerReads.count -= ids.length;
  for (const id of ids) raft.out.drop({ id, reason, leader: raft.leader, executed: 'no' });
}

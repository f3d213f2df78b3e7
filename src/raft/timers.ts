import { coreLimits } from './config.ts';
import { quorumValue } from './quorum.ts';
import type { Raft } from './raft.ts';
import type { ReplicaId } from './types.ts';

/** Draws a new timeout and starts it now: short and doubling while the leader is suspected (R7). */
export function restartElectionTimer(raft: Raft): void {
  const { config, random } = raft;
  const { electionTimeoutMinMs: min, electionTimeoutMaxMs: max } = config;
  raft.electionTimeoutMs = random.between(min, max);
  let delay = raft.electionTimeoutMs;
  if (isSuspicious(raft)) {
    const doublings = Math.min(raft.suspicionRounds, coreLimits.suspicionDoublings);
    delay = Math.min(
      min,
      random.between(config.suspicionMinMs, config.suspicionMaxMs) << doublings,
    );
    // A campaign must be given the time to reach a disk, or a slow one would never get an answer counted.
    if (raft.role === 'candidate') delay = Math.min(min, delay + config.suspicionMaxMs);
  }
  raft.electionAt = raft.now + delay;
}

export function isSuspicious(raft: Raft): boolean {
  return raft.suspectedAt !== Number.POSITIVE_INFINITY;
}

export function clearSuspicion(raft: Raft): void {
  raft.suspectedAt = Number.POSITIVE_INFINITY;
  raft.suspicionRounds = 0;
}

/** The leader was alive at `at`: the wait for it starts again from there, with the timeout drawn already. */
export function heardFromLeader(raft: Raft, at: number): void {
  if (isSuspicious(raft) && at >= raft.suspectedAt) {
    clearSuspicion(raft);
    raft.electionAt = at + raft.electionTimeoutMs;
  }
  if (at <= raft.leaderHeardAt) return;
  raft.leaderHeardAt = at;
  if (!isSuspicious(raft)) raft.electionAt = Math.max(raft.electionAt, at + raft.electionTimeoutMs);
}

/** The oldest write has been open for an election timeout (pitfall 82). */
export function isDiskStalled(raft: Raft): boolean {
  return raft.now >= raft.writes.oldestAt + raft.config.electionTimeoutMinMs;
}

/**
 * When this leader has to give up: an election timeout after the last moment at which it was in touch with a quorum,
 * or after its own oldest unfinished write. Only voters count, and it counts itself (pitfall 17).
 */
export function quorumDeadline(raft: Raft): number {
  const { lead, id } = raft;
  if (lead === null) return Number.POSITIVE_INFINITY;
  const heardAt = (voter: ReplicaId): number =>
    voter === id ? Number.POSITIVE_INFINITY : (lead.counted(voter)?.heardAt ?? 0);
  const touched = Math.min(quorumValue(raft.conf, heardAt), raft.writes.oldestAt);
  return touched + raft.config.electionTimeoutMinMs;
}

/**
 * The node of this leader refuses connections (R7): ask for pre-votes within milliseconds, and stop protecting the
 * leader from other campaigners. No promise is shortened, and a word from the leader takes it back.
 */
export function suspectLeader(raft: Raft, peer: ReplicaId): void {
  if (raft.role !== 'follower' || raft.leader === 0 || raft.leader !== peer) return;
  if (isSuspicious(raft)) return;
  const { electionAt } = raft;
  raft.suspectedAt = raft.now;
  raft.suspicionRounds = 0;
  restartElectionTimer(raft);
  raft.electionAt = Math.min(raft.electionAt, electionAt);
}

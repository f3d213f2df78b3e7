/** What the multi-group host counts. Pure, so that the simulator runs the host without a metrics library (R42). */
export interface HostMetrics {
  /** A replica of this node saw a new leader. */
  leaderChanged(group: number): void;
  /** Gauges over all replicas of this node, set whenever one of them changes. */
  groups(total: number, led: number, withLeader: number): void;
  /** Replicas of this node that count in no quorum, since a part of its log was lost. */
  suspects(count: number): void;
  proposalsPending(count: number): void;
  /** `reason` from the host's FailureReason: a bounded set. */
  proposalsFailed(reason: string, count: number): void;
  /** Work that was dropped before it began, because nobody waited for it any more. */
  abandoned(why: Abandonment, count: number): void;
  committed(entries: number): void;
  applied(commands: number): void;
  /** Commands answered from the exactly-once table. */
  dedupHits(count: number): void;
  /** Writes whose expectation failed. */
  casConflicts(count: number): void;
  expiredKeys(count: number): void;
  walSync(durationMs: number, bytes: number): void;
  /** Old entries repeated in the log, so that the segments with them could go. */
  walCopied(bytes: number): void;
  /** A read waited this long for its index to be confirmed and applied. */
  readConfirmed(durationMs: number): void;
  snapshotInstalled(bytes: number): void;
  /** So many bytes of rows were read again and found whole (R20). */
  scrubbed(bytes: number): void;
  /** The state of a replica turned out to be damaged, missing, or not that of the others (R24). */
  replicaLost(): void;
  /** Gauges of streams, set whenever they change. */
  snapshotsSending(count: number): void;
  snapshotsReceiving(count: number): void;
  snapshotSent(bytes: number): void;
  snapshotReceived(bytes: number): void;
  /** A pull went on where it had broken off. */
  snapshotResumed(): void;
  /** To a member that asked: `busy` or `absent`. */
  snapshotRefused(reason: string): void;
  /** The event loop stood still for this long (R2). */
  stalled(durationMs: number): void;
  /** A Raft message that was not stepped: `unknown_replica` or `queue_full`. */
  messageDropped(reason: string): void;
  readonly watches: WatchMetrics;
}

/** Whoever asked is gone, or the time that the work was given has passed. */
export type Abandonment = 'cancelled' | 'deadline';

/** What watches come to. */
export interface WatchMetrics {
  /** Watches times the partitions that each covers. */
  open(count: number): void;
  /** Events handed to streams, each once however many watches of the stream it concerns. */
  told(events: number): void;
  /** The watches of a stream read the history because it did not take what happened. */
  fellBehind(): void;
}

export const noHostMetrics: HostMetrics = {
  leaderChanged: () => {},
  groups: () => {},
  suspects: () => {},
  proposalsPending: () => {},
  proposalsFailed: () => {},
  abandoned: () => {},
  committed: () => {},
  applied: () => {},
  dedupHits: () => {},
  casConflicts: () => {},
  expiredKeys: () => {},
  walSync: () => {},
  walCopied: () => {},
  readConfirmed: () => {},
  snapshotInstalled: () => {},
  replicaLost: () => {},
  scrubbed: () => {},
  snapshotsSending: () => {},
  snapshotsReceiving: () => {},
  snapshotSent: () => {},
  snapshotReceived: () => {},
  snapshotResumed: () => {},
  snapshotRefused: () => {},
  stalled: () => {},
  messageDropped: () => {},
  watches: { open: () => {}, told: () => {}, fellBehind: () => {} },
};

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
  committed(entries: number): void;
  applied(commands: number): void;
  /** Commands answered from the exactly-once table. */
  dedupHits(count: number): void;
  /** Writes whose expectation failed. */
  casConflicts(count: number): void;
  expiredKeys(count: number): void;
  walSync(durationMs: number, bytes: number): void;
  /** A read waited this long for its index to be confirmed and applied. */
  readConfirmed(durationMs: number): void;
  snapshotInstalled(bytes: number): void;
  /** The event loop stood still for this long (R2). */
  stalled(durationMs: number): void;
  /** A Raft message that was not stepped: `unknown_replica` or `queue_full`. */
  messageDropped(reason: string): void;
}

export const noHostMetrics: HostMetrics = {
  leaderChanged: () => {},
  groups: () => {},
  suspects: () => {},
  proposalsPending: () => {},
  proposalsFailed: () => {},
  committed: () => {},
  applied: () => {},
  dedupHits: () => {},
  casConflicts: () => {},
  expiredKeys: () => {},
  walSync: () => {},
  readConfirmed: () => {},
  snapshotInstalled: () => {},
  stalled: () => {},
  messageDropped: () => {},
};

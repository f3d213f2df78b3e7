import type { ConfStep, SnapshotMeta } from '../../raft/index.ts';
import type { HashPoint } from './hash-trail.ts';
import type { NetEvents, SnapshotAsk, SnapshotPoint } from './net.ts';
import type { Operation } from './operation.ts';
import type { Watches } from './watch/watch-types.ts';

/** What the services of a node ask of its multi-group host. Group 0 is the meta group, partition p is group p + 1. */
export interface HostApi extends NetEvents {
  /** Answers exactly once, later or within this call. The sink gets NOT_LEADER or NO_LEADER when this node does not lead. */
  submit(operation: Operation): void;
  /** Member id of the leader of a group as this node believes, 0 for unknown. */
  leaderOf(group: number): number;
  leads(group: number): boolean;
  /** Whether this node holds a replica that can answer EVENTUAL reads. */
  holds(group: number): boolean;
  replicaStatus(): readonly ReplicaState[];
  /** What the replica of a group has had at its last indexes; empty when there is none, or it is lost. */
  hashesOf(group: number): readonly HashPoint[];
  /** The replica is not what the others are: it is rebuilt from its leader (R24). */
  fence(group: number, why: string): void;
  /** Hands leadership of a group to a member; `done` gets an explanation, or null when it leads. */
  moveLeader(group: number, member: number, done: (error: string | null) => void): void;
  /**
   * Changes who votes in a group that this node leads, in replica ids of the topology. `planned` is the index of the
   * configuration that the plan started from; any other is refused (R9). `done` gets an explanation, or null.
   */
  changeMembers(
    group: number,
    steps: readonly ConfStep[],
    planned: number,
    done: (error: string | null) => void,
  ): void;
  readonly watches: Watches;
  /** A stream of this replica's state for a member that pulls it. */
  openSnapshot(member: number, ask: SnapshotAsk): SnapshotReader | SnapshotRefusal;
  /** Answers no further operations, gives its leaderships away, and calls `done` when none is left or time is up. */
  drain(done: () => void): void;
  readonly draining: boolean;
  readonly pendingOperations: number;
}

export interface SnapshotReader {
  readonly meta: SnapshotMeta;
  /** The chunk that comes first. */
  readonly at: SnapshotPoint;
  /** The next chunk once the budget allows it, or null at the end. One call at a time. */
  next(done: (error: Error | null, chunk: Uint8Array | null) => void): void;
  /** The stream has ended, well or not; the snapshot is kept for a while. */
  close(): void;
}

/** `busy`: as many as may be are being sent. `absent`: no replica here, or it is not that far. */
export type SnapshotRefusal = 'busy' | 'absent';

export interface ReplicaState {
  readonly group: number;
  readonly role: 'leader' | 'follower' | 'learner';
  /** Member id, 0 for unknown. */
  readonly leader: number;
  readonly term: number;
  readonly revision: number;
  readonly appliedIndex: number;
  readonly commitIndex: number;
  readonly hash: number;
  /** Member ids. */
  readonly voters: readonly number[];
  readonly learners: readonly number[];
  /** It has lost a part of its log, and counts in no quorum until it knows enough again. */
  readonly suspect: boolean;
  /** A leader is known and this replica follows it, or it leads and serves. */
  readonly ready: boolean;
  /** Why the state of this replica is not to be trusted and is being replaced (R24); null while all is well. */
  readonly lost: string | null;
}

import type { ConfState, Index, ReplicaId, Role, Term } from './types.ts';

/** The leader's view of another member. */
export interface ProgressStatus {
  readonly replica: ReplicaId;
  readonly state: 'probe' | 'replicate' | 'snapshot';
  readonly match: Index;
  readonly next: Index;
  readonly suspect: boolean;
}

/** What a replica says of itself, for those who look at it from outside. */
export interface Status {
  readonly id: ReplicaId;
  readonly role: Role;
  readonly leader: ReplicaId;
  readonly term: Term;
  readonly commit: Index;
  readonly applied: Index;
  readonly firstIndex: Index;
  readonly lastIndex: Index;
  readonly persistedIndex: Index;
  readonly conf: ConfState;
  /** The leader's view of the others; empty elsewhere. */
  readonly progress: readonly ProgressStatus[];
  /** The leader has committed an entry of its own term, so it may serve reads. */
  readonly ready: boolean;
  /** The state machine is lost, and a snapshot is to replace it (R24). */
  readonly stateLost: boolean;
  /** This replica counts in no quorum: it has lost a part of its log. */
  readonly suspect: boolean;
  /** A message contradicted what is committed here, and how: null unless a replica somewhere lost data. */
  readonly contradiction: string | null;
  /** Until when the leader may serve reads by its lease; -Infinity elsewhere and without one. */
  readonly leaseUntil: number;
}

import type { PlantedBugs } from '../util/planted-bugs.ts';
import type { Status } from './status.ts';

/**
 * The vocabulary of the consensus core. Everything that happens to a group is an {@link Input}; everything it wants
 * is in an {@link Output}. Times are logical milliseconds of one monotonic clock, terms and indexes safe integers
 * from 1 (0 means none).
 */

export type Term = number;
export type Index = number;
/** A replica of one group. Never reused within the group (R1); 0 means none. */
export type ReplicaId = number;

export const entryKind = { command: 0, noop: 1, conf: 2 } as const;
export type EntryKind = (typeof entryKind)[keyof typeof entryKind];

/** One slot of the replicated log. Immutable and shared by reference; `data` is encoded once, by the proposer. */
export interface Entry {
  readonly index: Index;
  readonly term: Term;
  readonly kind: EntryKind;
  readonly data: Uint8Array;
}

/** What must be durable before a vote or an append is answered. */
export interface HardState {
  readonly term: Term;
  readonly vote: ReplicaId;
  readonly commit: Index;
}

/** A configuration; joint while `outgoing` is not empty. All lists ascending. */
export interface ConfState {
  /** Of the entry that brought it; 0 for the configuration that a group is born with. Names it in plans (R9). */
  readonly index: Index;
  readonly voters: readonly ReplicaId[];
  readonly outgoing: readonly ReplicaId[];
  readonly learners: readonly ReplicaId[];
  readonly learnersNext: readonly ReplicaId[];
  readonly autoLeave: boolean;
}

/** Identifies a state-machine snapshot: the state right after `index`, under `conf`. */
export interface SnapshotMeta {
  readonly index: Index;
  readonly term: Term;
  readonly conf: ConfState;
}

/** A contiguous run of one term: entries from `first` to the next run's first belong to `term`. */
export interface TermRun {
  readonly first: Index;
  readonly term: Term;
}

export const messageType = {
  preVote: 1,
  preVoteReply: 2,
  vote: 3,
  voteReply: 4,
  append: 5,
  appendReply: 6,
  heartbeat: 7,
  heartbeatReply: 8,
  snapshot: 9,
  timeoutNow: 10,
  readIndex: 11,
  readIndexReply: 12,
  termAsk: 13,
  termReply: 14,
} as const;
export type MessageType = (typeof messageType)[keyof typeof messageType];

/** Flat and of one fixed shape: fields that a type does not use are 0, null or empty. See `messages.ts`. */
export interface Message {
  readonly type: MessageType;
  readonly from: ReplicaId;
  readonly to: ReplicaId;
  readonly term: Term;
  /**
   * append: index before the entries. appendReply: the matched index, or the index that was refused. Votes: last
   * index. readIndexReply: what must be applied before the reads are served. heartbeat to a suspect: how far the log
   * reaches of a leader that has committed in its own term.
   */
  readonly index: Index;
  /** append: term at `index`. Votes: term of the last entry. appendReply on refusal: term hint at `hint`. */
  readonly logTerm: Term;
  readonly commit: Index;
  readonly commitTerm: Term;
  /**
   * appendReply on refusal: where the leader should try next. Votes: the candidate's priority. readIndex, termAsk and
   * their replies: the epoch of the process that asks.
   */
  readonly hint: number;
  /**
   * heartbeat and its reply: the leader's read counter. timeoutNow, and votes it orders: the transfer number. readIndex
   * and its reply: the asker's own counter. termAsk and its reply: its round of questions.
   */
  readonly context: number;
  /** Of a suspect: the epoch of its process, else 0. From a leader: the one it knows of. See `suspicion.ts`. */
  readonly life: number;
  /** Between leader and member: in which session answers count. Votes: the epoch of the process that asks, echoed. */
  readonly session: number;
  readonly reject: boolean;
  /** Votes: this campaign was ordered by the leader (transfer), so leader contact is no ground to refuse. */
  readonly force: boolean;
  /** heartbeat: asks for a lease promise (thesis 6.4.1). heartbeatReply: gives it. */
  readonly promise: boolean;
  readonly entries: readonly Entry[];
  readonly snapshot: SnapshotMeta | null;
}

/** Evidence from node-pair heartbeats (R5), handed in with a tick instead of a message per group. */
export interface Contact {
  readonly replica: ReplicaId;
  /**
   * For a follower: the leader's node claimed (this leader, this term) at this time. For a leader: a voter's node
   * acknowledged the claim of this group in a heartbeat that was sent at this time.
   */
  readonly at: number;
}

/** Everything that can happen to a group. */
export type Input =
  /** The only clock. The host ticks a group before other inputs of the same turn, and at `wakeAt`. */
  | { readonly type: 'tick'; readonly now: number; readonly contacts: readonly Contact[] }
  /**
   * The event loop stood still: restart the follower's timer or the leader's check-quorum window (R2). To be stepped
   * before the first tick after the pause, whose time it then takes.
   */
  | { readonly type: 'stalled' }
  | { readonly type: 'message'; readonly message: Message }
  /**
   * Appends one entry per element of `data` (at least one), all or none. `term` 0 means whatever term the leader is
   * in. Ends for the core with `accepted` or `dropped`. After `accepted` the host owns the terminal answer: done when
   * `apply` brings that index with that term, not done when it brings another term there, unknown when it stops
   * waiting (it lost the leadership, installed a snapshot past the index, or the caller's time is up).
   */
  | {
      readonly type: 'propose';
      readonly id: number;
      readonly data: readonly Uint8Array[];
      readonly term: Term;
    }
  /** A linearizable read: answered with an index that the state machine must have applied. */
  | { readonly type: 'read'; readonly id: number }
  /** The same by the leader's lease, without asking anybody, while there is one; else like `read`. */
  | { readonly type: 'leaseRead'; readonly id: number }
  /** A linearizable read served by this replica, whoever leads: the index comes from the leader (thesis 6.4). */
  | { readonly type: 'followerRead'; readonly id: number }
  /**
   * Changes the membership. `planned` is the index of the configuration that the plan started from: any other and the
   * change is refused (R9). A change of more than one voter goes through a joint configuration, which the leader
   * leaves by itself. Ends with `accepted`, whose one entry is the configuration, or `dropped`.
   */
  | {
      readonly type: 'changeConf';
      readonly id: number;
      readonly steps: readonly ConfStep[];
      readonly planned: Index;
    }
  /** From now on this replica claims that priority in elections; see `RaftConfig.priority`. */
  | { readonly type: 'priority'; readonly value: number }
  | { readonly type: 'transfer'; readonly id: number; readonly to: ReplicaId }
  | { readonly type: 'campaign' }
  /**
   * The state machine turned out to be damaged (R24): it is to be replaced by a snapshot, which `Output.install` asks for
   * once a leader is known. What was handed out to be applied is void.
   */
  | { readonly type: 'stateLost' }
  /** All writes up to `seq` are durable. In order, each once or skipped over by a later one. */
  | { readonly type: 'persisted'; readonly seq: number }
  /** The state machine has applied up to `index`. */
  | { readonly type: 'applied'; readonly index: Index }
  /** The log below `index` was purged from disk; `index` itself is the new boundary. At most `applied`. */
  | { readonly type: 'compacted'; readonly index: Index }
  /** Entries from `first` on, as many as fit, at least one; empty when they could not be read (asked for again). */
  | {
      readonly type: 'fetched';
      readonly ticket: number;
      readonly entries: readonly Entry[] | 'compacted';
    }
  /** The snapshot asked for with `Output.snapshot` is open for pulling, or could not be made. */
  | { readonly type: 'snapshotMade'; readonly ticket: number; readonly meta: SnapshotMeta | null }
  /**
   * The state machine now holds this snapshot durably (R21), or the pull failed (null). Exactly one answer to each
   * `Output.install`. The index may be higher than the one announced.
   */
  | { readonly type: 'installed'; readonly meta: SnapshotMeta | null }
  /**
   * A message to this peer was lost, its stream broke, or its node's heartbeat acknowledgement says that it does not
   * follow this leader (R5): probe instead of streaming, at once, which also tells it who leads.
   */
  | { readonly type: 'unreachable'; readonly peer: ReplicaId }
  /** The peer's node refuses connections (R7): campaign soon, and do not protect a leader there. */
  | { readonly type: 'suspect'; readonly peer: ReplicaId };

/** What a replica is to become. */
export interface ConfStep {
  readonly kind: 'voter' | 'learner' | 'remove';
  readonly replica: ReplicaId;
}

/** One write for the log on disk. Writes of a group are numbered, and become durable in that order. */
export interface Write {
  readonly seq: number;
  readonly hardState: HardState | null;
  /** `entries[0].index` truncates whatever the log held from there on. */
  readonly entries: readonly Entry[];
  /** The log is reset to this snapshot before the entries. */
  readonly snapshot: SnapshotMeta | null;
  /** The replica is suspect no more, from this hard state on. */
  readonly trusted?: boolean;
}

export type DropReason =
  | 'not_leader'
  | 'no_leader'
  | 'leadership_lost'
  | 'transferring'
  | 'too_much_uncommitted'
  | 'busy'
  | 'unknown_target'
  | 'timed_out'
  /** The leader has not committed an entry of its own term yet (pitfall 50). */
  | 'not_ready'
  /** A change of the configuration is under way; one at a time. */
  | 'change_pending'
  /** The plan started from another configuration than the present one (R9). */
  | 'stale_plan'
  | 'invalid_change';

/** A request that ended without being done. `executed` tells whether it may still take effect (R38). */
export interface Dropped {
  readonly id: number;
  readonly reason: DropReason;
  readonly leader: ReplicaId;
  /** 'no': never appended anywhere. 'unknown': appended, and the term was lost before it committed. */
  readonly executed: 'no' | 'unknown';
}

export type Role = 'follower' | 'precandidate' | 'candidate' | 'leader' | 'learner';

/**
 * What a group wants after some inputs. Host duties, in order:
 *  1. `send` may leave at once.
 *  2. `write` goes to the log; when it is durable, step `persisted` with its seq.
 *  3. `after` leaves only once `after.seq` is persisted (votes and append acknowledgements).
 *  4. `apply` is committed and locally durable: apply in order, then step `applied`. It includes no-ops and
 *     configurations. At most `applyBytes` (or one entry) are handed out and not yet reported as applied.
 *  5. `install`: pull that snapshot from the sender's node, switch the state machine to it, step `installed`.
 */
export interface Output {
  readonly write: Write | null;
  readonly send: readonly Message[];
  readonly after: readonly { readonly seq: number; readonly message: Message }[];
  readonly apply: readonly Entry[];
  readonly install: { readonly from: ReplicaId; readonly meta: SnapshotMeta } | null;
  readonly fetch: readonly FetchRequest[];
  readonly snapshot: readonly { readonly ticket: number; readonly to: ReplicaId }[];
  /** Reads whose index is confirmed: serve once the state machine has applied `index`. */
  readonly reads: readonly { readonly id: number; readonly index: Index }[];
  /** Proposals that were appended, as entries first..last of `term`. */
  readonly accepted: readonly {
    readonly id: number;
    readonly first: Index;
    readonly last: Index;
    readonly term: Term;
  }[];
  readonly dropped: readonly Dropped[];
  /** Transfers that ended with the target leading. */
  readonly transferred: readonly number[];
  /** Once, when a message contradicted what is committed here: the replica must not go on. See `Status`. */
  readonly contradiction: string | null;
  /** Set when any of it changed since the last output. */
  readonly soft: SoftState | null;
}

export interface FetchRequest {
  readonly ticket: number;
  readonly first: Index;
  readonly last: Index;
  readonly maxBytes: number;
}

export interface SoftState {
  readonly role: Role;
  readonly leader: ReplicaId;
  readonly term: Term;
  readonly conf: ConfState;
  readonly suspect: boolean;
}

/** What a replica finds on its disk at start. */
export interface BootState {
  readonly hardState: HardState;
  /** The boundary below the first entry: what the log was last reset or purged to. Index 0 for a new group. */
  readonly boundary: SnapshotMeta;
  /** Term runs of the entries after the boundary, ascending; empty when there are none. */
  readonly runs: readonly TermRun[];
  readonly lastIndex: Index;
  /** Every configuration entry after the boundary, oldest first: the undo stack is rebuilt from them (R8). */
  readonly confs: readonly Entry[];
  /** The newest entries, contiguous up to lastIndex, at least all above `applied`. */
  readonly tail: readonly Entry[];
  /** What the state machine holds durably. May lie above `hardState.commit`: commit is then raised to it. */
  readonly applied: Index;
  /** The state machine is lost (R24). `applied` then says from where on entries are in `tail`. */
  readonly stateLost?: boolean;
  /** The log was cut off at damage: acknowledgements and votes may be forgotten. */
  readonly suspect?: boolean;
}

export interface RaftConfig {
  readonly id: ReplicaId;
  /** Seeds the group's own random stream: different for each group and replica. */
  readonly seed: number;
  /** Logical time at creation. */
  readonly now: number;
  readonly heartbeatMs: number;
  /** A commit index that no entry carries is told to the followers at the next multiple of this; 0 for at once. */
  readonly commitNoticeMs: number;
  readonly electionTimeoutMinMs: number;
  readonly electionTimeoutMaxMs: number;
  readonly suspicionMinMs: number;
  readonly suspicionMaxMs: number;
  readonly appendBytes: number;
  readonly inflightMessages: number;
  readonly inflightBytes: number;
  readonly uncommittedBytes: number;
  readonly cachedBytes: number;
  readonly applyBytes: number;
  /** Drawn anew at every start of the process: answers to reads of a former life match nothing (R6). */
  readonly epoch: number;
  /** A replica refuses candidates of a lower priority whose log is no longer than its own. Not below 0. */
  readonly priority: number;
  /**
   * How long a lease lasts; 0 for no leases. Once on it must stay on: a voter that forgot a promise keeps quiet for
   * this long after its start (R7).
   */
  readonly leaseMs: number;
  /** By how many percent a node's clock may run fast or slow: a leader's slow, and a voter's fast. */
  readonly leaseDriftPercent: number;
  /** Only tests of the fault tests have any. */
  readonly planted?: PlantedBugs;
}

/** One replica of one Raft group. */
export interface RaftGroup {
  /** Never throws on input from the network; throws InvariantError when its own state is broken. */
  step(input: Input): void;
  /** Whether take() has something to hand out. */
  dirty(): boolean;
  take(): Output;
  /**
   * The next logical time at which this group needs a tick, or Infinity. Moves later with every message from a
   * leader, so a timer kept at an earlier time is fine: that tick does nothing.
   */
  readonly wakeAt: number;
  readonly id: ReplicaId;
  readonly role: Role;
  readonly leader: ReplicaId;
  readonly term: Term;
  readonly suspect: boolean;
  /** The active configuration. */
  readonly conf: ConfState;
  status(): Status;
  /** Of a leader: the voters, of both halves while joint, that have the log up to this index durably; else nobody. */
  holders(index: Index): ReplicaId[];
  /** The term of a log entry: for those who watch a group, as the simulator does. */
  termAt(index: Index): Term | 'compacted' | 'missing';
  /** Asserts the invariants written beside the fields; the simulator calls it after every step. */
  checkInvariants(): void;
  /** A hash of the state, compared between two runs of one seed. */
  digest(): number;
}

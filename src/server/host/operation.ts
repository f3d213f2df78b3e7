import type { Command, CommandResult, RecordView } from '../../storage/index.ts';

/**
 * One operation on one partition, decoded and validated at the boundary. The host answers every submitted operation
 * exactly once (R10) by calling its sink with its slot: no promise and no closure per operation.
 */
export interface Operation {
  readonly partition: number;
  readonly body: OperationBody;
  /** On the node's monotonic clock; work that is still queued then is dropped as not executed. */
  readonly deadline: number;
  readonly sink: ReplySink;
  readonly slot: number;
  /** PRIORITY_LOW: refused earlier where there is little room. Work that is admitted is equal. */
  readonly low?: boolean;
}

export type OperationBody = WriteBody | ReadBody;

export interface WriteBody {
  readonly type: 'write';
  readonly command: Command;
  /** Waits for every voter (R40). */
  readonly ackAll?: boolean;
  /** With that: a voter that is away at the deadline makes it an error. */
  readonly strictAll?: boolean;
  /** Answered as soon as the leader has queued it: nobody hears what becomes of it. */
  readonly accepted?: boolean;
}

export type ReadBody =
  | ({ readonly type: 'get'; readonly key: Uint8Array } & ReadTerms)
  | ({
      readonly type: 'scan';
      readonly prefix: Uint8Array;
      /** Resume strictly behind this key, in the direction of the scan; null starts at the beginning. */
      readonly after: Uint8Array | null;
      readonly limit: number;
      readonly keysOnly: boolean;
      readonly reverse?: boolean;
    } & ReadTerms)
  | ({
      readonly type: 'count';
      readonly prefix: Uint8Array;
      /** Count strictly after this key; null starts at the beginning. */
      readonly after: Uint8Array | null;
      readonly limit: number;
    } & ReadTerms);

/** How fresh a read has to be, and who may serve it. */
export interface ReadTerms {
  readonly level: ReadLevel;
  /** A linearizable read that this node serves though another one leads: the leader is only asked for an index. */
  readonly here?: boolean;
  /** SESSION: what the session has seen of the partition (R30); absent for nothing yet. */
  readonly minRevision?: number;
  /** BOUNDED_STALENESS: how much older than the read's arrival the state may be. */
  readonly maxStalenessMs?: number;
}

export type ReadLevel =
  | 'linearizable'
  | 'leader_lease'
  | 'session'
  | 'bounded_staleness'
  | 'eventual';

/** Any replica may serve it from its own state. */
export function isReplicaRead(level: ReadLevel): boolean {
  return level === 'eventual' || level === 'session' || level === 'bounded_staleness';
}

export interface ReplySink {
  /** Nobody is left to hear: what has not begun for it need not begin. Asked often, so it costs a field or two. */
  readonly abandoned?: boolean;
  /** Called in the turn in which the operation ended; several replies of one turn come one after another. */
  reply(slot: number, reply: Reply): void;
}

export type Reply =
  | {
      readonly type: 'written';
      readonly result: CommandResult;
      readonly at: ServedAt;
      /** With ackAll: the members that have it durably, ascending. */
      readonly ackedBy?: readonly number[];
      readonly warning?: 'NOT_ALL_REPLICAS' | null;
    }
  /** Queued in the leader's log; not durable, not applied, and perhaps never. `at` has no revision. */
  | { readonly type: 'accepted'; readonly at: ServedAt }
  | { readonly type: 'record'; readonly record: RecordView | null; readonly at: ServedAt }
  | {
      readonly type: 'page';
      readonly records: readonly RecordView[];
      readonly more: boolean;
      readonly at: ServedAt;
    }
  | {
      readonly type: 'counted';
      readonly count: number;
      /** The key that was counted last; null for none. */
      readonly last: Uint8Array | null;
      readonly more: boolean;
      readonly at: ServedAt;
    }
  | { readonly type: 'failed'; readonly failure: Failure };

/** What every answer says about the state that it was evaluated on (R41). */
export interface ServedAt {
  readonly partition: number;
  readonly revision: number;
  readonly term: number;
  readonly partitionTimeMs: number;
  readonly role: 'leader' | 'follower' | 'learner';
  readonly level: ReadLevel;
  /** Upper bound of the answer's age, -1 when unknown. */
  readonly stalenessMs: number;
}

export interface Failure {
  readonly reason: FailureReason;
  readonly outcome: 'not_executed' | 'unknown' | 'executed';
  readonly message: string;
  /** Member id of the leader when known, else 0. */
  readonly leader: number;
  readonly retryAfterMs: number;
}

/** The reasons of `ringkv.v1.Reason` that come from the host. */
export type FailureReason =
  | 'NOT_LEADER'
  | 'NO_LEADER'
  | 'LEADER_CHANGED'
  | 'OVERLOADED'
  | 'DEADLINE'
  | 'DRAINING'
  | 'SPACE_QUOTA'
  | 'NOT_READY'
  | 'SESSION_NOT_REACHED'
  | 'TOO_STALE'
  | 'CORRUPT'
  | 'INTERNAL';

import type {
  ClusterSettings,
  ClusterStatus,
  Consistency,
  KeyLocation,
  LeaderMove,
  MemberInfo,
  PartitionHashes,
  ReplicaChoice,
  StoredTxnResult,
  Watch,
  WatchOptions,
} from '../client/index.ts';
import type { TxnScript } from './txn-script.ts';

/**
 * What kvctl asks of a cluster, in the words of its output. `client-access.ts` binds it to the typed client; tests
 * bring their own. Every call may throw the client's errors, which `failure.ts` turns into exit codes.
 */
export interface KvAccess {
  get(key: string, terms: ReadTerms): Promise<ReadAnswer | null>;
  put(key: string, value: Uint8Array, options: PutOptions): Promise<PutAnswer>;
  /** Queued by a leader, and no more is known. */
  putAccepted(key: string, value: Uint8Array, ttlMs: number | null): Promise<AcceptedAnswer>;
  append(prefix: string, value: Uint8Array, options: AppendOptions): Promise<AppendAnswer>;
  delete(key: string): Promise<DeleteAnswer>;
  /** All keys with the prefix; how many went. */
  deleteRange(prefix: string): Promise<number>;
  increment(key: string, delta: number, bounds: Bounds): Promise<IncrementAnswer>;
  /** `ttlMs` 0 removes the expiry. */
  touch(key: string, ttlMs: number): Promise<TouchAnswer>;
  txn(script: TxnScript): Promise<TxnAnswer>;
  /** In key order or against it; ends after `limit` records. With `keysOnly` their values are empty. */
  scan(prefix: string, options: ScanOptions): AsyncIterable<RecordAnswer>;
  count(prefix: string, terms: ReadTerms): Promise<number>;
  /** Begins at once. */
  watch(target: string | { readonly prefix: string }, options: WatchOptions): Watch<Uint8Array>;
  locate(key: string): Promise<KeyLocation>;
  members(): Promise<readonly MemberInfo[]>;
  status(): Promise<ClusterStatus>;
  hashes(): Promise<readonly PartitionHashes[]>;
  changeSettings(change: Partial<ClusterSettings>): Promise<ClusterSettings>;
  moveLeader(partition: number, member: number): Promise<LeaderMove>;
  /** What the session of these calls has seen; null without one. */
  token(): string | null;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly endpoints: readonly string[];
  /** Without it: plain connections. */
  readonly tls?: TlsFiles;
  /** Of each operation. */
  readonly timeoutMs: number;
  readonly priority?: 'normal' | 'low';
  /** The session that all calls belong to: a token of an earlier one, or `new`; null for none. */
  readonly token: string | null;
}

/** Paths of PEM files, absent where the client's default holds. */
export interface TlsFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly serverName?: string;
}

/** How a read is served; null is the client's default. */
export interface ReadTerms {
  readonly consistency: Consistency | null;
  /** With bounded staleness alone. */
  readonly maxStalenessMs: number | null;
  readonly replica: ReplicaChoice | null;
}

export interface PutOptions {
  readonly ttlMs: number | null;
  readonly ifAbsent: boolean;
  readonly ifRevision: number | null;
  readonly ack: 'quorum' | 'all';
  readonly idempotencyKey: string | null;
}

export interface AppendOptions {
  readonly ttlMs: number | null;
  readonly idempotencyKey: string | null;
}

export interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
  /** Applies only when the increment creates the key. */
  readonly ttlMs: number | null;
  readonly idempotencyKey: string | null;
}

interface ScanOptions {
  readonly limit: number;
  readonly reverse: boolean;
  readonly keysOnly: boolean;
  readonly terms: ReadTerms;
}

export interface RecordAnswer {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly version: number;
  readonly createRevision: number;
  readonly modRevision: number;
  /** Partition time in milliseconds since 1970, null for never. */
  readonly expiresAt: number | null;
}

interface ReadAnswer extends RecordAnswer {
  readonly partition: number;
  /** Member id. */
  readonly servedBy: number;
  readonly role: string;
  readonly consistency: string;
  /** Upper bound of the answer's age, -1 when unknown. */
  readonly stalenessMs: number;
}

/** The record that made a condition fail, null when there was none. */
export interface CurrentRecord {
  readonly version: number;
  readonly modRevision: number;
}

export interface AcceptedAnswer {
  readonly partition: number;
}

export type PutAnswer =
  | {
      readonly ok: true;
      readonly revision: number;
      readonly version: number;
      readonly partition: number;
      /** With ack all: the members that have it. */
      readonly ackedBy: readonly number[];
      /** It was done before, under the same idempotency key. */
      readonly replayed: boolean;
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly current: CurrentRecord | null };

export type AppendAnswer =
  | {
      readonly ok: true;
      readonly key: Uint8Array;
      readonly revision: number;
      readonly partition: number;
      readonly replayed: boolean;
    }
  | { readonly ok: false; readonly current: CurrentRecord | null };

export interface DeleteAnswer {
  /** False when there was nothing to delete. */
  readonly deleted: boolean;
  readonly revision: number;
  readonly partition: number;
}

export type IncrementAnswer =
  | {
      readonly ok: true;
      readonly value: number;
      readonly version: number;
      readonly revision: number;
      readonly partition: number;
      readonly replayed: boolean;
    }
  | { readonly ok: false; readonly value: number };

export interface TouchAnswer {
  readonly found: boolean;
  readonly expiresAt: number | null;
  readonly revision: number;
  readonly partition: number;
}

export interface TxnAnswer {
  /** All of `then` was done. */
  readonly succeeded: boolean;
  /** Which of the two the rest is about. */
  readonly branch: 'then' | 'else';
  readonly revision: number;
  readonly partition: number;
  /** One for each operation of the branch; empty when it was refused. */
  readonly results: readonly TxnOperationAnswer[];
  /** The increment that hit its bound, from 0, and what its counter holds: nothing of the branch was done. */
  readonly refused: { readonly index: number; readonly value: number } | null;
}

/** As the exactly-once table keeps them, but for what a get found. */
export type TxnOperationAnswer =
  | { readonly kind: 'get'; readonly record: RecordAnswer | null }
  | Exclude<StoredTxnResult, { readonly kind: 'get' }>;

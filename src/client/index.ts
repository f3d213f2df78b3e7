export { check } from './checks.ts';
export type { TlsOptions } from './client-tls.ts';
export type {
  ClusterSettings,
  ClusterStatus,
  KeyLocation,
  LeaderMove,
  MemberStatus,
  PartitionHashes,
  PartitionStatus,
  ReplicaHash,
  TopologyInfo,
} from './cluster-info.ts';
export { bytes, type Codec, type CounterCodec, counter, json, text } from './codec.ts';
export type { ConnectOptions } from './connect.ts';
export type { DeleteRangeResult } from './delete-range.ts';
export {
  AbortError,
  ClosedError,
  CompactedError,
  CrossPartitionError,
  DeleteRangeError,
  FuturePositionError,
  InvalidRequestError,
  KvError,
  LimitError,
  type Outcome,
  OverloadedError,
  type Resolution,
  type ResolveOptions,
  ServerFaultError,
  type StoredAnswer,
  type StoredRecord,
  type StoredTxn,
  type StoredTxnResult,
  TimeoutError,
  TlsError,
  UnavailableError,
  UnknownOutcomeError,
  ValidationError,
} from './errors.ts';
export { colocated, type Key } from './keys.ts';
export type { ClientTuning } from './limits.ts';
export {
  type AcceptedOptions,
  type AcceptedPutOptions,
  type AppendOptions,
  type CallOptions,
  type Consistency,
  type DeleteOptions,
  type Duration,
  durationMs,
  type IncrementOptions,
  type OperationOptions,
  type PutOptions,
  type ReadOptions,
  type ReplicaChoice,
  type ScanOptions,
  type WriteOptions,
} from './options.ts';
export type {
  AcceptedWrite,
  AppendResult,
  ConditionFailed,
  Current,
  DeleteResult,
  Entry,
  EntryHead,
  IncrementResult,
  Lookup,
  Page,
  PutResult,
  Role,
  Served,
  ServedRead,
  ServedWrite,
  TouchResult,
} from './results.ts';
export { type Counters, type Keyspace, RingKv } from './ring-kv.ts';
export type { Session } from './session.ts';
export type { StandardIssue, StandardSchema } from './standard-schema.ts';
export type { ClientStats } from './stats.ts';
export type { MemberInfo } from './topology-view.ts';
export type {
  Check,
  CounterTxnOps,
  Relation,
  TxnDelete,
  TxnDeleteRange,
  TxnIncrement,
  TxnOp,
  TxnOpList,
  TxnOps,
  TxnOptions,
  TxnPut,
  TxnRequest,
  TxnResult,
  TxnResults,
  TxnTouch,
} from './txn.ts';
export type {
  Watch,
  WatchChange,
  WatchCompacted,
  WatchEntry,
  WatchEventType,
  WatchInterrupted,
  WatchItem,
  WatchNotice,
  WatchOptions,
  WatchProgress,
  WatchPut,
  WatchResumed,
  WatchSynced,
  WatchTarget,
} from './watch-types.ts';

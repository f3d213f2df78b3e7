export type { ChangeEvent, ChangeKind } from './change-event.ts';
export type {
  Command,
  CommandBatch,
  CommandBody,
  CommandResult,
  CommandStatus,
  Comparison,
  CurrentRecord,
  DueKey,
  Expectation,
  RangeComparison,
  RecordView,
  Relation,
  TxnOperation,
  TxnOperationResult,
  TxnOutcome,
} from './command.ts';
export { expectAny } from './command.ts';
export { encodeCommandBatch } from './command-codec.ts';
export type { CountPage } from './count.ts';
export type { Disk, DiskFile, Opened } from './disk.ts';
export { DiskError } from './disk.ts';
export type { Engine, EngineOp, EngineSnapshot } from './engine.ts';
export { EngineError, isClosed } from './engine.ts';
export type { HistoryRead } from './history.ts';
export { openLevelDatabase, openLevelEngine } from './leveldb-engine.ts';
export { NodeDisk } from './node-disk.ts';
export type { Partition } from './partition.ts';
export { isRanged } from './ranged-command.ts';
export { ReopenableEngine } from './reopenable-engine.ts';
export { bytesOf, text } from './row-keys.ts';
export type { ScanPage, ScanRequest } from './scan.ts';
export type { Scrub } from './scrub.ts';
export type { SnapshotSink } from './snapshot-sink.ts';
export type { SnapshotSource } from './snapshot-source.ts';
export { CorruptionError, isDamage } from './storage-errors.ts';
export { Store } from './store.ts';
export { defaultStoreOptions, type StoreHooks, type StoreOptions } from './store-options.ts';
export type { Wal, WalListener, WalStats } from './wal.ts';
export type { DurableItem } from './wal-batch.ts';
export { WalCorruptError, WalForeignError } from './wal-errors.ts';
export { walDefaults } from './wal-options.ts';
export type { RecoveredGroup, RecoveredWal } from './wal-recovery.ts';
export { recoverWal } from './wal-recovery.ts';

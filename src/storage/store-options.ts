import { storageLimits } from '../util/limits.ts';
import type { PlantedBugs } from '../util/planted-bugs.ts';
import type { FlushedGroup } from './flusher.ts';

export interface StoreOptions {
  readonly flushIntervalMs: number;
  readonly overlayLayerBytes: number;
  readonly overlayBytes: number;
  readonly snapshotChunkBytes: number;
  /** Newest rows of records, kept in memory beside the overlay; 0 for none. */
  readonly cachedRowBytes: number;
  /** Exactly-once sessions that each partition keeps decoded though they did not change. */
  readonly cachedSessions: number;
  /** What those may cost together, in bytes. */
  readonly cachedSessionBytes: number;
  /** How much of its events each partition keeps for watches: whichever is less. */
  readonly historyMs: number;
  readonly historyBytes: number;
  /** A block of events takes no further revision once it is so large. */
  readonly historyBlockBytes: number;
  readonly planted?: PlantedBugs;
}

export const defaultStoreOptions: StoreOptions = {
  flushIntervalMs: storageLimits.flushIntervalMs,
  overlayLayerBytes: storageLimits.overlayLayerBytes,
  overlayBytes: storageLimits.overlayBytes,
  snapshotChunkBytes: storageLimits.snapshotChunkBytes,
  cachedRowBytes: storageLimits.cachedRowBytes,
  cachedSessions: storageLimits.cachedSessions,
  cachedSessionBytes: storageLimits.cachedSessionBytes,
  historyMs: storageLimits.historyMs,
  historyBytes: storageLimits.historyBytes,
  historyBlockBytes: storageLimits.historyBlockBytes,
};

export interface StoreHooks {
  /** After each durable flush: how far each partition in it is durable now. */
  flushed(groups: readonly FlushedGroup[]): void;
  /** The engine failed: the node must stop (R16). */
  fatal(error: Error): void;
  /**
   * LevelDB ran out of space (R23): refuse writes and free space; then {@link Store.suspend}, reopen the database, and
   * {@link Store.resumeFlush}.
   */
  outOfSpace(error: Error): void;
  /**
   * LevelDB is damaged where it had to write or compact (R24): stop, or replace every partition, {@link Store.suspend}, put an
   * empty database in its place, and {@link Store.resumeFlush}. Without it, as `fatal`.
   */
  damaged?(error: Error): void;
}

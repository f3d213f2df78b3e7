import type { Key } from './keys.ts';
import type { ReplicaChoice } from './options.ts';
import type { Session } from './session.ts';

/** One key, every key with a prefix (of parts it ends at a part, as with `scan`), or every key of the cluster. */
export type WatchTarget = Key | { readonly prefix: Key } | { readonly everything: true };

/** What can happen to a record. Put stands for increments too, expire for a delete because its time was over. */
export type WatchEventType = 'put' | 'delete' | 'expire' | 'touch';

export interface WatchOptions {
  /**
   * Goes on after what an earlier watch of the same target has handed out: its `cursor`, also of another process. Give the same
   * `initial` again: it decides how partitions begin of which the cursor knows nothing yet.
   */
  readonly cursor?: string | undefined;
  /** Begin with the records that are there, as `entry` items. Default: with the next event. */
  readonly initial?: boolean | undefined;
  /** Kinds of events that are left out. */
  readonly without?: readonly WatchEventType[] | undefined;
  /** Items without their values, which are not sent either. */
  readonly keysOnly?: boolean | undefined;
  /**
   * What happens when events after the position are not kept any more. `throw`, the default: a {@link CompactedError}. `resync`:
   * a `compacted` item, and then those partitions once more from their records on.
   */
  readonly onCompacted?: 'throw' | 'resync' | undefined;
  /** Which replica serves it. Default `leader`; another one where that cannot. */
  readonly replica?: ReplicaChoice | undefined;
  /** Learns what was handed out: a read that carries it is never older than the last item. */
  readonly session?: Session | undefined;
  /** Ends the watch with an AbortError. */
  readonly signal?: AbortSignal | undefined;
}

/** Of the record right after the event, or of the one that is gone. */
interface Watched {
  readonly key: string;
  readonly keyBytes: Uint8Array;
  readonly partition: number;
  readonly version: number;
  readonly createRevision: number;
  readonly modRevision: number;
  /** Partition time in milliseconds; null means never. */
  readonly expiresAt: number | null;
}

/** A record that was there. */
export interface WatchEntry<T> extends Watched {
  readonly type: 'entry';
  readonly value: T;
  /** The partition's revision at which it was read. */
  readonly revision: number;
}

interface WatchedEvent extends Watched {
  /** The partition's revision that the event made: of one partition they rise. */
  readonly revision: number;
  /** The partition's clock then, in milliseconds since 1970. */
  readonly partitionTimeMs: number;
  /** The next item is of the same revision, which happened as one. */
  readonly more: boolean;
}

/** Written; `version` is 1 when it was created. */
export interface WatchPut<T> extends WatchedEvent {
  readonly type: 'put';
  readonly value: T;
}

/** Deleted (`expire`: because its time was over), or given another time to live (`touch`). */
export interface WatchChange extends WatchedEvent {
  readonly type: 'delete' | 'expire' | 'touch';
}

/** The watch has everything that was there when it caught up in all its partitions, and gets every further event as it happens. */
export interface WatchSynced {
  readonly type: 'synced';
}

/** Nothing happened up to here: a cursor taken now spares the way through what concerns other keys. */
export interface WatchProgress {
  readonly type: 'progress';
  readonly partitions: readonly {
    readonly partition: number;
    readonly revision: number;
    readonly partitionTimeMs: number;
  }[];
}

/**
 * With `onCompacted: 'resync'`: events of this partition are missing. Forget what is known of it: its records follow, and then
 * `synced` once more.
 */
export interface WatchCompacted {
  readonly type: 'compacted';
  readonly partition: number;
  /** The lowest revision after which events are kept. */
  readonly oldest: number;
}

/** Nobody serves these partitions at present; the watch tries until somebody does, and then goes on where it was. */
export interface WatchInterrupted {
  readonly type: 'interrupted';
  readonly partitions: readonly number[];
  readonly reason: string;
}

/** What was interrupted has caught up. Nothing is missing, and nothing came twice. */
export interface WatchResumed {
  readonly type: 'resumed';
  readonly partitions: readonly number[];
}

export type WatchNotice =
  | WatchSynced
  | WatchProgress
  | WatchCompacted
  | WatchInterrupted
  | WatchResumed;

export type WatchItem<T> = WatchEntry<T> | WatchPut<T> | WatchChange | WatchNotice;

/**
 * Items in the order in which their partitions have them; nothing is said of the order between partitions. To be read once, by
 * one loop, whose end closes it. It throws CompactedError, FuturePositionError, AbortError, ClosedError when the client is closed,
 * and what a server refused; whatever else goes wrong is tried again for ever.
 */
export interface Watch<T> extends AsyncIterable<WatchItem<T>>, AsyncDisposable {
  /**
   * What has been handed out by now, for `options.cursor` of a later watch. A revision of several events counts once its last one
   * was: a watch that goes on in the middle of it gets all of it again.
   */
  readonly cursor: string;

  /** The same by whole revisions: all events of one together, records by pages, everything else alone. */
  batches(): AsyncGenerator<readonly WatchItem<T>[], void, undefined>;

  /** Ends it, and the loop that reads it. */
  close(): Promise<void>;
}

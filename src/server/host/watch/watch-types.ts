import type { ChangeEvent, ChangeKind, RecordView } from '../../../storage/index.ts';

/** What a watch wants, in all its partitions. */
export interface WatchSpec {
  /** Of its stream. */
  readonly watchId: number;
  readonly target: WatchTarget;
  /** The present records come first, where no position is known. */
  readonly initial: boolean;
  readonly without: ReadonlySet<ChangeKind>;
  readonly keysOnly: boolean;
}

/** A key or a prefix, as text of one character a byte. */
export interface WatchTarget {
  readonly type: 'key' | 'prefix';
  readonly name: string;
}

/** What a watch has had of a partition. */
export interface WatchPosition {
  /** Every event up to it. */
  readonly revision: number;
  /** While the present records are under way: the highest key that was delivered. */
  readonly scannedTo: Uint8Array | null;
}

/** One event and the watches of one stream that it concerns. */
export interface MatchedEvent {
  readonly event: ChangeEvent;
  readonly watches: readonly WatchSpec[];
}

export type WatchEndReason =
  | 'compacted'
  | 'leaderless'
  | 'no_replica'
  | 'future_position'
  | 'node_stopping';

export interface PartitionProgress {
  readonly partition: number;
  readonly revision: number;
  readonly timeMs: number;
}

export type WatchMessage =
  | {
      readonly type: 'events';
      readonly partition: number;
      /** Everything up to it was told; nothing moves while `more` events of the last revision are to come. */
      readonly revision: number;
      readonly more: boolean;
      readonly events: readonly MatchedEvent[];
    }
  | {
      readonly type: 'records';
      readonly watch: WatchSpec;
      readonly partition: number;
      readonly revision: number;
      readonly records: readonly RecordView[];
      /** Null when these were the last. */
      readonly scannedTo: Uint8Array | null;
    }
  | {
      readonly type: 'synced';
      readonly watch: WatchSpec;
      readonly partition: number;
      readonly revision: number;
    }
  | { readonly type: 'progress'; readonly partitions: readonly PartitionProgress[] }
  | {
      readonly type: 'ended';
      readonly watch: WatchSpec;
      readonly partition: number;
      readonly reason: WatchEndReason;
      /** With `compacted`: the lowest revision that a position may have. */
      readonly oldest: number;
      readonly message: string;
    };

/** Where the messages of one stream go. */
export interface WatchSink {
  send(message: WatchMessage): void;
  /** It takes no more for now; {@link WatchStream.resume} says when it does again. */
  readonly blocked: boolean;
}

/** The watches of one stream, as its service sees them. */
export interface WatchStream {
  /** Without a position it begins with the present records, or with the next event. */
  create(partition: number, spec: WatchSpec, position: WatchPosition | null): void;
  /** Nothing more of it comes. */
  cancel(watchId: number): void;
  resume(): void;
  /** Sends a `progress` now. */
  ask(): void;
  close(): void;
}

/** All watches of a node. */
export interface Watches {
  /** The watches of one stream; `sink` gets their messages. */
  open(sink: WatchSink): WatchStream;
  /** As many go on as may. */
  readonly full: boolean;
}

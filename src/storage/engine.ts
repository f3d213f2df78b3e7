/**
 * An ordered, durable map of bytes: the part of LevelDB that the state machine needs (R42). Two versions exist, on
 * LevelDB and in memory, held to the same behaviour by `test/storage/engine-conformance.ts`.
 */
export interface Engine {
  /** The newest written value. Synchronous: it is on the path of every apply and read. */
  get(key: Uint8Array): Uint8Array | undefined;
  /**
   * All or nothing, and durable when `done` is called (R19). One batch may be in flight at a time, and nothing can be
   * written after one that failed: LevelDB would append it behind a torn record, acknowledge it, and lose it (R23).
   */
  write(batch: EngineBatch, done: (error: EngineError | null) => void): void;
  /** A frozen view of everything written so far. */
  snapshot(): EngineSnapshot;
  /** What the range takes on disk, roughly, with rows that were removed and are still there. */
  sizeOf(range: EngineRange, done: (error: EngineError | null, bytes: number) => void): void;
  /** Gives back what removed rows of the range take on disk, in the background. Changes no row. */
  compact(range: EngineRange, done: (error: EngineError | null) => void): void;
  /** What is under way ends first, with an error of kind `closed` where it cannot be done any more. */
  close(done: (error: EngineError | null) => void): void;
}

/**
 * The operations of one batch in their order; an array is one. An engine draws them once, over as many turns of the
 * event loop as it likes, so nothing that they are made of may change before the batch is written.
 */
export interface EngineBatch extends Iterable<EngineOp> {
  readonly length: number;
}

export interface EngineOp {
  readonly key: Uint8Array;
  /** null deletes. */
  readonly value: Uint8Array | null;
}

/** Keys k with from <= k, and k < to unless `to` is null. */
export interface EngineRange {
  readonly from: Uint8Array;
  readonly to: Uint8Array | null;
}

export interface IterateOptions {
  /** Values are left empty. */
  readonly keysOnly?: boolean;
  /** From the last row to the first. */
  readonly reverse?: boolean;
}

export interface EngineSnapshot {
  get(key: Uint8Array): Uint8Array | undefined;
  /** On an engine that was closed, the first `next` says so. */
  iterate(range: EngineRange, how?: IterateOptions): EngineIterator;
  /** Must follow every snapshot: an open one pins old data on disk. Iterators are closed before it. */
  close(): void;
}

export interface EngineRow {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

export interface EngineIterator {
  /** The next rows in the order of the iteration, at most `limit`; an empty list is the end. One call at a time. */
  next(limit: number, done: (error: EngineError | null, rows: readonly EngineRow[]) => void): void;
  close(): void;
}

/** Whether it is only that the engine was closed, by its owner: nothing is wrong with the disk. */
export function isClosed(error: unknown): boolean {
  return error instanceof EngineError && error.kind === 'closed';
}

export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: 'no_space' | 'corrupt' | 'locked' | 'io' | 'closed';

  constructor(kind: EngineError['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

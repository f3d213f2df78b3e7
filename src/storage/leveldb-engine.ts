import { Level } from 'level';
import { emptyBytes } from '../util/bytes.ts';
import {
  type Engine,
  type EngineBatch,
  EngineError,
  type EngineIterator,
  type EngineOp,
  type EngineRange,
  type EngineSnapshot,
  type IterateOptions,
} from './engine.ts';
import { ReopenableEngine } from './reopenable-engine.ts';

const MIB = 1024 * 1024;

export interface LevelEngineOptions {
  /** Uncompressed blocks kept in memory. */
  readonly cacheBytes: number;
  /** Memory table; two may exist. Larger ones stall writers less often. */
  readonly writeBufferBytes: number;
  /** What one `next` of an iterator may hold, whatever its limit of rows. */
  readonly iteratorBytes: number;
}

export const defaultLevelEngineOptions: LevelEngineOptions = {
  cacheBytes: 32 * MIB,
  writeBufferBytes: 16 * MIB,
  iteratorBytes: 1 * MIB,
};

/** What `level` has on Node.js; its types know only what browsers have as well. */
interface RangeCalls {
  approximateSize(start: Uint8Array, end: Uint8Array): Promise<number>;
  compactRange(start: Uint8Array, end: Uint8Array): Promise<void>;
}

/**
 * What goes into a batch in one turn of the event loop: a row costs 2 to 3 microseconds, and more bytes than this as
 * much again for copying them. A batch of all layers at once used to hold the loop for 20 ms per 10,000 rows.
 */
const sliceRows = 256;
const sliceBytes = 256 * 1024;

type Database = Level<Uint8Array, Uint8Array> & RangeCalls;
type ChainedBatch = ReturnType<Database['batch']>;
type Snapshot = ReturnType<Database['snapshot']>;

/**
 * Opens or creates the database in a directory. Rejects with {@link EngineError}: `locked` when another process has
 * it. This file is the edge: promises end here.
 */
export async function openLevelEngine(
  path: string,
  options: LevelEngineOptions = defaultLevelEngineOptions,
): Promise<Engine> {
  const database = new Level<Uint8Array, Uint8Array>(path, {
    keyEncoding: 'view',
    valueEncoding: 'view',
    cacheSize: options.cacheBytes,
    writeBufferSize: options.writeBufferBytes,
  }) as Database;
  try {
    await database.open();
  } catch (error) {
    throw engineError(error);
  }
  return new LevelEngine(database, options);
}

/** The same, to be closed and opened again after it ran out of space (R23). */
export async function openLevelDatabase(path: string): Promise<ReopenableEngine> {
  return new ReopenableEngine(await openLevelEngine(path), (done) => {
    openLevelEngine(path).then(
      (engine) => done(null, engine),
      (error: EngineError) => done(error, null),
    );
  });
}

class LevelEngine implements Engine {
  readonly #database: Database;
  readonly #options: LevelEngineOptions;
  /** The write that failed: its log may end in a torn record, and what is appended behind that is lost. */
  #failure: EngineError | null = null;
  #writing = false;
  /** Waits for the batch in flight, which may still be on its way into LevelDB. */
  #close: (() => void) | null = null;

  constructor(database: Database, options: LevelEngineOptions) {
    this.#database = database;
    this.#options = options;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    try {
      return this.#database.getSync(key);
    } catch (error) {
      throw engineError(error);
    }
  }

  write(batch: EngineBatch, done: (error: EngineError | null) => void): void {
    if (this.#failure !== null) {
      settle(Promise.reject(this.#failure), done);
      return;
    }
    this.#writing = true;
    settle(this.#handOver(batch), (error) => {
      this.#writing = false;
      this.#failure ??= error;
      const close = this.#close;
      this.#close = null;
      close?.();
      done(error);
    });
  }

  /** Nothing of the batch is seen by anybody, or survives, before its one write (R17, R18). */
  async #handOver(batch: EngineBatch): Promise<void> {
    // A chained batch copies keys and values straight into LevelDB's buffer; an array batch clones every operation.
    const chained = this.#database.batch();
    const operations = batch[Symbol.iterator]();
    while (addSlice(chained, operations)) await nextTurn();
    // `sync` belongs to LevelDB; the types of `level` only know what browsers have as well.
    const durable = { sync: true };
    await chained.write(durable);
  }

  snapshot(): EngineSnapshot {
    try {
      return new LevelSnapshot(this.#database, this.#database.snapshot(), this.#options);
    } catch (error) {
      throw engineError(error);
    }
  }

  sizeOf(range: EngineRange, done: (error: EngineError | null, bytes: number) => void): void {
    this.#database.approximateSize(range.from, endOf(range)).then(
      (bytes) => done(null, bytes),
      (error: unknown) => done(engineError(error), 0),
    );
  }

  /** A thread of the pool waits for it, and LevelDB does the work on its own: one at a time leaves the rest to others. */
  compact(range: EngineRange, done: (error: EngineError | null) => void): void {
    settle(this.#database.compactRange(range.from, endOf(range)), done);
  }

  close(done: (error: EngineError | null) => void): void {
    const close = (): void => settle(this.#database.close(), done);
    if (this.#writing) this.#close = close;
    else close();
  }
}

/** False when there was nothing more. */
function addSlice(chained: ChainedBatch, operations: Iterator<EngineOp>): boolean {
  let bytes = 0;
  for (let rows = 0; rows < sliceRows && bytes < sliceBytes; rows++) {
    const next = operations.next();
    if (next.done === true) return false;
    const { key, value } = next.value;
    bytes += key.length + (value?.length ?? 0);
    if (value === null) chained.del(key);
    else chained.put(key, value);
  }
  return true;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

class LevelSnapshot implements EngineSnapshot {
  readonly #database: Database;
  readonly #snapshot: Snapshot;
  readonly #options: LevelEngineOptions;

  constructor(database: Database, snapshot: Snapshot, options: LevelEngineOptions) {
    this.#database = database;
    this.#snapshot = snapshot;
    this.#options = options;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    try {
      return this.#database.getSync<Uint8Array, Uint8Array>(key, { snapshot: this.#snapshot });
    } catch (error) {
      throw engineError(error);
    }
  }

  iterate(range: EngineRange, how: IterateOptions = {}): EngineIterator {
    try {
      return this.#iterate(range, how);
    } catch (error) {
      return failedIterator(engineError(error));
    }
  }

  close(): void {
    settle(this.#snapshot.close(), ignore);
  }

  #iterate(
    range: EngineRange,
    { keysOnly = false, reverse = false }: IterateOptions,
  ): EngineIterator {
    // A scan reads what is read once: it must not push out of the cache what apply reads again and again.
    const options = {
      ...bounds(range),
      snapshot: this.#snapshot,
      fillCache: false,
      values: !keysOnly,
      reverse,
      highWaterMarkBytes: this.#options.iteratorBytes,
    };
    const iterator = this.#database.iterator<Uint8Array, Uint8Array>(options);
    return {
      next: (limit, done) => {
        iterator.nextv(limit).then(
          (rows) =>
            done(
              null,
              rows.map(([key, value]) => ({ key, value: keysOnly ? emptyBytes() : value })),
            ),
          (error: unknown) => done(engineError(error), []),
        );
      },
      close: () => {
        settle(iterator.close(), ignore);
      },
    };
  }
}

function failedIterator(error: EngineError): EngineIterator {
  return {
    next: (_limit, done) => {
      settle(Promise.reject(error), (failure) => done(failure, []));
    },
    close: () => {},
  };
}

/** Closing a read handle has nothing to tell: no row depends on it. */
function ignore(): void {}

function bounds(range: EngineRange): { gte: Uint8Array; lt?: Uint8Array } {
  return range.to === null ? { gte: range.from } : { gte: range.from, lt: range.to };
}

/** `approximateSize` and `compactRange` want an end; no key is as large as this one. */
function endOf(range: EngineRange): Uint8Array {
  return range.to ?? new Uint8Array(64).fill(0xff);
}

function settle(promise: Promise<void>, done: (error: EngineError | null) => void): void {
  promise.then(
    () => done(null),
    (error: unknown) => done(engineError(error)),
  );
}

/** LevelDB tells a full disk only in words; everything else has a code, sometimes of its cause. */
function engineError(error: unknown): EngineError {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error ? error.cause : undefined;
  const codes = [codeOf(error), codeOf(cause)];
  const words = cause instanceof Error ? `${message}: ${cause.message}` : message;
  return error instanceof EngineError ? error : new EngineError(kindOf(codes, words), words, error);
}

function kindOf(codes: readonly string[], words: string): EngineError['kind'] {
  if (/no space left|disk quota exceeded/i.test(words)) return 'no_space';
  if (codes.includes('LEVEL_LOCKED')) return 'locked';
  if (codes.includes('LEVEL_CORRUPTION') || /corruption/i.test(words)) return 'corrupt';
  if (codes.includes('LEVEL_IO_ERROR')) return 'io';
  return codes.some((code) => code.endsWith('_NOT_OPEN')) ? 'closed' : 'io';
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

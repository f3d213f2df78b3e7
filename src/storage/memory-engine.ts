import { assert } from '../util/assert.ts';
import { emptyBytes } from '../util/bytes.ts';
import {
  type Engine,
  type EngineBatch,
  EngineError,
  type EngineIterator,
  type EngineRange,
  type EngineRow,
  type EngineSnapshot,
  type IterateOptions,
} from './engine.ts';
import { bytesOf, text } from './row-keys.ts';

/** Rows in key order, shared by snapshots until the next change. */
interface Table {
  readonly rows: Map<string, Uint8Array>;
  /** Ascending; null after a change of the keys. */
  keys: readonly string[] | null;
  shared: boolean;
}

interface Task {
  readonly run: () => void;
  /** What a crash may leave of it, in the engine that is opened next. */
  readonly survive: (next: MemoryEngine) => void;
}

/** Whether a crash leaves an effect that is not known to be durable. */
type Keep = (what: string) => boolean;

/**
 * An engine in memory that models a crash. Nothing happens by itself: every completion waits in a queue until the
 * owner pumps it, so a test or the simulator decides the order of events.
 *
 *   write ──▶ [ waiting ] ──pump──▶ visible and durable, done called
 *                  └─────crash────▶ forgotten (or kept, unacknowledged), done never called
 */
export class MemoryEngine implements Engine {
  #table: Table = { rows: new Map(), keys: null, shared: false };
  #tasks: Task[] = [];
  /** A device that several engines in turn are on: an engine that was reopened finds it as full as it was. */
  readonly #device: { full: boolean };
  #failure: EngineError | null = null;
  #writing = false;
  #closed = false;
  #openHandles = 0;
  #failures: { readonly error: EngineError; readonly kept: boolean }[] = [];

  constructor(device = { full: false }) {
    this.#device = device;
  }

  /** While it is, every write fails, and the engine cannot be opened. */
  get full(): boolean {
    return this.#device.full;
  }

  set full(full: boolean) {
    this.#device.full = full;
  }

  /** Completions that wait. */
  get pending(): number {
    return this.#tasks.length;
  }

  /** Snapshots and iterators that were not closed. */
  get openHandles(): number {
    return this.#openHandles;
  }

  /** Runs the completion that waits longest, or the one at `place`. False when there is none. */
  pump(place = 0): boolean {
    const [task] = this.#tasks.splice(place, 1);
    task?.run();
    return task !== undefined;
  }

  pumpAll(): void {
    while (this.pump()) {}
  }

  /**
   * The process dies: returns the engine that the next one opens. `keep` tells whether unacknowledged work reached the
   * disk, all of it or piece by piece.
   */
  crash(keep: boolean | Keep = false): MemoryEngine {
    const next = this.aftermath(keep);
    this.#tasks = [];
    this.#closed = true;
    return next;
  }

  /** The same process opens again what it has closed. Who still holds something of the old engine hears so. */
  reopen(): MemoryEngine {
    assert(this.#closed, 'an engine that is open is opened');
    if (this.full) throw new EngineError('no_space', 'no space left to open it');
    const next = this.#successor();
    next.#tasks = this.#tasks;
    return next;
  }

  /** What {@link crash} would return, while this one goes on. */
  aftermath(keep: boolean | Keep = false): MemoryEngine {
    const next = this.#successor();
    const isKept = typeof keep === 'boolean' ? () => keep : keep;
    for (const task of this.#tasks) if (isKept('waiting work')) task.survive(next);
    return next;
  }

  #successor(): MemoryEngine {
    const next = new MemoryEngine(this.#device);
    next.#table = { rows: new Map(this.#table.rows), keys: null, shared: false };
    return next;
  }

  /** The next write fails. Its batch is lost, or `kept` on the disk all the same: a failure does not tell which. */
  failNextWrite(error: EngineError, kept = false): void {
    this.#failures.push({ error, kept });
  }

  /** Of the rows on the disk, ascending. */
  keys(): readonly Uint8Array[] {
    return [...this.#table.rows.keys()].sort().map((name) => bytesOf(name));
  }

  /** Flips one bit of a stored value. */
  corrupt(key: Uint8Array, offset: number): void {
    const name = text(key);
    const value = this.#table.rows.get(name);
    assert(value !== undefined && offset < value.length, () => `no byte ${offset} to corrupt`);
    const damaged = value.slice();
    damaged[offset] = (damaged[offset] ?? 0) ^ 1;
    this.#own().rows.set(name, damaged);
  }

  /** A row is gone, as if LevelDB had lost the file that it was in. */
  lose(key: Uint8Array): void {
    const table = this.#own();
    assert(table.rows.delete(text(key)), () => 'no row to lose');
    table.keys = null;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    this.#assertOpen();
    return this.#table.rows.get(text(key));
  }

  write(batch: EngineBatch, done: (error: EngineError | null) => void): void {
    assert(!this.#writing, 'a batch is in flight');
    if (this.#refused(done)) return;
    this.#writing = true;
    const operations = batch[Symbol.iterator]();
    // As LevelDB, which takes some now and some later: whoever changes a batch meanwhile is found out.
    const taken: { readonly name: string; readonly value: Uint8Array | null }[] = [];
    let next = operations.next();
    const sticky =
      this.#failure ?? (this.full ? new EngineError('no_space', 'no space left') : null);
    const failure = sticky === null ? this.#failures.shift() : { error: sticky, kept: false };
    const survive = (engine: MemoryEngine): void => {
      for (; next.done !== true; next = operations.next()) {
        const { key, value } = next.value;
        taken.push({ name: text(key), value: value === null ? null : Uint8Array.from(value) });
      }
      for (const { name, value } of taken) engine.#set(name, value);
    };
    const reachesDisk = failure === undefined || failure.kept;
    const run = (): void => {
      this.#writing = false;
      this.#failure ??= failure?.error ?? null;
      if (reachesDisk) survive(this);
      done(failure?.error ?? null);
    };
    this.#tasks.push({ run, survive: reachesDisk ? survive : () => {} });
  }

  snapshot(): EngineSnapshot {
    this.#assertOpen();
    const table = this.#table;
    table.shared = true;
    this.#openHandles++;
    let open = true;
    const assertOpen = (): void => assert(open, 'the snapshot is closed');
    return {
      get: (key) => {
        assertOpen();
        this.#assertOpen();
        return table.rows.get(text(key));
      },
      iterate: (range, how = {}) => {
        assertOpen();
        return this.#iterate(table, range, how);
      },
      close: () => {
        assertOpen();
        open = false;
        this.#openHandles--;
      },
    };
  }

  /** What was removed takes no space here: the rows alone. */
  sizeOf(range: EngineRange, done: (error: EngineError | null, bytes: number) => void): void {
    if (this.#refused((error) => done(error, 0))) return;
    let bytes = 0;
    for (const name of namesIn(this.#table, range)) {
      bytes += name.length + (this.#table.rows.get(name)?.length ?? 0);
    }
    this.#tasks.push({ run: () => done(null, bytes), survive: () => {} });
  }

  compact(_range: EngineRange, done: (error: EngineError | null) => void): void {
    if (this.#refused(done)) return;
    this.#tasks.push({ run: () => done(null), survive: () => {} });
  }

  close(done: (error: EngineError | null) => void): void {
    this.#closed = true;
    this.#tasks.push({ run: () => done(null), survive: () => {} });
  }

  #iterate(
    table: Table,
    range: EngineRange,
    { keysOnly = false, reverse = false }: IterateOptions,
  ): EngineIterator {
    const names = namesIn(table, range);
    if (reverse) names.reverse();
    let position = 0;
    let open = true;
    this.#openHandles++;
    return {
      next: (limit, done) => {
        assert(open, 'the iterator is closed');
        const run = (): void => {
          if (this.#closed) {
            done(closedError(), []);
            return;
          }
          const rows: EngineRow[] = [];
          for (const name of names.slice(position, position + limit)) {
            const value = table.rows.get(name);
            if (value === undefined) continue;
            rows.push({ key: bytesOf(name), value: keysOnly ? emptyBytes() : value });
          }
          position += rows.length;
          done(null, rows);
        };
        this.#tasks.push({ run, survive: () => {} });
      },
      close: () => {
        assert(open, 'the iterator is closed');
        open = false;
        this.#openHandles--;
      },
    };
  }

  #set(name: string, value: Uint8Array | null): void {
    const table = this.#own();
    const known = table.rows.has(name);
    if (value === null) table.rows.delete(name);
    else table.rows.set(name, value);
    if (known !== (value !== null)) table.keys = null;
  }

  /** The table, copied first when a snapshot holds it. */
  #own(): Table {
    if (this.#table.shared) {
      const { rows, keys } = this.#table;
      this.#table = { rows: new Map(rows), keys, shared: false };
    }
    return this.#table;
  }

  #refused(done: (error: EngineError | null) => void): boolean {
    if (this.#closed) this.#tasks.push({ run: () => done(closedError()), survive: () => {} });
    return this.#closed;
  }

  #assertOpen(): void {
    if (this.#closed) throw closedError();
  }
}

function closedError(): EngineError {
  return new EngineError('closed', 'the engine is closed');
}

function namesIn(table: Table, range: EngineRange): string[] {
  table.keys ??= [...table.rows.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const from = text(range.from);
  const to = range.to === null ? null : text(range.to);
  return table.keys.filter((name) => name >= from && (to === null || name < to));
}

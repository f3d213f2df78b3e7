import { type ConfState, type Entry, entryKind, type SnapshotMeta } from '../../src/raft/index.ts';
import type {
  Command,
  CommandBody,
  CommandResult,
  Comparison,
  DueKey,
  Expectation,
  RecordView,
  Relation,
  TxnOperation,
} from '../../src/storage/command.ts';
import { encodeCommandBatch } from '../../src/storage/command-codec.ts';
import type { CountPage, CountRequest } from '../../src/storage/count.ts';
import type { EngineError } from '../../src/storage/engine.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import type { Partition } from '../../src/storage/partition.ts';
import { ReopenableEngine } from '../../src/storage/reopenable-engine.ts';
import type { ScanPage, ScanRequest } from '../../src/storage/scan.ts';
import type { SnapshotSink } from '../../src/storage/snapshot-sink.ts';
import type { SnapshotSource } from '../../src/storage/snapshot-source.ts';
import { Store } from '../../src/storage/store.ts';
import type { StoreOptions } from '../../src/storage/store-options.ts';
import { present } from '../../src/util/assert.ts';
import { emptyBytes, fromUtf8, utf8 } from '../../src/util/bytes.ts';

export const conf: ConfState = {
  index: 0,
  voters: [1, 2, 3],
  outgoing: [],
  learners: [],
  learnersNext: [],
  autoLeave: false,
};

export const smallOptions: StoreOptions = {
  flushIntervalMs: 50,
  overlayLayerBytes: 4_000,
  overlayBytes: 20_000,
  snapshotChunkBytes: 300,
  cachedRowBytes: 2_000,
  cachedSessions: 1,
  cachedSessionBytes: 4_000,
  historyMs: 60_000,
  historyBytes: 6_400,
  historyBlockBytes: 400,
};

/** What damages rows of the engine wants them read from there. */
export const uncached: StoreOptions = { ...smallOptions, cachedRowBytes: 0 };

/** One node's store on an engine in memory, with everything it reported. */
export class TestNode {
  readonly options: StoreOptions;
  engine: MemoryEngine;
  /** What the store has of it. */
  database!: ReopenableEngine;
  store: Store;
  readonly flushed = new Map<number, number>();
  readonly fatal: Error[] = [];
  readonly outOfSpace: Error[] = [];

  constructor(engine = new MemoryEngine(), options = smallOptions) {
    this.options = options;
    this.engine = engine;
    this.store = this.#open();
  }

  #open(): Store {
    let opened: Store | null = null;
    let failure: Error | null = null;
    const hooks = {
      flushed: (groups: readonly { group: number; index: number }[]) => {
        for (const { group, index } of groups) this.flushed.set(group, index);
      },
      fatal: (error: Error) => this.fatal.push(error),
      outOfSpace: (error: Error) => this.outOfSpace.push(error),
    };
    this.database = new ReopenableEngine(this.engine, (done) => {
      try {
        this.engine = this.engine.reopen();
        done(null, this.engine);
      } catch (error) {
        done(error as EngineError, null);
      }
    });
    Store.open(this.database, this.options, hooks, (error, store) => {
      failure = error;
      opened = store;
    });
    this.engine.pumpAll();
    if (failure !== null) throw failure as Error;
    return present(opened as Store | null, 'store');
  }

  /** Partition 1, made when it is not there. */
  get partition(): Partition {
    return this.store.hasPartition(1)
      ? this.store.partition(1)
      : this.store.createPartition(1, conf);
  }

  flush(): void {
    this.store.flushNow();
    this.engine.pumpAll();
  }

  /** What follows when it ran out of space: closed, opened, flushed again (R23). */
  reopen(): void {
    this.store.suspend();
    this.database.reopen((error) => {
      if (error === null) this.store.resumeFlush();
    });
    this.engine.pumpAll();
  }

  crash(keepWaiting = false): void {
    this.engine = this.engine.crash(keepWaiting);
    this.flushed.clear();
    this.store = this.#open();
  }

  scan(request: Partial<ScanRequest> = {}): ScanPage {
    return this.wait((done) =>
      this.partition.scan(
        { prefix: emptyBytes(), after: null, limit: 1_000, keysOnly: false, ...request },
        done,
      ),
    );
  }

  count(request: Partial<CountRequest> = {}): CountPage {
    const everything = { prefix: emptyBytes(), after: null, maxRecords: 1_000, maxBytes: 2 ** 30 };
    return this.wait((done) =>
      this.partition.count({ ...everything, dueBy: 0, maxDue: 10, ...request }, done),
    );
  }

  collectDue(stampMs: number, maxKeys = 1_000): readonly DueKey[] {
    return this.wait((done) => this.partition.collectDue(stampMs, maxKeys, done));
  }

  wait<T>(start: (done: (error: Error | null, value: T) => void) => void): T {
    let answer: { error: Error | null; value: T } | null = null;
    start((error, value) => {
      answer = { error, value };
    });
    this.engine.pumpAll();
    const { error, value } = present(
      answer as { error: Error | null; value: T } | null,
      'completion',
    );
    if (error !== null) throw error;
    return value;
  }
}

export const client = (n: number): Uint8Array => new Uint8Array(16).fill(n);

export function command(body: CommandBody): Command {
  return { clientId: emptyBytes(), sequence: 0, floor: 0, body };
}

/** The command under the name that its business gave it. */
export function named(name: string, item: Command | CommandBody): Command {
  const plain = 'body' in item ? item : command(item);
  return { ...plain, idempotencyKey: utf8(name) };
}

export function as(
  clientId: Uint8Array,
  sequence: number,
  floor: number,
  body: CommandBody,
): Command {
  return { clientId, sequence, floor, body };
}

const any: Expectation = { type: 'any' };

export const put = (
  key: string,
  value: string,
  ttlMs = 0,
  expect: Expectation = any,
): CommandBody => ({
  kind: 'put',
  key: utf8(key),
  value: utf8(value),
  ttlMs,
  expect,
});
export const del = (key: string, expect: Expectation = any): CommandBody => ({
  kind: 'delete',
  key: utf8(key),
  expect,
});
export const incr = (
  key: string,
  delta: number,
  bounds: { min?: number; max?: number; ttlMs?: number } = {},
): CommandBody => ({
  kind: 'increment',
  key: utf8(key),
  delta,
  min: bounds.min ?? null,
  max: bounds.max ?? null,
  ttlMs: bounds.ttlMs ?? 0,
});
export const touch = (key: string, ttlMs: number): CommandBody => ({
  kind: 'touch',
  key: utf8(key),
  ttlMs,
});
/** Operations may come as plain commands; what cannot be one is refused. */
export const txn = (
  compare: readonly Comparison[],
  success: readonly (TxnOperation | CommandBody)[],
  failure: readonly (TxnOperation | CommandBody)[] = [],
): CommandBody => ({
  kind: 'txn',
  compare,
  success: success.map(operationOf),
  failure: failure.map(operationOf),
});
function operationOf(item: TxnOperation | CommandBody): TxnOperation {
  if ('key' in item) return item;
  if (item.kind === 'deleteRange') return { kind: 'deleteRange', prefix: item.prefix };
  throw new Error(`${item.kind} is no operation of a transaction`);
}
export const read = (key: string): TxnOperation => ({ kind: 'get', key: utf8(key) });
export const compareTo = (
  key: string,
  target: 'version' | 'modRevision',
  relation: Relation,
  number: number,
): Comparison => ({ target, key: utf8(key), relation, number });
export const valueIs = (key: string, relation: Relation, value: string): Comparison => ({
  target: 'value',
  key: utf8(key),
  relation,
  value: utf8(value),
});
export const existence = (key: string, exists: boolean): Comparison => ({
  target: 'exists',
  key: utf8(key),
  exists,
});
export const timeIs = (relation: Relation, number: number): Comparison => ({
  target: 'time',
  relation,
  number,
});

export const expire = (...keys: [string, number][]): CommandBody => ({
  kind: 'expire',
  keys: keys.map(([key, expiresAt]) => ({ key: utf8(key), expiresAt })),
});
export const open = (clientId: Uint8Array, windowMs = 10_000): Command =>
  as(clientId, 0, 0, { kind: 'open', windowMs });
export const resolve = (clientId: Uint8Array, sequence: number, floor = 1): Command =>
  as(clientId, 0, floor, { kind: 'resolve', sequence });

export function entryOf(
  index: number,
  stampMs: number,
  commands: readonly (Command | CommandBody)[],
): Entry {
  const full = commands.map((item) => ('body' in item ? item : command(item)));
  return {
    index,
    term: 1,
    kind: entryKind.command,
    data: encodeCommandBatch({ stampMs, commands: full }),
  };
}

/** Applies one entry right after the last. */
export function apply(
  node: TestNode,
  stampMs: number,
  ...commands: (Command | CommandBody)[]
): readonly CommandResult[] {
  return applyEntry(node, entryOf(node.partition.appliedIndex + 1, stampMs, commands));
}

/** As the host does: a ranged entry is read for first (R32). */
export function applyEntry(node: TestNode, entry: Entry): readonly CommandResult[] {
  const { partition } = node;
  const heard: (Error | null)[] = [];
  if (!partition.prepare(entry, (error) => heard.push(error))) {
    node.engine.pumpAll();
    const [error] = heard;
    if (error !== null) throw error ?? new Error('the ranges were not read');
  }
  return partition.apply(entry);
}

export function one(node: TestNode, stampMs: number, item: Command | CommandBody): CommandResult {
  return present(apply(node, stampMs, item)[0], 'result');
}

export const keysOf = (entries: readonly RecordView[]): string[] =>
  entries.map((record) => fromUtf8(record.key));
export const pairsOf = (entries: readonly RecordView[]): string[] =>
  entries.map((record) => `${fromUtf8(record.key)}=${fromUtf8(record.value)}`);
export const textOf = (node: TestNode, key: string): string | null => {
  const record = node.partition.get(utf8(key));
  return record === null ? null : fromUtf8(record.value);
};

/** All chunks of a source, closing it. */
export function chunksOf(node: TestNode, source: SnapshotSource): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  while (true) {
    const chunk = node.wait<Uint8Array | null>((done) => source.next(done));
    if (chunk === null) break;
    chunks.push(chunk);
  }
  source.close();
  return chunks;
}

export function install(node: TestNode, meta: SnapshotMeta, chunks: readonly Uint8Array[]): void {
  const sink: SnapshotSink = node.store.beginInstall(1, meta);
  for (const chunk of chunks) {
    node.wait<void>((done) => sink.write(chunk, (error) => done(error, undefined)));
  }
  node.wait<void>((done) => sink.finish((error) => done(error, undefined)));
}

import { mkdirSync } from 'node:fs';
import type { ConfState } from '../../../src/raft/index.ts';
import { entryKind } from '../../../src/raft/types.ts';
import {
  type Command,
  type Engine,
  encodeCommandBatch,
  expectAny,
  openLevelDatabase,
  type Partition,
  Store,
  type StoreOptions,
} from '../../../src/storage/index.ts';
import { emptyBytes, utf8 } from '../../../src/util/bytes.ts';

export const conf: ConfState = {
  index: 0,
  voters: [1, 2, 3],
  outgoing: [],
  learners: [],
  learnersNext: [],
  autoLeave: false,
};

/** As many as a cluster has by default. */
const PARTITIONS = 16;
/** Commands of one entry while the store is filled. */
const FILL_COMMANDS = 256;
const PARTITION_TIME_MS = 1_000;

export interface StoreSize {
  readonly keys: number;
  readonly valueBytes: number;
  readonly options: StoreOptions;
}

/** A node's state machines on LevelDB with a given number of keys, driven entry by entry. */
export class LoadedStore {
  readonly store: Store;
  readonly keys: number;
  readonly options: StoreOptions;
  readonly #engine: HoldingEngine;
  readonly #value: Uint8Array;
  #now = 0;

  private constructor(store: Store, engine: HoldingEngine, size: StoreSize) {
    this.store = store;
    this.#engine = engine;
    this.keys = size.keys;
    this.options = size.options;
    this.#value = new Uint8Array(size.valueBytes).fill(120);
  }

  static async open(directory: string, size: StoreSize): Promise<LoadedStore> {
    const { keys, options } = size;
    mkdirSync(directory, { recursive: true });
    const engine = new HoldingEngine(await openLevelDatabase(directory));
    const store = await new Promise<Store>((resolve, reject) => {
      const hooks = { flushed: () => {}, fatal: reject, outOfSpace: reject };
      Store.open(engine, options, hooks, (error, opened) => {
        if (opened === null) reject(error ?? new Error('the store did not open'));
        else resolve(opened);
      });
    });
    const loaded = new LoadedStore(store, engine, size);
    for (let group = 1; group <= PARTITIONS; group++) store.createPartition(group, conf);
    for (let first = 0; first < keys; first += FILL_COMMANDS) {
      loaded.put(1 + ((first / FILL_COMMANDS) % PARTITIONS), first, FILL_COMMANDS);
      if (store.overfull) await loaded.flushed();
    }
    await loaded.flushed();
    return loaded;
  }

  partition(group: number): Partition {
    return this.store.partition(group);
  }

  /** One entry of puts on neighbouring keys. */
  put(group: number, firstKey: number, count: number): void {
    this.#apply(
      group,
      Array.from({ length: count }, (_, i) => this.#putCommand(firstKey + i)),
    );
  }

  /** One entry that opens exactly-once identities and one with a write under each; all of it waits for the next seal. */
  openClients(group: number, clients: number, writesEach: number): void {
    const ids = Array.from({ length: clients }, (_, i) =>
      utf8(`${group}-${i}`.padEnd(16, '-').slice(0, 16)),
    );
    const windowMs = 600_000;
    this.#apply(
      group,
      ids.map((clientId) => ({
        clientId,
        sequence: 0,
        floor: 0,
        body: { kind: 'open', windowMs },
      })),
    );
    for (let sequence = 1; sequence <= writesEach; sequence++) {
      this.#apply(
        group,
        ids.map((clientId, i) => ({ ...this.#putCommand(i), clientId, sequence, floor: 1 })),
      );
    }
  }

  /** As the host does at the end of each turn, with all the time in the world between two. */
  tick(): void {
    this.#now += 1_000;
    this.store.tick(this.#now);
  }

  flushed(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.store.flushNow((error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  /** From now on batches take for ever, until `release`. */
  hold(): void {
    this.#engine.hold();
  }

  release(): void {
    this.#engine.release();
  }

  async close(): Promise<void> {
    await this.flushed();
    await new Promise<void>((resolve) => this.#engine.close(() => resolve()));
  }

  #putCommand(key: number): Command {
    const body = {
      kind: 'put',
      key: utf8(`bench/key-${scattered(key)}`),
      value: this.#value,
      ttlMs: 0,
      expect: expectAny,
    } as const;
    return { clientId: emptyBytes(), sequence: 0, floor: 0, body };
  }

  #apply(group: number, commands: readonly Command[]): void {
    const partition = this.partition(group);
    partition.apply({
      index: partition.appliedIndex + 1,
      term: 1,
      kind: entryKind.command,
      data: encodeCommandBatch({ stampMs: PARTITION_TIME_MS, commands }),
    });
  }
}

/** Neighbours in time are none in the order of keys: sorting them is work. A bijection below 2^32. */
function scattered(key: number): number {
  return Math.imul(key, 0x9e37_79b1) >>> 0;
}

/** An engine whose batches can be kept from beginning: a disk that stalls. */
class HoldingEngine implements Engine {
  readonly #engine: Engine;
  #held: (() => void) | null = null;
  #holding = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  hold(): void {
    this.#holding = true;
  }

  release(): void {
    this.#holding = false;
    const held = this.#held;
    this.#held = null;
    held?.();
  }

  get(key: Uint8Array): Uint8Array | undefined {
    return this.#engine.get(key);
  }

  write(...batch: Parameters<Engine['write']>): void {
    if (this.#holding) this.#held = () => this.#engine.write(...batch);
    else this.#engine.write(...batch);
  }

  snapshot(): ReturnType<Engine['snapshot']> {
    return this.#engine.snapshot();
  }

  sizeOf(...range: Parameters<Engine['sizeOf']>): void {
    this.#engine.sizeOf(...range);
  }

  compact(...range: Parameters<Engine['compact']>): void {
    this.#engine.compact(...range);
  }

  close(...done: Parameters<Engine['close']>): void {
    this.#engine.close(...done);
  }
}

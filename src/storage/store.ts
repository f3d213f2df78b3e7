import type { ConfState, SnapshotMeta } from '../raft/types.ts';
import { assert, present } from '../util/assert.ts';
import { noPlantedBugs, type PlantedBugs } from '../util/planted-bugs.ts';
import { Compactor } from './compactor.ts';
import { type Engine, type EngineError, isClosed } from './engine.ts';
import { EngineWriter } from './engine-writer.ts';
import { type FlushedGroup, Flusher } from './flusher.ts';
import { Generations } from './generations.ts';
import { loadGenerations } from './generations-loader.ts';
import { NodeRows } from './node-rows.ts';
import { Partition, type PartitionHost } from './partition.ts';
import { appliedIndexOf, loadPartition } from './partition-loader.ts';
import type { RowSpace } from './row-keys.ts';
import { RowStore } from './row-store.ts';
import { InstallingSink, type SnapshotSink } from './snapshot-sink.ts';
import { isDamage } from './storage-errors.ts';
import type { StoreHooks, StoreOptions } from './store-options.ts';
import { Sweeper } from './sweeper.ts';

type Done = (error: Error | null) => void;

export interface SetAside {
  readonly generation: number;
  /** With the log above that its rows are whole; null when its state cannot be read. */
  readonly appliedIndex: number | null;
}

/** The state machines of one node, over one engine. Nothing here waits, and nothing here knows the time but `tick`. */
export class Store implements PartitionHost {
  readonly rows: RowStore;
  readonly cachedSessions: number;
  readonly cachedSessionBytes: number;
  readonly historyMs: number;
  readonly historyBytes: number;
  readonly historyBlockBytes: number;
  readonly snapshotChunkBytes: number;
  readonly planted: PlantedBugs;
  readonly #options: StoreOptions;
  readonly #hooks: StoreHooks;
  readonly #writer: EngineWriter;
  readonly #generations: Generations;
  readonly #flusher: Flusher;
  readonly #compactor: Compactor;
  readonly #sweeper: Sweeper;
  readonly #nodeRows: NodeRows;
  readonly #partitions = new Map<number, Partition>();
  readonly #flushedIndexes = new Map<number, number>();
  readonly #installs = new Map<number, SnapshotSink>();
  /** Groups that did not load, and why; by the groups of the node. */
  readonly #damaged = new Map<number, string>();
  /** How far the generations that are set aside are known to be durable. */
  readonly #asideIndexes = new Map<number, number>();
  #suspended = false;
  /** Loads that the closing of the database cut off. */
  #interrupted: (() => void)[] = [];

  private constructor(engine: Engine, options: StoreOptions, hooks: StoreHooks) {
    this.rows = new RowStore(engine, options.cachedRowBytes);
    this.cachedSessions = options.cachedSessions;
    this.cachedSessionBytes = options.cachedSessionBytes;
    this.historyMs = options.historyMs;
    this.historyBytes = options.historyBytes;
    this.historyBlockBytes = options.historyBlockBytes;
    this.snapshotChunkBytes = options.snapshotChunkBytes;
    this.planted = options.planted ?? noPlantedBugs;
    this.#options = options;
    this.#hooks = hooks;
    this.#writer = new EngineWriter(this.rows, (error) => this.#engineFailed(error));
    this.#generations = new Generations(this.rows);
    const parts = { rows: this.rows, writer: this.#writer, generations: this.#generations };
    this.#flusher = new Flusher(parts, options, (groups, pointers) =>
      this.#flushed(groups, pointers),
    );
    this.#compactor = new Compactor(this.rows, this.#writer);
    this.#sweeper = new Sweeper(parts, this.#compactor, (error) => {
      this.#writer.fail(error);
      this.#engineFailed(error);
    });
    this.#nodeRows = new NodeRows(this.rows);
  }

  /**
   * Loads every partition, then sweeps what earlier runs left. A damaged one is left out, see {@link Store.damageOf}.
   * `done` gets CorruptionError when the rows that name the partitions are damaged, and EngineError.
   */
  static open(
    engine: Engine,
    options: StoreOptions,
    hooks: StoreHooks,
    done: (error: Error | null, store: Store | null) => void,
  ): void {
    const store = new Store(engine, options, hooks);
    store.#load((error) => {
      if (error !== null) return done(error, null);
      store.sweepDead();
      done(null, store);
    });
  }

  hasPartition(group: number): boolean {
    return this.#partitions.has(group);
  }

  /** Fetch it again after a snapshot was installed: the object before is retired then. */
  partition(group: number): Partition {
    return present(this.#partitions.get(group), `partition of group ${group}`);
  }

  /** Ascending. */
  get groups(): readonly number[] {
    return [...this.#partitions.keys()].sort((a, b) => a - b);
  }

  /** An empty partition at index 0. Durable with the next flush; after a crash before it, create it again. */
  createPartition(group: number, conf: ConfState): Partition {
    assert(!this.#partitions.has(group), () => `group ${group} exists`);
    const generation = this.#generations.create(group);
    const partition = new Partition(this, {
      group,
      generation,
      state: {
        appliedIndex: 0,
        appliedTerm: 0,
        revision: 0,
        clockMs: 0,
        conf,
        recordHash: 0,
        sessionHash: 0,
        idempotencyHash: 0,
      },
      nextExpiryMs: Number.POSITIVE_INFINITY,
    });
    this.#partitions.set(group, partition);
    this.touched(partition);
    return partition;
  }

  /**
   * What the group's rows say cannot be trusted (R20, R24): they are set aside, as far as they are durable, and an empty
   * partition stands in their place, which nobody may serve until a snapshot is installed. Gives up an installation that
   * has not begun to switch.
   */
  replaceDamaged(group: number, conf: ConfState): Partition {
    this.#installs.get(group)?.abort();
    this.#partitions.get(group)?.retire();
    this.#partitions.delete(group);
    if (this.setAside(group) === null) this.#asideIndexes.set(group, this.flushedIndex(group));
    this.#flushedIndexes.delete(group);
    return this.createPartition(group, conf);
  }

  /** The generation of the group that is kept until another one holds all of it, or null. */
  setAside(group: number): SetAside | null {
    const { aside } = this.#generations.of(group);
    if (aside === 0) return null;
    return { generation: aside, appliedIndex: this.#asideIndexes.get(group) ?? null };
  }

  /**
   * Every replica has lost its state, and an empty database is put in the place of this one: nothing is set aside in that,
   * and an installation that has begun would end there without its first rows.
   */
  beginAnew(): void {
    for (const sink of this.#installs.values()) sink.abort();
    for (const group of this.#generations.groups) {
      if (this.#partitions.get(group)?.alive === true) this.#generations.clearAside(group);
      else this.#generations.drop(group);
    }
  }

  /** Why the group's rows could not be loaded, or null. */
  damageOf(group: number): string | null {
    return this.#damaged.get(group) ?? null;
  }

  /** Only on a committed tombstone (R9). Its rows go once the drop is durable. */
  dropPartition(group: number): void {
    this.#installs.get(group)?.abort();
    this.#partitions.get(group)?.retire();
    this.#partitions.delete(group);
    this.#flushedIndexes.delete(group);
    this.#generations.drop(group);
  }

  /** Seals and flushes what is old or large enough. `now` is any clock that never goes back, in milliseconds. */
  tick(now: number): void {
    this.#flusher.tick(now);
  }

  /** `done` when all that was applied, created or put before this call is durable. */
  flushNow(done: Done = () => {}): void {
    this.#flusher.flushNow(done);
  }

  /** Something waits for a flush. */
  get dirty(): boolean {
    return this.#flusher.dirty;
  }

  /** Proposals must be refused and apply must pause: the layers hold too much (R18), or nothing can be read. */
  get overfull(): boolean {
    return !this.hasRoom(1);
  }

  /** Whether the overlay holds less than a share of what it may, and LevelDB takes rows. */
  hasRoom(share: number): boolean {
    return !this.#suspended && this.rows.overlay.bytes < share * this.#options.overlayBytes;
  }

  /** False while the database is being reopened: nothing may be read or applied then. */
  get readable(): boolean {
    return !this.#suspended;
  }

  /** Entries of the group up to this index are durable in the engine; 0 for none. */
  flushedIndex(group: number): number {
    return this.#flushedIndexes.get(group) ?? 0;
  }

  get outOfSpace(): boolean {
    return this.#writer.outOfSpace;
  }

  /** The database is about to be closed. What is under way on it ends with `closed`, or is done again afterwards. */
  suspend(): void {
    assert(this.#writer.canResume, 'a database that is well is about to be closed');
    this.#suspended = true;
    this.rows.forgetCached();
  }

  /** After {@link StoreHooks.outOfSpace}: the database was reopened. The layers still hold all that is missing in it. */
  resumeFlush(): void {
    this.#suspended = false;
    this.#writer.resume();
    const interrupted = this.#interrupted;
    this.#interrupted = [];
    for (const load of interrupted) load();
    this.#flusher.resume();
    this.sweepDead();
    this.#compactor.run();
  }

  getNodeRow(name: string): Uint8Array | null {
    return this.#nodeRows.get(name);
  }

  putNodeRow(name: string, value: Uint8Array): void {
    this.#nodeRows.put(name, value);
  }

  /**
   * Receives a snapshot for a group that may or may not exist here. The group must apply nothing until it ended. An
   * installation that was under way for the group is given up.
   */
  beginInstall(group: number, meta: SnapshotMeta): SnapshotSink {
    this.#installs.get(group)?.abort();
    const generation = this.#generations.reserve(group);
    let reservation: { error: Error | null } | null = null;
    const waiting: Done[] = [];
    this.flushNow((error) => {
      reservation = { error };
      for (const done of waiting) done(error);
    });
    const sink = new InstallingSink(
      {
        reserved: (done) => {
          if (reservation === null) waiting.push(done);
          else done(reservation.error);
        },
        write: (build, done) => this.#writer.submit(build, done),
        switchOp: () => this.#generations.switchOp(group, generation),
        switched: (done) => this.#switched(group, generation, done),
        switchFailed: () => this.#generations.switchFailed(group, generation),
        abandoned: () => {
          this.#generations.abandoned(group, generation);
          if (this.#installs.get(group) === sink) this.#installs.delete(group);
          this.#sweeper.sweep([group]);
        },
      },
      group,
      generation,
      meta,
    );
    this.#installs.set(group, sink);
    return sink;
  }

  /** Removes rows of generations that nothing refers to, in the background (R21). */
  sweepDead(): void {
    const { groups } = this.#generations;
    this.#sweeper.sweep(groups.filter((group) => this.#generations.deadRanges(group).length > 0));
  }

  touched(partition: Partition): void {
    this.#flusher.touched(partition);
  }

  poisoned(error: Error): void {
    this.#writer.fail(error);
  }

  #flushed(groups: readonly FlushedGroup[], pointers: readonly number[]): void {
    for (const { group, index, removed } of groups) {
      const before = this.flushedIndex(group);
      assert(index >= before, () => `group ${group} flushed at ${index} after ${before}`);
      this.#flushedIndexes.set(group, index);
      this.#clearCaughtUp(group, index);
      const { records, changes } = this.partition(group);
      const giveBack = (space: RowSpace, bytes: number): void => {
        if (bytes > 0) this.#compactor.removed(group, space.range('', null), bytes);
      };
      giveBack(records.records, removed.records);
      giveBack(changes.spaces.blocks, removed.history);
    }
    if (pointers.length > 0) this.#sweeper.sweep(pointers);
    this.#hooks.flushed(groups);
  }

  /** Made from the log, from its first entry on, a state has come as far as the one that was set aside. */
  #clearCaughtUp(group: number, index: number): void {
    const aside = this.setAside(group);
    if (aside === null || index === 0 || index < (aside.appliedIndex ?? 0)) return;
    // Flushed behind a switch, the pointer would take it back; and a switch clears it as well.
    if (!this.#installs.has(group)) this.#generations.clearAside(group);
  }

  #switched(group: number, generation: number, done: Done): void {
    this.#generations.switched(group, generation);
    this.#installs.delete(group);
    this.#loadSwitched(group, generation, done);
  }

  #loadSwitched(group: number, generation: number, done: Done): void {
    loadPartition(this, group, generation, (error, partition) => {
      if (isClosed(error) && this.#suspended) {
        this.#interrupted.push(() => this.#loadSwitched(group, generation, done));
        return;
      }
      if (partition === null) {
        const failure = error ?? new Error(`group ${group} did not load`);
        // The old rows are dead and the new ones damaged: nothing is left of this partition but its log (R24).
        if (isDamage(failure)) this.#partitions.get(group)?.retire();
        else this.#hooks.fatal(failure);
        return done(failure);
      }
      // In one turn with the answer, so that nobody meets a retired partition.
      this.#adopt(partition);
      this.#sweeper.sweep([group]);
      done(null);
    });
  }

  #adopt(partition: Partition): void {
    this.#partitions.get(partition.group)?.retire();
    this.#partitions.set(partition.group, partition);
    this.#flushedIndexes.set(partition.group, partition.appliedIndex);
  }

  #engineFailed(error: EngineError): void {
    const hooks = this.#hooks;
    // By a node that stops: a sweep may still have had something to write.
    if (isClosed(error)) return;
    if (error.kind === 'no_space') hooks.outOfSpace(error);
    else if (error.kind === 'corrupt' && hooks.damaged !== undefined) hooks.damaged(error);
    else hooks.fatal(error);
  }

  #load(done: Done): void {
    loadGenerations(this.rows.engine, this.#generations, (error) => {
      if (error !== null) return done(error);
      const { groups } = this.#generations;
      const live = groups.filter((group) => this.#generations.of(group).live > 0);
      this.#loadPartitions(live, 0, done);
    });
  }

  #loadPartitions(groups: readonly number[], next: number, done: Done): void {
    const group = groups[next];
    if (group === undefined) {
      done(null);
      return;
    }
    const { live, aside } = this.#generations.of(group);
    loadPartition(this, group, live, (error, partition) => {
      if (partition !== null) this.#adopt(partition);
      else if (isDamage(error)) this.#damaged.set(group, error.message);
      else return done(error ?? new Error(`group ${group} did not load`));
      if (partition === null || aside > 0) {
        const index = appliedIndexOf(this.rows, group, aside > 0 ? aside : live);
        if (index !== null) this.#asideIndexes.set(group, index);
      }
      this.#loadPartitions(groups, next + 1, done);
    });
  }
}

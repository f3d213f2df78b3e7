import {
  type BootState,
  createGroup,
  type RaftConfig,
  type RaftGroup,
} from '../../src/raft/index.ts';
import { DatabaseRecovery } from '../../src/server/host/database-recovery.ts';
import { Host } from '../../src/server/host/host.ts';
import { type HostMetrics, noHostMetrics } from '../../src/server/host/host-metrics.ts';
import type { Net } from '../../src/server/host/net.ts';
import type { Identity } from '../../src/server/identity.ts';
import { MetaKeeper } from '../../src/server/meta-keeper.ts';
import { type Restored, RestoreError, restoreAside } from '../../src/storage/db-restore.ts';
import {
  type DurableItem,
  defaultStoreOptions,
  type EngineError,
  ReopenableEngine,
  recoverWal,
  Store,
  walDefaults,
} from '../../src/storage/index.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { present } from '../../src/util/assert.ts';
import type { Hash32 } from '../../src/util/hash.ts';
import type { SnapshotLimits } from '../../src/util/limits.ts';
import { silentLogger } from '../../src/util/logger.ts';
import { noPlantedBugs, type PlantedBugs } from '../../src/util/planted-bugs.ts';
import type { Random } from '../../src/util/random.ts';
import type { Latency } from '../schedule.ts';
import { Device } from './device.ts';
import type { MachineClock } from './machine-clock.ts';
import { ProcessClock } from './process-clock.ts';
import type { VirtualTime } from './time.ts';

/** Makes the core of a replica: with other knobs, or with watchers around it. */
export type MakeGroup = (config: RaftConfig, boot: BootState, group: number) => RaftGroup;

export interface NodeParts {
  readonly time: VirtualTime;
  readonly machine: MachineClock;
  readonly net: Net;
  readonly identity: Identity;
  readonly hash: Hash32;
  readonly random: Random;
  readonly seed: number;
}

/** What a node is started with. */
export interface NodeSettings {
  heartbeatMs: number;
  electionTimeoutMinMs: number;
  electionTimeoutMaxMs: number;
  segmentBytes: number;
  spareSegments: number;
  flushIntervalMs: number;
  overlayLayerBytes: number;
  overlayBytes: number;
  snapshotChunkBytes: number;
  snapshots: Partial<SnapshotLimits>;
  cachedSessions: number;
  historyMs: number;
  historyBytes: number;
  historyBlockBytes: number;
  /** Null for as small as the other cache: none at all, two halves that change places all the time, or all that there is. */
  cachedRowBytes: number | null;
  scrubIntervalMs: number;
  rewritePart: number;
  leaseMs: number;
  /** How it is started the next time; back to strict once it has started. */
  walRecovery: 'strict' | 'suspect';
  planted: PlantedBugs;
  createGroup: MakeGroup;
  metrics: HostMetrics;
}

export const defaultSettings: NodeSettings = {
  heartbeatMs: 100,
  electionTimeoutMinMs: 1_000,
  electionTimeoutMaxMs: 2_000,
  segmentBytes: 1 << 20,
  spareSegments: 0,
  flushIntervalMs: defaultStoreOptions.flushIntervalMs,
  overlayLayerBytes: defaultStoreOptions.overlayLayerBytes,
  overlayBytes: defaultStoreOptions.overlayBytes,
  snapshotChunkBytes: 4_096,
  snapshots: {},
  cachedSessions: defaultStoreOptions.cachedSessions,
  historyMs: defaultStoreOptions.historyMs,
  historyBytes: defaultStoreOptions.historyBytes,
  historyBlockBytes: defaultStoreOptions.historyBlockBytes,
  cachedRowBytes: null,
  scrubIntervalMs: 5_000,
  rewritePart: walDefaults.rewritePart,
  leaseMs: 0,
  walRecovery: 'strict',
  planted: noPlantedBugs,
  createGroup,
  metrics: noHostMetrics,
};

/** Whether a change that was not synced survives a power loss. */
export type Keep = (what: string) => boolean;

/** How a process came to its end. */
export type Death =
  /** kill -9. */
  | { readonly how: 'kill' }
  /** The machine went with it: what was not synced is gone, except for what was kept. `atWork`: there was something. */
  | { readonly how: 'power'; readonly atWork: boolean }
  /** It ended itself: a device failed, or an invariant is broken. */
  | { readonly how: 'fatal'; readonly error: Error };

/** One machine and what runs on it: the real host, log and state machine over a virtual disk, engine, clock and network. */
export class HostNode {
  readonly member: number;
  readonly settings: NodeSettings = { ...defaultSettings };
  readonly disk = new MemoryDisk();
  engine = new MemoryEngine();
  /** Whether the file system tells how much is free, or a quota strikes without a warning. */
  tellsSpace = true;
  readonly machine: MachineClock;
  clock: ProcessClock;
  host!: Host;
  keeper!: MetaKeeper;
  store!: Store;
  alive = false;
  /** The log was cut off at damage when this process started. */
  lostLog = false;
  /** Counts the starts. */
  epoch = 0;
  readonly log: Device;
  readonly database: Device;
  /** Called right after a process has ended. */
  died: (death: Death) => void = () => {};
  /** Called with what recovery did to the log. */
  recovered: (notes: readonly string[]) => void = () => {};
  /** Called when writes are durable, before the host hears of it. */
  durable: (items: readonly DurableItem[]) => void = () => {};
  /** Called when the database was opened again after it had run out of space. */
  reopened: () => void = () => {};
  /** Called when its owner has restored what was set aside. */
  restored: () => void = () => {};
  /** Called right after a process has started. */
  started: () => void = () => {};
  readonly #parts: NodeParts;
  #opened = false;
  #databaseRecovery: DatabaseRecovery | null = null;
  #release: (() => void) | null = null;
  /** Power is lost at an armed disk operation. */
  #atStop: (() => void) | null = null;

  constructor(parts: NodeParts) {
    this.#parts = parts;
    this.member = parts.identity.member;
    this.machine = parts.machine;
    this.clock = this.#process();
    const { time, random } = parts;
    const latency: Latency = { minMs: 0.4, maxMs: 0.4, slowPerMille: 0, slowMs: 0 };
    this.log = new Device(time, random.fork(1), latency, {
      pending: () => (this.alive ? this.disk.pending : 0),
      complete: () => this.#complete(() => this.#completeLog()),
    });
    this.database = new Device(time, random.fork(2), latency, {
      pending: () => (this.alive ? this.engine.pending : 0),
      complete: () => this.#complete(() => this.#completeDatabase()),
    });
  }

  #process(): ProcessClock {
    return new ProcessClock(this.#parts.time, this.machine, () => this.#ran());
  }

  /** Throws what recovery throws when the log or the database cannot be used. */
  start(): void {
    this.clock = this.#process();
    this.alive = true;
    try {
      this.#boot();
    } catch (error) {
      this.#stop();
      throw error;
    }
    this.started();
    this.#ran();
  }

  #boot(): void {
    const { settings, disk } = this;
    const { identity, hash, net, seed } = this.#parts;
    const recovered = recoverWal(disk, 'wal', {
      ...walDefaults,
      segmentBytes: settings.segmentBytes,
      spareSegments: settings.spareSegments,
      rewritePart: settings.rewritePart,
      walId: new Uint8Array(16).fill(this.member),
      create: !this.#opened,
      planted: settings.planted,
      recovery: settings.walRecovery,
    });
    this.lostLog = settings.walRecovery === 'suspect';
    settings.walRecovery = 'strict';
    this.#opened = true;
    this.recovered(recovered.notes);
    this.epoch++;
    const fatal = (error: Error): void => this.#end({ how: 'fatal', error });
    this.store = this.#openStore(fatal);
    this.keeper = new MetaKeeper(identity, hash, this.store, silentLogger);
    this.host = new Host(
      {
        ...settings,
        member: this.member,
        epoch: this.member * 1_000 + this.epoch,
        seed: seed + this.member * 7_919 + this.epoch,
      },
      {
        clock: this.clock,
        net,
        wal: recovered.wal,
        store: this.store,
        metrics: settings.metrics,
        logger: silentLogger,
        fatal,
        metaChanged: () => this.keeper.metaChanged(),
        topologyReceived: (encoded) => this.keeper.received(encoded),
      },
    );
    recovered.wal.listen({
      kicks: true,
      durable: (items) => {
        this.durable(items);
        this.host.logDurable(items);
      },
      fatal,
    });
    this.host.restore(recovered);
    this.keeper.attach(this.host);
    this.host.start();
  }

  #openStore(fatal: (error: Error) => void): Store {
    let store: Store | null = null;
    const { cachedRowBytes, cachedSessions } = this.settings;
    this.#databaseRecovery = null;
    const database = this.#reopenable();
    Store.open(
      database,
      {
        ...defaultStoreOptions,
        ...this.settings,
        cachedRowBytes: cachedRowBytes ?? (cachedSessions - 1) * 1_000,
      },
      {
        flushed: () => this.host.flushed(),
        fatal,
        outOfSpace: () => this.#databaseRecovery?.outOfSpace(),
      },
      (error, opened) => {
        if (error !== null) throw error;
        store = opened;
      },
    );
    while (store === null && this.engine.pump()) {}
    const opened = present(store as Store | null, 'store');
    this.#databaseRecovery = this.#recovery(opened, database, fatal);
    return opened;
  }

  #reopenable(): ReopenableEngine {
    return new ReopenableEngine(this.engine, (done) => {
      try {
        this.engine = this.engine.reopen();
        done(null, this.engine);
      } catch (error) {
        done(error as EngineError, null);
      }
    });
  }

  #recovery(
    store: Store,
    engine: ReopenableEngine,
    fatal: (error: Error) => void,
  ): DatabaseRecovery {
    return new DatabaseRecovery({
      clock: this.clock,
      store,
      engine,
      logger: silentLogger,
      freeBallast: (done) => done(),
      loseAll: (why) => this.host.loseAll(why),
      roomToOpen: (done) => done(!this.tellsSpace || !this.engine.full),
      reopened: () => {
        this.reopened();
        this.host.reopened();
      },
      fatal,
    });
  }

  /** The database is damaged as a whole. What it holds stays: only the replicas are told that it counts no more. */
  damaged(why: string): boolean {
    return present(this.#databaseRecovery, 'open database').damaged(why);
  }

  /** What its owner does to the database of a node that is down. Null where nothing can be restored. */
  restoreAside(group: number): Restored | null {
    const ended: { error: Error | null; restored: Restored | null }[] = [];
    restoreAside(this.engine, group, (error, restored) => ended.push({ error, restored }));
    while (ended.length === 0 && this.engine.pump()) {}
    const { error, restored } = present(ended[0], 'end of the restore');
    if (error !== null && !(error instanceof RestoreError)) throw error;
    if (restored !== null) this.restored();
    return restored;
  }

  get hung(): boolean {
    return this.#release !== null;
  }

  /** Neither log nor database complete anything until it is false again. */
  set hung(hung: boolean) {
    this.#release?.();
    this.#release = null;
    if (!hung) return;
    const releases = [this.log.hang(), this.database.hang()];
    this.#release = () => {
      for (const release of releases) release();
    };
  }

  /** kill -9: memory is gone, what was written is not. */
  kill(): void {
    this.#end({ how: 'kill' });
  }

  /** Power loss: of what was not synced, `keep` decides. */
  losePower(keep: Keep): void {
    const { alive } = this;
    const atWork = this.disk.pending > 0;
    this.#forget();
    this.disk.crash(keep);
    this.engine = this.engine.crash(alive && keep('the batch of the database'));
    if (alive) this.died({ how: 'power', atWork });
  }

  /** The machine loses power within the nth changing operation of its disk from now on. */
  losePowerAt(operation: number, keep: Keep, lost: () => void): void {
    this.disk.stopAt(operation);
    this.#atStop = () => {
      this.losePower(keep);
      lost();
    };
  }

  #end(death: Death): void {
    if (!this.alive) return;
    this.#stop();
    this.died(death);
  }

  #stop(): void {
    this.#forget();
    this.disk.restart();
    this.engine = this.engine.crash(true);
  }

  #forget(): void {
    this.alive = false;
    this.#atStop = null;
    this.clock.kill();
  }

  /** Something ran in the process. */
  #ran(): void {
    if (!this.alive) return;
    if (this.disk.isStopped && this.#atStop !== null) {
      this.#atStop();
      return;
    }
    this.log.pump();
    this.database.pump();
  }

  #complete(action: () => void): void {
    if (this.alive) this.clock.run(action);
  }

  #completeLog(): void {
    for (let i = this.disk.pending; i > 0; i--) this.disk.deliver();
  }

  #completeDatabase(): void {
    for (let i = this.engine.pending; i > 0; i--) this.engine.pump();
  }
}

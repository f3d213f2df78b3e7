import { createGroup } from '../../src/raft/index.ts';
import { Host } from '../../src/server/host/host.ts';
import { noHostMetrics } from '../../src/server/host/host-metrics.ts';
import type { Frame, Net, NetEvents, PeerAddress } from '../../src/server/host/net.ts';
import type { Identity } from '../../src/server/identity.ts';
import { MetaKeeper } from '../../src/server/meta-keeper.ts';
import { defaultStoreOptions, recoverWal, Store, walDefaults } from '../../src/storage/index.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { present } from '../../src/util/assert.ts';
import type { Hash32 } from '../../src/util/hash.ts';
import { silentLogger } from '../../src/util/logger.ts';
import { noPlantedBugs, type PlantedBugs } from '../../src/util/planted-bugs.ts';
import { NodeClock, type VirtualTime } from './time.ts';

/** The network as one node sees it. */
export interface Wire {
  carry(from: number, to: number, frame: Frame): void;
  pull(from: number, to: number, ...rest: SnapshotArguments): ReturnType<Net['fetchSnapshot']>;
}
type SnapshotArguments = [group: number, index: number, sink: Parameters<Net['fetchSnapshot']>[3]];

/** One node: the real host, log and state machine over a disk, an engine, a clock and a network of the test. */
export class HostNode {
  readonly member: number;
  readonly disk = new MemoryDisk();
  engine = new MemoryEngine();
  clock: NodeClock;
  host!: Host;
  keeper!: MetaKeeper;
  leaseMs = 0;
  store!: Store;
  fatal: Error | null = null;
  alive = false;
  /** Drawn at every start. */
  epoch = 0;
  segmentBytes = 1 << 20;
  planted: PlantedBugs = noPlantedBugs;
  /** Makes the core of every replica: with other knobs, or with watchers around it. */
  createGroup = createGroup;
  /** How long log and database take for what they are asked. */
  diskMs = 0.4;
  /** Neither completes anything until it is false again. */
  hung = false;
  readonly #time: VirtualTime;
  readonly #wire: Wire;
  readonly #identity: Identity;
  readonly #hash: Hash32;
  #pumping = false;
  #started = false;

  constructor(time: VirtualTime, wire: Wire, identity: Identity, hash: Hash32) {
    this.member = identity.member;
    this.#time = time;
    this.#wire = wire;
    this.#identity = identity;
    this.#hash = hash;
    this.clock = new NodeClock(time);
  }

  start(): void {
    const skew = this.clock.wallOffsetMs;
    this.clock = new NodeClock(this.#time);
    this.clock.wallOffsetMs = skew;
    this.epoch++;
    this.alive = true;
    const recovered = recoverWal(this.disk, 'wal', {
      ...walDefaults,
      segmentBytes: this.segmentBytes,
      walId: new Uint8Array(16).fill(this.member),
      create: !this.#started,
    });
    this.#started = true;
    const { clock } = this;
    const failed = (error: Error): void => {
      this.fatal = error;
      this.kill();
    };
    let store: Store | null = null;
    Store.open(
      this.engine,
      { ...defaultStoreOptions, snapshotChunkBytes: 4_096, planted: this.planted },
      { flushed: () => this.host.flushed(), fatal: failed, outOfSpace: failed },
      (error, opened) => {
        if (error !== null) throw error;
        store = opened;
      },
    );
    while (store === null && this.engine.pump()) {}
    this.store = present(store as Store | null, 'store');
    this.keeper = new MetaKeeper(this.#identity, this.#hash, this.store, silentLogger);
    this.host = new Host(
      {
        member: this.member,
        epoch: this.member * 1_000 + this.epoch,
        seed: this.member * 7_919 + this.epoch,
        heartbeatMs: 100,
        electionTimeoutMinMs: 1_000,
        electionTimeoutMaxMs: 2_000,
        flushIntervalMs: 50,
        leaseMs: this.leaseMs,
        planted: this.planted,
        createGroup: this.createGroup,
      },
      {
        clock,
        net: this.#net(),
        wal: recovered.wal,
        store: this.store,
        metrics: noHostMetrics,
        logger: silentLogger,
        fatal: failed,
        metaChanged: () => this.keeper.metaChanged(),
        topologyReceived: (encoded) => this.keeper.received(encoded),
      },
    );
    recovered.wal.listen({
      durable: (items) => this.host.logDurable(items),
      fatal: failed,
    });
    this.host.restore(recovered);
    this.keeper.attach(this.host);
    this.host.start();
  }

  #net(): Net {
    return {
      send: (to, frame) => this.#wire.carry(this.member, to, frame),
      setPeers: (_peers: readonly PeerAddress[]) => {},
      fetchSnapshot: (to, ...rest) => this.#wire.pull(this.member, to, ...rest),
    };
  }

  get events(): NetEvents {
    return this.host;
  }

  /** kill -9: memory is gone, what was written is not. */
  kill(): void {
    this.alive = false;
    this.clock.kill();
    this.disk.restart();
    this.engine = this.engine.crash(true);
  }

  /** Power loss: of what was not synced, `keep` decides. */
  losePower(keep: (what: string) => boolean): void {
    this.alive = false;
    this.clock.kill();
    this.disk.crash(keep);
    this.engine = this.engine.crash(false);
  }

  /** Devices take a little while; what one completion starts is another one's work. */
  pump(): void {
    if (this.#pumping || this.hung || !this.alive || this.disk.pending + this.engine.pending === 0)
      return;
    this.#pumping = true;
    const { clock } = this;
    this.#time.at(this.#time.now + this.diskMs, () => {
      this.#pumping = false;
      if (!this.hung && clock === this.clock) clock.run(() => this.#complete());
    });
  }

  #complete(): void {
    for (let i = this.disk.pending; i > 0; i--) this.disk.deliver();
    for (let i = this.engine.pending; i > 0; i--) this.engine.pump();
  }
}

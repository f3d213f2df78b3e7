import { clusterService } from '../rpc/index.ts';
import type { RecoveredWal, ReopenableEngine, Store } from '../storage/index.ts';
import { fromHex } from '../util/bytes.ts';
import type { Hash32 } from '../util/hash.ts';
import type { PlantedBugs } from '../util/planted-bugs.ts';
import { Random } from '../util/random.ts';
import { ClusterKeys } from './cluster-keys.ts';
import { clusterHandlers } from './cluster-service.ts';
import { discardAside } from './database.ts';
import { DiskRoom } from './disk-room.ts';
import { endProcess } from './fatal.ts';
import { Forwarder } from './forwarder.ts';
import type { GrpcServer } from './grpc-server.ts';
import { Host } from './host/host.ts';
import { type Identity, newEpoch } from './identity.ts';
import { kvHandlers, servedKvService } from './kv-service.ts';
import type { NodeLogger } from './logger.ts';
import { MetaKeeper } from './meta-keeper.ts';
import type { NodeMetrics } from './metrics.ts';
import type { NodeConfig } from './node-config.ts';
import { PageTokens } from './page-token.ts';
import { PeerCalls } from './peer-calls.ts';
import type { PeerDialer } from './peer-dialer.ts';
import { nodeReadiness, type Readiness } from './readiness.ts';
import { realClock } from './real-clock.ts';
import { ReplicaAudit } from './replica-audit.ts';
import type { RequestServer } from './request-batch.ts';
import { Router } from './router.ts';
import type { SettingsWriter } from './settings-service.ts';
import { GrpcTransport } from './transport.ts';
import { encodedWatchService, watchHandlers } from './watch/watch-service.ts';
import type { WatchServer } from './watch/watch-session.ts';

export interface RuntimeParts {
  readonly identity: Identity;
  readonly recovered: RecoveredWal;
  readonly engine: ReopenableEngine;
  readonly store: Store;
  readonly hash: Hash32;
  readonly logger: NodeLogger;
  readonly metrics: NodeMetrics;
  readonly dialer: PeerDialer;
  readonly planted: PlantedBugs;
}

/** The meta group is looked at this often besides its own changes: a lost first proposal is made again. */
const metaCheckMs = 1_000;

/** After the drain, what was forwarded may still be answered within this time. */
const answersMs = 1_000;
const pauseMs = 20;

function pause(): Promise<void> {
  return new Promise((resolve) => realClock.timer(pauseMs, resolve));
}

/** A node that knows who it is: the host with its storage inside, transport and services outside. */
export class NodeRuntime {
  readonly host: Host;
  readonly transport: GrpcTransport;
  readonly readiness: Readiness;
  readonly #parts: RuntimeParts;
  readonly #store: Store;
  readonly #keeper: MetaKeeper;
  readonly #keys: ClusterKeys;
  readonly #forwarder: Forwarder;
  readonly #calls: PeerCalls;
  readonly #router: Router;
  readonly #tokens: PageTokens;
  readonly #config: NodeConfig;
  readonly #diskRoom: DiskRoom;
  readonly #audit: ReplicaAudit;
  #stopped = false;
  /** True at first: a damaged database may be left from before. */
  #rebuilding = true;

  constructor(config: NodeConfig, parts: RuntimeParts) {
    const { identity, recovered, store, hash, logger, metrics, dialer } = parts;
    const { wal } = recovered;
    this.#config = config;
    this.#parts = parts;
    const epoch = newEpoch();
    this.#store = store;
    this.#keeper = new MetaKeeper(identity, hash, this.#store, logger);
    this.#keys = new ClusterKeys(this.#store, logger);
    const overrides = config.peerOverrides;
    this.#calls = new PeerCalls(dialer);
    this.transport = new GrpcTransport({
      identity: {
        clusterId: fromHex(identity.clusterId),
        member: identity.member,
        incarnation: fromHex(identity.incarnation),
        epoch,
      },
      overrides,
      dialer,
      clock: realClock,
      random: new Random(epoch),
      logger,
      metrics,
    });
    this.host = new Host(
      {
        member: identity.member,
        epoch,
        seed: epoch,
        heartbeatMs: config.heartbeatMs,
        electionTimeoutMinMs: config.electionTimeoutMinMs,
        electionTimeoutMaxMs: config.electionTimeoutMaxMs,
        leaseMs: identity.leaseMs ?? 0,
        flushIntervalMs: config.flushIntervalMs,
        scrubIntervalMs: config.scrubIntervalMs,
        snapshots: { bytesPerSecond: config.snapshotBytesPerSecond },
        planted: parts.planted,
      },
      {
        clock: realClock,
        net: this.transport,
        wal,
        store: this.#store,
        metrics,
        logger,
        fatal: (error) => this.#fatal(error),
        metaChanged: () => this.#metaChanged(),
        topologyReceived: (encoded) => this.#keeper.received(encoded),
        keys: this.#keys,
      },
    );
    wal.listen({
      kicks: true,
      durable: (items) => this.host.logDurable(items),
      fatal: (error) => this.#fatal(error),
    });
    this.transport.attach(this.host);
    const view = this.#keeper;
    this.#tokens = new PageTokens(this.#keys, view);
    this.#forwarder = new Forwarder({ view, overrides, dialer, clock: realClock, logger, metrics });
    this.#router = new Router({
      host: this.host,
      view,
      forwarder: this.#forwarder,
      clock: realClock,
      metrics,
    });
    this.readiness = nodeReadiness(view, () => this.host);
    const { host } = this;
    const fatal = (error: Error): void => this.#fatal(error);
    this.#audit = new ReplicaAudit({
      host,
      view,
      calls: this.#calls,
      overrides,
      intervalMs: config.hashIntervalMs,
      clock: realClock,
      logger,
      differing: (groups) => metrics.replicasDiffer(groups),
    });
    this.#diskRoom = new DiskRoom({
      config,
      host,
      store,
      engine: parts.engine,
      wal,
      metrics,
      logger,
      begunAnew: () => {
        this.#keeper.saveAgain();
        this.#keys.saveAgain();
      },
      fatal,
    });
  }

  /** What answers operations, whatever they came by. */
  get requests(): RequestServer {
    return { router: this.#router, hash: this.#parts.hash, tokens: this.#tokens };
  }

  /** What serves watches, whatever they came by. */
  get watches(): WatchServer {
    const { hash, dialer } = this.#parts;
    const view = this.#keeper;
    const overrides = this.#config.peerOverrides;
    return { host: this.host, view, hash, clock: realClock, overrides, dialer };
  }

  serve(grpc: GrpcServer): void {
    grpc.replace(servedKvService, kvHandlers(this.requests));
    grpc.replace(encodedWatchService, watchHandlers(this.watches));
    const options = { router: this.#router, calls: this.#calls };
    const settings: SettingsWriter = (...change) => this.#keeper.changeSettings(...change);
    grpc.replace(
      clusterService,
      clusterHandlers({ ...options, settings, overrides: this.#config.peerOverrides }),
    );
  }

  start(): void {
    this.host.restore(this.#parts.recovered);
    this.#keeper.attach(this.host);
    this.#keys.attach(this.host);
    this.host.start();
    this.#diskRoom.start();
    this.#audit.start();
    this.#watchMeta();
  }

  #metaChanged(): void {
    this.#keeper.metaChanged();
    this.#keys.metaChanged();
  }

  #watchMeta(): void {
    realClock.timer(metaCheckMs, () => {
      if (this.#stopped) return;
      this.#metaChanged();
      this.#checkRebuilt();
      this.#watchMeta();
    });
  }

  /** The database is damaged as a whole: {@link DiskRoom.damaged}. */
  databaseDamaged(why: string): boolean {
    return this.#diskRoom.damaged(why);
  }

  /** What is left of a damaged database goes once no replica needs it any more, not even as evidence. */
  #checkRebuilt(): void {
    const { host } = this;
    const lost = host.replicaStatus().filter((replica) => replica.lost !== null).length;
    this.#parts.metrics.lostReplicas(lost);
    if (lost > 0) this.#rebuilding = true;
    else if (this.#rebuilding) {
      this.#rebuilding = false;
      const discarded = discardAside(this.#config.dataDir);
      if (discarded) this.#parts.logger.info({}, 'every replica is rebuilt: db.damaged is removed');
    }
  }

  /** New operations are refused from here on, leaderships go to others, what was begun is answered. */
  async drain(): Promise<void> {
    await new Promise<void>((resolve) => this.host.drain(resolve));
    const until = realClock.now() + answersMs;
    while (this.#router.pending > 0 && realClock.now() < until) await pause();
    // One more turn for the answers themselves to leave.
    await pause();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const roomLeft = this.#diskRoom.stop();
    this.#audit.stop();
    this.host.stop();
    this.transport.close();
    this.#forwarder.close();
    this.#calls.close();
    await new Promise<void>((resolve) => this.#parts.recovered.wal.close(resolve));
    await new Promise<void>((resolve) => this.#store.flushNow(() => resolve()));
    await new Promise<void>((resolve) => this.#parts.engine.close(() => resolve()));
    await roomLeft;
  }

  /** The database ran out of space (R23). */
  outOfSpace(): void {
    this.#diskRoom.outOfSpace();
  }

  /** A layer of the state machine is on disk. */
  flushed(): void {
    this.host.flushed();
  }

  #fatal(error: Error): void {
    if (!this.#stopped) endProcess(error);
  }
}

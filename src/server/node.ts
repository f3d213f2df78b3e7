import { clusterService, healthService, peerService } from '../rpc/index.ts';
import { defaultStoreOptions, isDamage, Store, type StoreHooks } from '../storage/index.ts';
import { loadHash } from '../util/hash.ts';
import { noPlantedBugs, type PlantedBugs } from '../util/planted-bugs.ts';
import { answerHello, formCluster, type HelloState } from './bootstrap.ts';
import { certifiedCaller, unknownCaller } from './caller.ts';
import { checkIdentity, type DataDirectory, openDataDirectory } from './data-directory.ts';
import { noteBroken } from './database.ts';
import { DiskWatchdog } from './disk-watchdog.ts';
import { endProcess } from './fatal.ts';
import { GrpcServer } from './grpc-server.ts';
import { healthHandlers } from './health-service.ts';
import { HttpKv } from './http-kv.ts';
import { HttpServer } from './http-server.ts';
import { clusterIdOf, type Identity } from './identity.ts';
import { servedKvService } from './kv-service.ts';
import { ListenError } from './listen-error.ts';
import { createLogger, type NodeLogger } from './logger.ts';
import { meteredEngine } from './metered-engine.ts';
import { NodeMetrics } from './metrics.ts';
import type { NodeConfig } from './node-config.ts';
import { NodeRuntime } from './node-runtime.ts';
import { notReadyHandlers } from './not-ready-service.ts';
import { plainDialer } from './peer-dialer.ts';
import { peerHandlers } from './peer-service.ts';
import type { Readiness } from './readiness.ts';
import { realClock } from './real-clock.ts';
import { StartError } from './start-error.ts';
import { Certificates } from './tls/certificates.ts';
import { NodeTls } from './tls/node-tls.ts';
import { TlsMetrics } from './tls/tls-metrics.ts';
import { encodedWatchService } from './watch/watch-service.ts';

export interface RunningNode {
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Resolves when the node serves all its replicas for the first time. */
  readonly ready: Promise<void>;
  /** Gives its leaderships away, answers what it can, and stops. */
  stop(): Promise<void>;
  /** The exit code, once stopped. */
  readonly stopped: Promise<number>;
}

/** Unary calls get this long to end once the node has drained. */
const streamsMs = 200;
/** How often readiness is looked at while a node starts. */
const readyPollMs = 20;

/**
 * Starts one node: takes the data directory, finds out or is told who it is, listens, and runs. Rejects with a
 * {@link StartError} that says what to do when it must not start.
 */
export async function startNode(
  config: NodeConfig,
  planted: PlantedBugs = noPlantedBugs,
): Promise<RunningNode> {
  const logger = createLogger(config.logLevel, { node: config.name });
  const certificates = certificatesOf(config);
  const watchdog = new DiskWatchdog(config.diskHangMs);
  const directory = await openDataDirectory(config, watchdog, logger, planted);
  const start = new NodeStart(config, planted, { directory, watchdog, logger, certificates });
  try {
    return await start.run();
  } catch (error) {
    await start.abandon();
    throw error instanceof ListenError ? portError(error) : error;
  }
}

/** Before anything is opened: a wrong file shows at once, and nothing has to be undone. */
function certificatesOf(config: NodeConfig): Certificates | null {
  const { tls } = config;
  return tls === null ? null : new Certificates(config, tls, realClock.wallNow());
}

function portError(error: ListenError): StartError {
  const hint =
    error.kind === 'port_in_use'
      ? '; stop what listens there, or choose others with --listen and --http-listen'
      : '';
  return new StartError(`${error.message}${hint}`, error);
}

/** A replica that nothing can rebuild is told in one line. */
function startOf(runtime: NodeRuntime): void {
  try {
    runtime.start();
  } catch (error) {
    throw isDamage(error) ? new StartError(error.message, error) : error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

interface StartParts {
  readonly directory: DataDirectory;
  readonly watchdog: DiskWatchdog;
  readonly logger: NodeLogger;
  /** Null without TLS. */
  readonly certificates: Certificates | null;
}

class NodeStart {
  readonly #config: NodeConfig;
  readonly #planted: PlantedBugs;
  readonly #directory: DataDirectory;
  readonly #watchdog: DiskWatchdog;
  readonly #logger: NodeLogger;
  readonly #metrics = new NodeMetrics();
  readonly #tls: NodeTls | null;
  readonly #grpc: GrpcServer;
  readonly #http: HttpServer;
  #runtime: NodeRuntime | null = null;

  constructor(config: NodeConfig, planted: PlantedBugs, parts: StartParts) {
    this.#config = config;
    this.#planted = planted;
    this.#directory = parts.directory;
    this.#watchdog = parts.watchdog;
    this.#logger = parts.logger;
    const { certificates, logger } = parts;
    this.#tls =
      certificates === null
        ? null
        : new NodeTls(certificates, realClock, logger, new TlsMetrics(this.#metrics.registry));
    this.#grpc = new GrpcServer(realClock, this.#tls);
    this.#http = new HttpServer({
      metrics: () => this.#metrics.render(),
      readiness: this.#readiness(),
      kv: new HttpKv(
        () => this.#runtime?.requests ?? null,
        () => this.#runtime?.watches ?? null,
      ),
      tls: this.#tls,
    });
  }

  async run(): Promise<RunningNode> {
    const config = this.#config;
    const hello = this.#helloState();
    const peers = peerHandlers({
      transport: () => this.#runtime?.transport ?? null,
      host: () => this.#runtime?.host ?? null,
      hello: (request) => answerHello(config, hello.state, request),
      callerNodes: this.#tls === null ? unknownCaller : certifiedCaller,
      clock: realClock,
      logger: this.#logger,
    });
    this.#grpc.add(peerService, peers);
    this.#grpc.add(healthService, healthHandlers(this.#readiness(), realClock));
    for (const service of [servedKvService, clusterService, encodedWatchService]) {
      this.#grpc.add(service, notReadyHandlers(service));
    }
    const { listen, httpListen } = config;
    this.#tls?.start();
    const grpcPort = await this.#grpc.listen(listen.host, listen.port);
    const httpPort = await this.#http.listen(httpListen.host, httpListen.port);
    const identity = this.#directory.identity ?? (await this.#form(hello));
    hello.state = { ...hello.state, identity };
    const isNew = this.#directory.identity === null;
    const recovered = this.#directory.openWal(identity.incarnation, isNew);
    for (const note of recovered.notes) this.#logger.warn({ note }, 'log recovery');
    const suspects = recovered.groups.filter(({ suspect }) => suspect).map(({ group }) => group);
    if (suspects.length > 0) {
      this.#logger.warn({ suspects }, 'WAL_SUSPECT: groups in which this node counts in no quorum');
    }
    const store = await this.#openStore();
    // Only now: an identity on disk means that there is a log, so that a missing one is a lost one (R24).
    if (isNew) this.#directory.files.write(identity);
    const runtime = new NodeRuntime(config, {
      identity,
      recovered,
      engine: this.#directory.engine,
      store,
      hash: await loadHash(),
      logger: this.#logger,
      metrics: this.#metrics,
      dialer: this.#tls ?? plainDialer,
      planted: this.#planted,
    });
    this.#runtime = runtime;
    runtime.serve(this.#grpc);
    startOf(runtime);
    this.#watchdog.start();
    return this.#running(runtime, grpcPort, httpPort);
  }

  /** R24: a database that does not tell what is in it is replaced by a new one, and rebuilt from peers. */
  async #openStore(): Promise<Store> {
    try {
      return await this.#loadStore();
    } catch (error) {
      if (!isDamage(error))
        throw new StartError(`the database cannot be read: ${messageOf(error)}`, error);
      await this.#directory.replaceDatabase(error.message);
      return this.#loadStore();
    }
  }

  /** R16: a database that fails ends the process, unless it is only full (R23); the log still holds everything. */
  #loadStore(): Promise<Store> {
    const { flushIntervalMs, dataDir } = this.#config;
    const options = { ...defaultStoreOptions, flushIntervalMs, planted: this.#planted };
    const hooks: StoreHooks = {
      flushed: () => this.#runtime?.flushed(),
      fatal: endProcess,
      damaged: (error) => {
        const runtime = this.#runtime;
        if (this.#directory.condemnDatabase(error.message)) {
          if (runtime?.databaseDamaged(error.message) === true) return;
          noteBroken(dataDir, error.message);
        }
        endProcess(error);
      },
      outOfSpace: () => this.#runtime?.outOfSpace(),
    };
    const watched = this.#watchdog.engine(this.#directory.engine);
    const engine = meteredEngine(watched, realClock, (ms, rows) => this.#metrics.flush(ms, rows));
    return new Promise((resolve, reject) => {
      Store.open(engine, options, hooks, (error, store) => {
        if (store === null) reject(error ?? new Error('no store'));
        else resolve(store);
      });
    });
  }

  #running(runtime: NodeRuntime, grpcPort: number, httpPort: number): RunningNode {
    let resolveStopped: (code: number) => void = () => {};
    const stopped = new Promise<number>((resolve) => {
      resolveStopped = resolve;
    });
    let stopping: Promise<void> | null = null;
    const stop = async (): Promise<void> => {
      await runtime.drain();
      // Streams of peers and clients never end by themselves; everything on them has been answered.
      await this.#grpc.stop(streamsMs);
      await runtime.stop();
      await this.#http.stop();
      this.#tls?.stop();
      this.#watchdog.stop();
      this.#metrics.close();
      this.#directory.release();
      this.#logger.info({}, 'stopped');
      this.#logger.flush();
      resolveStopped(0);
    };
    return {
      grpcPort,
      httpPort,
      ready: this.#whenReady(runtime),
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
      stopped,
    };
  }

  async #whenReady(runtime: NodeRuntime): Promise<void> {
    while (!runtime.readiness.ready()) {
      await new Promise((resolve) => setTimeout(resolve, readyPollMs));
    }
  }

  #readiness(): Readiness {
    const forming = { name: 'cluster', ok: false, detail: 'forming: waiting for initial nodes' };
    return {
      checks: () => this.#runtime?.readiness.checks() ?? [forming],
      ready: () => this.#runtime?.readiness.ready() ?? false,
    };
  }

  /** Who this node is, or would be in the cluster that it was started for. */
  #helloState(): { state: HelloState } {
    const config = this.#config;
    const { identity, files } = this.#directory;
    if (identity !== null) {
      const { clusterToken, initialCluster } = config;
      const wanted = clusterToken === null ? null : clusterIdOf(initialCluster, clusterToken);
      checkIdentity(config, identity, wanted);
      this.#noteFixedSizes(identity);
      const { clusterId, incarnation } = identity;
      return { state: { clusterId, incarnation, identity } };
    }
    if (config.initialCluster.length > 1 && config.clusterToken === null) {
      throw new StartError(
        'several initial nodes need a shared --cluster-token, so that they agree on the cluster they form',
      );
    }
    const { incarnation, token } = files.forming(config.clusterToken);
    const clusterId = clusterIdOf(config.initialCluster, token);
    return { state: { clusterId, incarnation, identity: null } };
  }

  /** A default cannot be told from a wish here, so other sizes are not refused, but never ignored silently. */
  #noteFixedSizes(identity: Identity): void {
    const { partitions, replicas, leaseMs } = this.#config;
    const asked = { partitions, replicas, leaseMs };
    const made = {
      partitions: identity.partitions,
      replicas: identity.replicas,
      leaseMs: identity.leaseMs ?? 0,
    };
    if (JSON.stringify(made) === JSON.stringify(asked)) return;
    this.#logger.warn({ made, asked }, 'sizes and leases were fixed at creation');
  }

  #form(hello: { state: HelloState }): Promise<Identity> {
    return formCluster(this.#config, hello.state, this.#tls ?? plainDialer, this.#logger);
  }

  /** The start failed: nothing of it may keep the process or its ports. */
  async abandon(): Promise<void> {
    this.#grpc.kill();
    await this.#http.stop();
    this.#tls?.stop();
    await this.#runtime?.stop();
    if (this.#runtime === null) {
      await new Promise<void>((resolve) => this.#directory.engine.close(() => resolve()));
    }
    this.#watchdog.stop();
    this.#metrics.close();
    this.#directory.release();
  }
}

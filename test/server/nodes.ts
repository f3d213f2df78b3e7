import { type Client, credentials, Client as GrpcClient, type ServiceError } from '@grpc/grpc-js';
import { partitionOf } from '../../src/ring/index.ts';
import {
  channelOptions,
  clusterService,
  healthService,
  type Method,
  peerService,
} from '../../src/rpc/index.ts';
import { certifiedCaller, unknownCaller } from '../../src/server/caller.ts';
import { clusterHandlers } from '../../src/server/cluster-service.ts';
import { type EdgeLimits, edgeLimits } from '../../src/server/edge-limits.ts';
import { noEdgeMetrics } from '../../src/server/edge-metrics.ts';
import { Forwarder } from '../../src/server/forwarder.ts';
import { GrpcServer } from '../../src/server/grpc-server.ts';
import { healthHandlers } from '../../src/server/health-service.ts';
import { kvHandlers, servedKvService } from '../../src/server/kv-service.ts';
import { type PageKey, PageTokens } from '../../src/server/page-token.ts';
import { PeerCalls } from '../../src/server/peer-calls.ts';
import { plainDialer } from '../../src/server/peer-dialer.ts';
import { peerHandlers } from '../../src/server/peer-service.ts';
import { nodeReadiness } from '../../src/server/readiness.ts';
import { realClock } from '../../src/server/real-clock.ts';
import { Router } from '../../src/server/router.ts';
import type { SettingsWriter } from '../../src/server/settings-service.ts';
import type { NodeTls } from '../../src/server/tls/node-tls.ts';
import type { TopologyView } from '../../src/server/topology-view.ts';
import { GrpcTransport } from '../../src/server/transport.ts';
import { encodedWatchService, watchHandlers } from '../../src/server/watch/watch-service.ts';
import { hex } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import { silentLogger } from '../../src/util/logger.ts';
import { Random } from '../../src/util/random.ts';
import { FakeHost } from './fake-host.ts';

const clusterId = new Uint8Array(16).fill(1);

export class FakeView implements TopologyView {
  epoch = 5;
  clusterId = clusterId;
  partitions = 4;
  self: number;
  members: { id: number; name: string; address: string }[] = [];
  replicas: number[] = [1, 2, 3];
  settings = { acceptedWrites: false };

  constructor(self: number) {
    this.self = self;
  }

  address(member: number): string | null {
    return this.members.find(({ id }) => id === member)?.address ?? null;
  }

  replicasOf(): readonly number[] {
    return this.replicas;
  }

  message(): ReturnType<TopologyView['message']> {
    if (this.epoch === 0) return null;
    const members = this.members.map(({ id, name, address }) => ({ id, name, address }));
    return { epoch: this.epoch, clusterId: this.clusterId, partitions: this.partitions, members };
  }
}

export interface NodeOptions {
  readonly pendingOperations?: number;
  readonly limits?: Partial<EdgeLimits>;
  /** Process epoch; incarnations are the member id repeated. */
  readonly epoch?: number;
  readonly port?: number;
  readonly overrides?: ReadonlyMap<string, string>;
  /** With it the port, the calls to others and the check of callers use TLS. */
  readonly tls?: NodeTls;
}

export function incarnationOf(member: number): Uint8Array {
  return new Uint8Array(8).fill(member);
}

/** The outside of a node around a {@link FakeHost}, on a free loopback port. */
export class TestNode {
  readonly member: number;
  readonly view: FakeView;
  readonly host = new FakeHost();
  readonly server: GrpcServer;
  readonly transport: GrpcTransport;
  readonly router: Router;
  readonly forwarder: Forwarder;
  readonly dropped: string[] = [];
  /** Why operations were dropped before they were sent on. */
  readonly abandoned: string[] = [];
  readonly #calls: PeerCalls;
  /** A test may take the key away. */
  pageKeys: readonly PageKey[] = [{ id: 1, secret: new Uint8Array(32).fill(1) }];
  readonly tokens: PageTokens;
  address = '';
  #client: Client | null = null;

  private constructor(member: number, options: NodeOptions) {
    this.member = member;
    this.view = new FakeView(member);
    const dialer = options.tls ?? plainDialer;
    this.server = new GrpcServer(realClock, options.tls ?? null);
    this.#calls = new PeerCalls(dialer);
    this.tokens = new PageTokens(this, this.view);
    const clock = realClock;
    const logger = silentLogger;
    const metrics = {
      ...noEdgeMetrics,
      peerDropped: (direction: string, reason: string) =>
        this.dropped.push(`${direction} ${reason}`),
      abandoned: (why: string) => this.abandoned.push(why),
    };
    const overrides = options.overrides ?? new Map<string, string>();
    const limits = { ...edgeLimits, ...options.limits };
    const identity = {
      clusterId,
      member,
      incarnation: incarnationOf(member),
      epoch: options.epoch ?? 10 + member,
    };
    const random = new Random(member);
    const shared = { overrides, dialer, clock, logger, metrics, limits };
    this.transport = new GrpcTransport({ identity, random, ...shared });
    this.transport.attach(this.host);
    this.forwarder = new Forwarder({ view: this.view, ...shared });
    const { pendingOperations } = options;
    this.router = new Router({
      host: this.host,
      view: this.view,
      forwarder: this.forwarder,
      clock,
      metrics,
      ...(pendingOperations === undefined ? {} : { pendingOperations }),
    });
    const { tokens } = this;
    const server = { router: this.router, hash: () => 0, tokens };
    const peer = { transport: () => this.transport, host: () => this.host, clock, logger, limits };
    const { router } = this;
    this.server.add(
      peerService,
      peerHandlers({
        ...peer,
        callerNodes: options.tls === undefined ? unknownCaller : certifiedCaller,
        hello: ({ name }) => ({ name: `hi ${name}` }),
      }),
    );
    this.server.add(
      clusterService,
      clusterHandlers({ router, calls: this.#calls, overrides, settings: this.settings }),
    );
    const readiness = nodeReadiness(this.view, () => this.host);
    this.server.add(
      healthService,
      healthHandlers(readiness, clock, { ...limits, healthPollMs: 5 }),
    );
    this.#kv = (hash) => {
      this.server.add(servedKvService, kvHandlers({ ...server, hash }, limits));
      const { host, view } = this;
      const watches = { host, view, hash, clock, overrides, dialer };
      this.server.add(encodedWatchService, watchHandlers(watches));
    };
  }

  /** Like a meta group that this node leads. */
  readonly settings: SettingsWriter = (change, _timeoutMs, done) => {
    this.view.settings = { ...this.view.settings, ...change };
    done({ type: 'changed', settings: this.view.settings, epoch: ++this.view.epoch });
  };

  readonly #kv: (hash: (bytes: Uint8Array) => number) => void;

  static async start(member: number, options: NodeOptions = {}): Promise<TestNode> {
    const node = new TestNode(member, options);
    const hash = await loadHash();
    node.host.partitionOf = (key) => partitionOf(key, node.view.partitions, hash);
    node.#kv(hash);
    node.address = `127.0.0.1:${await node.server.listen('127.0.0.1', options.port ?? 0)}`;
    node.view.members = [{ id: member, name: `n${member}`, address: node.address }];
    return node;
  }

  get client(): Client {
    this.#client ??= new GrpcClient(this.address, credentials.createInsecure(), {
      ...channelOptions,
      'grpc.use_local_subchannel_pool': 1,
    });
    return this.#client;
  }

  /** A unary call; rejects with the gRPC error. */
  call<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    timeoutMs = 5_000,
  ): Promise<Response> {
    const { path, requestSerialize, responseDeserialize } = method;
    const options = { deadline: Date.now() + timeoutMs };
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        options,
        (error: ServiceError | null, response?: Response) => {
          if (error !== null || response === undefined) reject(error);
          else resolve(response);
        },
      );
    });
  }

  kill(): void {
    this.#client?.close();
    this.#calls.close();
    this.forwarder.close();
    this.transport.close();
    this.server.kill();
  }
}

/** Makes the nodes know each other. */
export function introduce(nodes: readonly TestNode[], connect = true): void {
  const members = nodes.map(({ member, address }) => ({ id: member, name: `n${member}`, address }));
  for (const node of nodes) {
    node.view.members = members;
    if (!connect) continue;
    node.transport.setPeers(
      members.map(({ id, name, address }) => {
        return { member: id, name, address, incarnation: hex(incarnationOf(id)) };
      }),
    );
  }
}

/** Resolves when the condition holds; checked after every turn of the event loop. */
export async function until(
  what: string,
  condition: () => boolean,
  limitMs = 8_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`not in ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

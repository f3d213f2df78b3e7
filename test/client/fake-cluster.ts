import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { ringkv } from '#proto';
import {
  clusterService,
  healthService,
  kvService,
  serverOptions,
  toServiceError,
  watchService,
} from '../../src/rpc/index.ts';
import { compareBytes, fromHex, startsWith } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import { failed } from './fake-answers.ts';
import { FakeHistory } from './fake-history.ts';
import { FakeStore } from './fake-store.ts';
import { FakeWatchStream, plainManner, type WatchStream } from './fake-watch.ts';

type Operation = ringkv.v1.Operation.$Properties;
type Result = ringkv.v1.Result.$Properties;
type Stream = ServerDuplexStream<
  ringkv.v1.PipelineRequest.$Properties,
  ringkv.v1.PipelineResponse.$Properties
>;

/**
 * What a node does with one operation. `serve`: run and answer. `drop`: run, never answer. `swallow`: neither.
 * `later`: no answer; it runs at `runLater`. `slow`: it runs and is answered at `runLater`. `close`: run, then break the stream without the answer.
 * `close_first`: break the stream without running it. A Result is answered as it is, without running anything.
 */
export type Fault =
  | 'serve'
  | 'drop'
  | 'swallow'
  | 'later'
  | 'slow'
  | 'close'
  | 'close_first'
  | Result;

export type Script = (operation: Operation, node: FakeNode) => Fault;

export const noLeader: Fault = failed(
  ringkv.v1.Reason.NO_LEADER,
  ringkv.v1.Outcome.NOT_EXECUTED,
  'no leader is known',
);

/** Real gRPC servers in this process over one store; what goes wrong is scripted. */
export class FakeCluster {
  readonly store: FakeStore;
  /** What watches see; it knows nothing of the store. */
  readonly history: FakeHistory;
  readonly nodes: FakeNode[] = [];
  /** Member id by partition. */
  readonly leaders: number[];
  epoch = 1;
  readonly #later: (() => void)[] = [];

  constructor(store: FakeStore, history: FakeHistory) {
    this.store = store;
    this.history = history;
    this.leaders = Array.from({ length: store.partitions }, () => 1);
  }

  static async start(nodes: number, partitions = 4): Promise<FakeCluster> {
    const hash = await loadHash();
    const store = new FakeStore(partitions, hash);
    const cluster = new FakeCluster(store, new FakeHistory(partitions, hash));
    for (let id = 1; id <= nodes; id++) {
      const node = new FakeNode(id, cluster);
      cluster.nodes.push(node);
      await node.start();
    }
    return cluster;
  }

  get endpoints(): string[] {
    return this.nodes.map(({ address }) => address);
  }

  node(id: number): FakeNode {
    const node = this.nodes[id - 1];
    if (!node) throw new Error(`no fake node ${id}`);
    return node;
  }

  lead(id: number): void {
    this.leaders.fill(id);
  }

  script(script: Script): void {
    for (const node of this.nodes) node.script = script;
  }

  postpone(run: () => void): void {
    this.#later.push(run);
  }

  /** What was postponed happens now: packets and log entries that turn up long after. */
  runLater(): number {
    const due = this.#later.splice(0);
    for (const run of due) run();
    return due.length;
  }

  topology(): ringkv.v1.ITopology {
    const replicas = this.nodes.map(({ id }) => ({ replicaId: id, memberId: id }));
    return {
      epoch: this.epoch,
      clusterId: new Uint8Array([1, 2, 3]),
      partitions: this.store.partitions,
      replicas: this.nodes.length,
      members: this.nodes.map(({ id, address }) => ({
        id,
        name: `n${id}`,
        address,
        zone: `z${id}`,
      })),
      placements: Array.from({ length: this.store.partitions }, (_, p) => ({
        group: p + 1,
        replicas,
      })),
    };
  }

  stop(): void {
    for (const node of this.nodes) node.kill();
  }
}

export class FakeNode {
  readonly id: number;
  readonly #cluster: FakeCluster;
  #server: Server | null = null;
  #port = 0;
  #generation = 0;
  script: Script = () => 'serve';
  /** Pages that were sent without being asked for, and after how many of them the stream just ends; 0: it says nothing. */
  streamed = 0;
  streamEndsAfter = Number.POSITIVE_INFINITY;
  /** Like SIGSTOP: connections stay open and nothing answers. */
  paused = false;
  /** Operations of each message received. */
  messages: number[] = [];
  operations: Operation[] = [];
  /** Of each message and scan received. */
  priorities: (ringkv.v1.Priority | null | undefined)[] = [];
  topologyRequests = 0;
  healthChecks = 0;
  readonly #streams = new Set<Stream>();
  readonly manner = plainManner();
  watchStreams: FakeWatchStream[] = [];

  constructor(id: number, cluster: FakeCluster) {
    this.id = id;
    this.#cluster = cluster;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    // Without channelz, forceShutdown of grpc-js 1.14 leaves the sessions of connected clients alive.
    const server = new Server({ ...serverOptions, 'grpc.enable_channelz': 1 });
    server.addService(kvService, {
      pipeline: (stream: Stream) => this.#pipeline(stream),
      scan: (
        call: ServerUnaryCall<ringkv.v1.IScanRequest, ringkv.v1.IScanResponse>,
        done: sendUnaryData<ringkv.v1.IScanResponse>,
      ) => this.#scan(call.request, done),
      scanStream: (call: ServerWritableStream<ringkv.v1.IScanRequest, ringkv.v1.IScanResponse>) =>
        this.#scanStream(call, call.request.pageToken ?? new Uint8Array()),
    });
    server.addService(clusterService, {
      getTopology: (_call: unknown, done: sendUnaryData<ringkv.v1.IGetTopologyResponse>) => {
        this.topologyRequests++;
        if (this.paused) return;
        const topology = this.#cluster.topology();
        done(null, {
          topology,
          epoch: topology.epoch ?? 0,
          leaders: this.#cluster.leaders,
          servedBy: this.id,
        });
      },
    });
    server.addService(watchService, { watch: (stream: WatchStream) => this.#watch(stream) });
    server.addService(healthService, {
      check: (_call: unknown, done: sendUnaryData<{ status: number }>) => {
        this.healthChecks++;
        if (!this.paused) done(null, { status: 1 });
      },
      watch: () => {},
    });
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(
        `127.0.0.1:${this.#port}`,
        ServerCredentials.createInsecure(),
        (error, port) => (error ? reject(error) : resolve(port)),
      );
    });
    this.#server = server;
  }

  /** Like SIGKILL: connections are reset, then refused. */
  kill(): void {
    // What already left the client's socket must not be served any more.
    this.#generation++;
    this.#server?.forceShutdown();
    this.#server = null;
    this.#streams.clear();
    this.watchStreams = [];
  }

  breakWatches(): void {
    for (const { stream } of this.watchStreams.splice(0)) {
      stream.emit('error', Object.assign(new Error('broken by the test'), { code: 14 }));
    }
  }

  #watch(stream: WatchStream): void {
    const { history } = this.#cluster;
    this.watchStreams.push(new FakeWatchStream(stream, history, this.manner, this.id));
    stream.on('error', () => {});
  }

  breakStreams(): void {
    for (const stream of this.#streams) {
      stream.emit('error', Object.assign(new Error('broken by the test'), { code: 14 }));
    }
    this.#streams.clear();
  }

  #pipeline(stream: Stream): void {
    const generation = this.#generation;
    this.#streams.add(stream);
    stream.on('data', (request: ringkv.v1.PipelineRequest.$Properties) => {
      if (this.paused || generation !== this.#generation) return;
      const operations = request.operations ?? [];
      this.messages.push(operations.length);
      this.priorities.push(request.header?.priority);
      this.operations.push(...operations);
      const results: Result[] = [];
      let broken = false;
      for (const operation of operations) {
        if (broken) break;
        broken = this.#run(operation, results, stream);
      }
      if (broken) {
        this.breakStreams();
        return;
      }
      // A frame has a limit: answers with large values go one by one.
      if (operations.length <= 4) for (const result of results) stream.write({ results: [result] });
      else if (results.length > 0) stream.write({ results });
    });
    stream.on('end', () => {
      this.#streams.delete(stream);
      stream.end();
    });
    stream.on('error', () => this.#streams.delete(stream));
  }

  /** Answers whether the stream breaks now. */
  #run(operation: Operation, results: Result[], stream: Stream): boolean {
    const { store } = this.#cluster;
    const leader = this.#cluster.leaders[store.partitionOfOperation(operation)] ?? 0;
    // Like a real node it forwards: the one that leads serves.
    const serve = (): Result => store.apply(operation, leader);
    const answer = (): Result => ({ ...serve(), id: operation.id ?? 0 });
    const fault = this.script(operation, this);
    if (typeof fault === 'object') {
      results.push({ ...fault, id: operation.id ?? 0 });
      return false;
    }
    if (fault === 'serve') results.push(answer());
    if (fault === 'drop' || fault === 'close') serve();
    if (fault === 'later') this.#cluster.postpone(serve);
    if (fault === 'slow') this.#cluster.postpone(() => stream.write({ results: [answer()] }));
    return fault === 'close' || fault === 'close_first';
  }

  #scanStream(
    call: ServerWritableStream<ringkv.v1.IScanRequest, ringkv.v1.IScanResponse>,
    pageToken: Uint8Array,
  ): void {
    if (this.streamEndsAfter === 0) return;
    this.#scan({ ...call.request, pageToken }, (error, page) => {
      if (!page) {
        call.emit('error', error ?? new Error('no page'));
        return;
      }
      const next = page.nextPageToken ?? new Uint8Array();
      this.streamed++;
      call.write(page, () => {
        if (next.length === 0 || this.streamed === this.streamEndsAfter) call.end();
        else this.#scanStream(call, next);
      });
    });
  }

  #scan(request: ringkv.v1.IScanRequest, done: sendUnaryData<ringkv.v1.IScanResponse>): void {
    this.priorities.push(request.header?.priority);
    if (this.paused) return;
    const { store } = this.#cluster;
    const fault = this.script({}, this);
    if (typeof fault === 'object' && fault.error) {
      done(toServiceError(fault.error), null);
      return;
    }
    const after = request.pageToken ?? new Uint8Array();
    const limit = request.limit || (request.countOnly ? 5 : 100);
    const order = request.reverse ? -1 : 1;
    const keys = [...store.rows.keys()]
      .map(fromHex)
      .filter((key) => startsWith(key, request.prefix ?? new Uint8Array()))
      .filter((key) => after.length === 0 || compareBytes(key, after) * order > 0)
      .sort((a, b) => compareBytes(a, b) * order);
    const page = keys.slice(0, limit);
    const recordOf = (key: Uint8Array): ringkv.v1.IRecord => {
      const record = store.record(key) ?? {};
      return request.keysOnly ? { ...record, value: new Uint8Array() } : record;
    };
    done(null, {
      header: { clusterId: new Uint8Array([1, 2, 3]), servedBy: this.id, topologyEpoch: 1 },
      records: request.countOnly ? [] : page.map(recordOf),
      count: request.countOnly ? page.length : 0,
      nextPageToken: keys.length > limit ? (page.at(-1) ?? new Uint8Array()) : new Uint8Array(),
      revisions: Array.from({ length: store.partitions }, (_, partition) => ({
        partition,
        revision: 7,
      })),
    });
  }
}

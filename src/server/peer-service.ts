import {
  Metadata,
  type ServerDuplexStream,
  type ServerWritableStream,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import type { Clock, Timer } from '../util/clock.ts';
import type { Logger } from '../util/logger.ts';
import type { CallerNodes } from './caller.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import { decodeSnapshotPoint, encodeSnapshotMeta, encodeSnapshotPoint } from './frame-codec.ts';
import type { HostApi, SnapshotReader } from './host/host-api.ts';
import { streamHeader } from './peer-link.ts';
import type { GrpcTransport } from './transport.ts';
import type { UnaryHandler } from './unary.ts';
import { plainBytes } from './validate.ts';

type HelloRequest = ringkv.v1.HelloRequest.$Properties;
type HelloResponse = ringkv.v1.HelloResponse.$Properties;
type ExchangeCall = ServerDuplexStream<
  ringkv.v1.PeerFrame.$Properties,
  ringkv.v1.ExchangeEnd.$Properties
>;
type SnapshotCall = ServerWritableStream<
  ringkv.v1.FetchSnapshotRequest.$Properties,
  ringkv.v1.SnapshotChunk.$Properties
>;

export interface PeerServiceOptions {
  /** Null until the node has an identity; Hello is answered before that. */
  readonly transport: () => GrpcTransport | null;
  readonly host: () => HostApi | null;
  readonly hello: (request: HelloRequest) => HelloResponse;
  readonly callerNodes: CallerNodes;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: EdgeLimits;
}

export interface PeerHandlers {
  readonly hello: UnaryHandler<HelloRequest, HelloResponse>;
  readonly exchange: (call: ExchangeCall) => void;
  readonly fetchSnapshot: (call: SnapshotCall) => void;
}

/**
 * The handlers of `ringkv.v1.Peer`: what other nodes ask of this one. With TLS a caller must be a node by its certificate, and
 * the one that it says it is.
 */
export function peerHandlers(options: PeerServiceOptions): PeerHandlers {
  const { snapshotSignMs } = options.limits ?? edgeLimits;
  return {
    hello: (call, callback) => {
      const nodes = options.callerNodes(call);
      const refusal = notTheNode(nodes, call.request.name ?? '');
      if (refusal === null) callback(null, options.hello(call.request));
      else callback(refusal, null);
    },
    exchange: (call) => serveExchange(call, options),
    fetchSnapshot: (call) => {
      const reader = openSnapshot(call, options);
      if ('code' in reader) call.emit('error', reader);
      else new SnapshotSender(call, reader, options, snapshotSignMs).start();
    },
  };
}

function serveExchange(
  call: ExchangeCall,
  { transport, callerNodes, logger }: PeerServiceOptions,
): void {
  const nodes = callerNodes(call);
  const refusal = noNode(nodes);
  if (refusal !== null) {
    call.emit('error', refusal);
    return;
  }
  const target = transport();
  if (target === null) {
    call.emit('error', failure(status.UNAVAILABLE, 'the node has no identity yet'));
    return;
  }
  const [name] = call.metadata.get(streamHeader);
  const stream = target.accept(typeof name === 'string' ? name : '', nodes);
  call.on('data', (frame: ringkv.v1.PeerFrame.$Properties) => {
    if (target.receive(stream, frame) !== 'wrong_certificate') return;
    call.emit('error', failure(status.PERMISSION_DENIED, wrongNode(nodes, 'another member')));
  });
  call.on('end', () => call.end());
  call.on('error', (error) => logger.debug({ why: error.message }, 'peer stream failed'));
  // The headers tell the sender that frames flow.
  call.sendMetadata(new Metadata());
}

function openSnapshot(
  call: SnapshotCall,
  { transport, host, callerNodes }: PeerServiceOptions,
): SnapshotReader | Failure {
  const { request } = call;
  const nodes = callerNodes(call);
  const refusal = noNode(nodes);
  if (refusal !== null) return refusal;
  const target = transport();
  const server = host();
  if (target === null || server === null)
    return failure(status.UNAVAILABLE, 'the node is starting');
  const clusterId = plainBytes(request.clusterId);
  const incarnation = plainBytes(request.incarnation);
  const member = request.fromMember ?? 0;
  if (!target.knows(clusterId, member, incarnation, nodes)) {
    return failure(status.PERMISSION_DENIED, 'the caller is no member of this cluster');
  }
  // What does not parse names no snapshot of this process.
  const resume = request.resume ? decodeSnapshotPoint(request.resume) : null;
  const reader = server.openSnapshot(member, {
    group: request.group ?? 0,
    index: request.index ?? 0,
    resume,
  });
  if (reader === 'busy') {
    return failure(status.RESOURCE_EXHAUSTED, 'too many snapshots are being sent');
  }
  if (reader === 'absent') return failure(status.FAILED_PRECONDITION, 'no such snapshot here');
  return reader;
}

/** One chunk is read only when the one before has left: a slow follower holds one chunk in memory, not the state. */
class SnapshotSender {
  readonly #call: SnapshotCall;
  readonly #reader: SnapshotReader;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #signMs: number;
  #sign: Timer | null = null;
  #open = true;

  constructor(
    call: SnapshotCall,
    reader: SnapshotReader,
    { clock, logger }: PeerServiceOptions,
    signMs: number,
  ) {
    this.#call = call;
    this.#reader = reader;
    this.#clock = clock;
    this.#logger = logger;
    this.#signMs = signMs;
  }

  start(): void {
    const call = this.#call;
    call.on('cancelled', () => this.#close());
    call.on('error', () => this.#close());
    const { meta, at } = this.#reader;
    const first = { meta: encodeSnapshotMeta(meta), point: encodeSnapshotPoint(at) };
    call.write(first, () => this.#sendNext());
  }

  #sendNext(): void {
    if (!this.#open) return;
    this.#signWhileWaiting();
    this.#reader.next((error, data) => {
      this.#sign?.cancel();
      if (!this.#open) return;
      if (error !== null) {
        this.#logger.warn({ why: error.message }, 'snapshot could not be read');
        this.#close();
        this.#call.emit('error', failure(status.ABORTED, error.message));
      } else if (data === null) {
        this.#close();
        this.#call.end();
      } else {
        this.#call.write({ data }, () => this.#sendNext());
      }
    });
  }

  /** A receiver that hears nothing takes the stream for broken. */
  #signWhileWaiting(): void {
    this.#sign?.cancel();
    this.#sign = this.#clock.timer(this.#signMs, () => {
      this.#call.write({});
      this.#signWhileWaiting();
    });
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#sign?.cancel();
    this.#reader.close();
  }
}

type Failure = Partial<ServiceError> & { code: status; details: string };

/** Clients have certificates of the same authority, and no business here. */
function noNode(nodes: readonly string[] | null): Failure | null {
  if (nodes === null || nodes.length > 0) return null;
  const message = 'only nodes may call this: the certificate of the caller names none';
  return failure(status.PERMISSION_DENIED, message);
}

function notTheNode(nodes: readonly string[] | null, name: string): Failure | null {
  const refusal = noNode(nodes);
  if (refusal !== null || nodes === null || nodes.includes(name)) return refusal;
  return failure(status.PERMISSION_DENIED, wrongNode(nodes, `node ${name}`));
}

function wrongNode(nodes: readonly string[] | null, claimed: string): string {
  return `the caller says that it is ${claimed}, its certificate is of node ${nodes?.join(', ')}`;
}

function failure(code: status, details: string): Failure {
  return { code, details };
}

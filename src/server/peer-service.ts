import {
  Metadata,
  type ServerDuplexStream,
  type ServerWritableStream,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import type { Logger } from '../util/logger.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import { encodeSnapshotMeta } from './frame-codec.ts';
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
  readonly logger: Logger;
  readonly limits?: EdgeLimits;
}

export interface PeerHandlers {
  readonly hello: UnaryHandler<HelloRequest, HelloResponse>;
  readonly exchange: (call: ExchangeCall) => void;
  readonly fetchSnapshot: (call: SnapshotCall) => void;
}

/** The handlers of `ringkv.v1.Peer`: what other nodes ask of this one. */
export function peerHandlers(options: PeerServiceOptions): PeerHandlers {
  const limits = options.limits ?? edgeLimits;
  let snapshots = 0;
  return {
    hello: (call, callback) => callback(null, options.hello(call.request)),
    exchange: (call) => serveExchange(call, options),
    fetchSnapshot: (call) => {
      const reader = openSnapshot(call, options, snapshots < limits.snapshotStreams);
      if ('code' in reader) {
        call.emit('error', reader);
        return;
      }
      snapshots++;
      new SnapshotSender(call, reader, options.logger, () => {
        snapshots--;
      }).start();
    },
  };
}

function serveExchange(call: ExchangeCall, { transport, logger }: PeerServiceOptions): void {
  const target = transport();
  if (target === null) {
    call.emit('error', failure(status.UNAVAILABLE, 'the node has no identity yet'));
    return;
  }
  const [name] = call.metadata.get(streamHeader);
  const stream = target.accept(typeof name === 'string' ? name : '');
  call.on('data', (frame: ringkv.v1.PeerFrame.$Properties) => target.receive(stream, frame));
  call.on('end', () => call.end());
  call.on('error', (error) => logger.debug({ why: error.message }, 'peer stream failed'));
  // The headers tell the sender that frames flow.
  call.sendMetadata(new Metadata());
}

function openSnapshot(
  { request }: SnapshotCall,
  { transport, host }: PeerServiceOptions,
  room: boolean,
): SnapshotReader | (Partial<ServiceError> & { code: status }) {
  const target = transport();
  const server = host();
  if (target === null || server === null)
    return failure(status.UNAVAILABLE, 'the node is starting');
  const clusterId = plainBytes(request.clusterId);
  const incarnation = plainBytes(request.incarnation);
  if (!target.knows(clusterId, request.fromMember ?? 0, incarnation)) {
    return failure(status.PERMISSION_DENIED, 'the caller is no member of this cluster');
  }
  if (!room) return failure(status.RESOURCE_EXHAUSTED, 'too many snapshots are being sent');
  const reader = server.openSnapshot(request.group ?? 0, request.index ?? 0);
  return reader ?? failure(status.UNAVAILABLE, 'no such snapshot here');
}

/** One chunk is read only when the one before has left: a slow follower holds one chunk in memory, not the state. */
class SnapshotSender {
  readonly #call: SnapshotCall;
  readonly #reader: SnapshotReader;
  readonly #logger: Logger;
  readonly #closed: () => void;
  #open = true;

  constructor(call: SnapshotCall, reader: SnapshotReader, logger: Logger, closed: () => void) {
    this.#call = call;
    this.#reader = reader;
    this.#logger = logger;
    this.#closed = closed;
  }

  start(): void {
    const call = this.#call;
    call.on('cancelled', () => this.#close());
    call.on('error', () => this.#close());
    call.write({ meta: encodeSnapshotMeta(this.#reader.meta) }, () => this.#sendNext());
  }

  #sendNext(): void {
    if (!this.#open) return;
    this.#reader.next((error, data) => {
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

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#reader.close();
    this.#closed();
  }
}

function failure(
  code: status,
  details: string,
): Partial<ServiceError> & { code: status; details: string } {
  return { code, details };
}

import type { ServiceDefinition } from '@grpc/grpc-js';
import { ringkv, grpc as standard } from '#proto';

/** What protobufjs generates for each message. */
interface Codec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

/** One method as grpc-js wants it. Serializers must return Buffers; protobufjs writes into Buffers on Node. */
export interface Method<Request, Response> {
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly requestSerialize: (message: Request) => Buffer;
  readonly requestDeserialize: (bytes: Buffer) => Request;
  readonly responseSerialize: (message: Response) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

type Streams = 'unary' | 'server' | 'bidi';

function method<Request, Response>(
  path: string,
  request: Codec<Request>,
  response: Codec<Response>,
  streams: Streams = 'unary',
): Method<Request, Response> {
  return {
    path,
    requestStream: streams === 'bidi',
    responseStream: streams !== 'unary',
    requestSerialize: (message) => asBuffer(request.encode(message).finish()),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => asBuffer(response.encode(message).finish()),
    responseDeserialize: (bytes) => response.decode(bytes),
  };
}

/** The same memory as a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const v1 = ringkv.v1;
const health = standard.health.v1;

export const kvService = {
  get: method('/ringkv.v1.Kv/Get', v1.GetRequest, v1.GetResponse),
  batchGet: method('/ringkv.v1.Kv/BatchGet', v1.BatchGetRequest, v1.BatchGetResponse),
  put: method('/ringkv.v1.Kv/Put', v1.PutRequest, v1.PutResponse),
  delete: method('/ringkv.v1.Kv/Delete', v1.DeleteRequest, v1.DeleteResponse),
  deleteRange: method('/ringkv.v1.Kv/DeleteRange', v1.DeleteRangeRequest, v1.DeleteRangeResponse),
  increment: method('/ringkv.v1.Kv/Increment', v1.IncrementRequest, v1.IncrementResponse),
  touch: method('/ringkv.v1.Kv/Touch', v1.TouchRequest, v1.TouchResponse),
  append: method('/ringkv.v1.Kv/Append', v1.AppendRequest, v1.AppendResponse),
  txn: method('/ringkv.v1.Kv/Txn', v1.TxnRequest, v1.TxnResponse),
  scan: method('/ringkv.v1.Kv/Scan', v1.ScanRequest, v1.ScanResponse),
  scanStream: method('/ringkv.v1.Kv/ScanStream', v1.ScanRequest, v1.ScanResponse, 'server'),
  openClient: method('/ringkv.v1.Kv/OpenClient', v1.OpenClientRequest, v1.OpenClientResponse),
  resolve: method('/ringkv.v1.Kv/Resolve', v1.ResolveRequest, v1.ResolveResponse),
  pipeline: method('/ringkv.v1.Kv/Pipeline', v1.PipelineRequest, v1.PipelineResponse, 'bidi'),
} satisfies ServiceDefinition;

export const watchService = {
  watch: method('/ringkv.v1.Watch/Watch', v1.WatchRequest, v1.WatchResponse, 'bidi'),
  subscribe: method('/ringkv.v1.Watch/Subscribe', v1.SubscribeRequest, v1.WatchResponse, 'server'),
} satisfies ServiceDefinition;

export const clusterService = {
  getTopology: method(
    '/ringkv.v1.Cluster/GetTopology',
    v1.GetTopologyRequest,
    v1.GetTopologyResponse,
  ),
  getStatus: method('/ringkv.v1.Cluster/GetStatus', v1.GetStatusRequest, v1.GetStatusResponse),
  getNodeStatus: method(
    '/ringkv.v1.Cluster/GetNodeStatus',
    v1.GetNodeStatusRequest,
    v1.GetNodeStatusResponse,
  ),
  getHashes: method('/ringkv.v1.Cluster/GetHashes', v1.GetHashesRequest, v1.GetHashesResponse),
  moveLeader: method('/ringkv.v1.Cluster/MoveLeader', v1.MoveLeaderRequest, v1.MoveLeaderResponse),
  changeSettings: method(
    '/ringkv.v1.Cluster/ChangeSettings',
    v1.ChangeSettingsRequest,
    v1.ChangeSettingsResponse,
  ),
} satisfies ServiceDefinition;

export const peerService = {
  hello: method('/ringkv.v1.Peer/Hello', v1.HelloRequest, v1.HelloResponse),
  exchange: method('/ringkv.v1.Peer/Exchange', v1.PeerFrame, v1.ExchangeEnd, 'bidi'),
  fetchSnapshot: method(
    '/ringkv.v1.Peer/FetchSnapshot',
    v1.FetchSnapshotRequest,
    v1.SnapshotChunk,
    'server',
  ),
} satisfies ServiceDefinition;

export const healthService = {
  check: method(
    '/grpc.health.v1.Health/Check',
    health.HealthCheckRequest,
    health.HealthCheckResponse,
  ),
  watch: method(
    '/grpc.health.v1.Health/Watch',
    health.HealthCheckRequest,
    health.HealthCheckResponse,
    'server',
  ),
} satisfies ServiceDefinition;

import type { ServerDuplexStream, ServiceDefinition } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { kvService } from '../rpc/index.ts';
import { batchGetHandler } from './batch-get-service.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import { errorDetail } from './errors.ts';
import { encodedPipeline, servePipeline, sharedByStreams } from './pipeline-service.ts';
import { RequestBatch, type RequestServer } from './request-batch.ts';
import { readHeader } from './request-header.ts';
import type { Result } from './results.ts';
import { refusalError } from './router.ts';
import { scanHandler } from './scan-service.ts';
import { type ScanStreamCall, scanStreamHandler } from './scan-stream.ts';
import { addToken } from './session-token.ts';
import { failCall, grpcTimeoutMs, type UnaryHandler } from './unary.ts';

type WireOperation = ringkv.v1.Operation.$Properties;

/** The oneof fields that a unary call fills in on the way in and reads on the way out. */
type RequestField =
  | 'get'
  | 'put'
  | 'delete'
  | 'increment'
  | 'touch'
  | 'append'
  | 'txn'
  | 'deleteRange'
  | 'openClient'
  | 'resolve';

type RequestOf<F extends RequestField> = NonNullable<WireOperation[F]>;
type ResponseOf<F extends RequestField> = NonNullable<Result[F]>;

type PipelineCall = ServerDuplexStream<Buffer, Buffer>;

/** `ringkv.v1.Kv` as it is served: what {@link kvHandlers} handle. */
export const servedKvService = {
  ...kvService,
  pipeline: encodedPipeline,
} satisfies ServiceDefinition;

export interface KvHandlers {
  readonly get: UnaryHandler<RequestOf<'get'>, ResponseOf<'get'>>;
  readonly put: UnaryHandler<RequestOf<'put'>, ResponseOf<'put'>>;
  readonly delete: UnaryHandler<RequestOf<'delete'>, ResponseOf<'delete'>>;
  readonly increment: UnaryHandler<RequestOf<'increment'>, ResponseOf<'increment'>>;
  readonly touch: UnaryHandler<RequestOf<'touch'>, ResponseOf<'touch'>>;
  readonly append: UnaryHandler<RequestOf<'append'>, ResponseOf<'append'>>;
  readonly txn: UnaryHandler<RequestOf<'txn'>, ResponseOf<'txn'>>;
  readonly deleteRange: UnaryHandler<RequestOf<'deleteRange'>, ResponseOf<'deleteRange'>>;
  readonly openClient: UnaryHandler<RequestOf<'openClient'>, ResponseOf<'openClient'>>;
  readonly resolve: UnaryHandler<RequestOf<'resolve'>, ResponseOf<'resolve'>>;
  readonly batchGet: UnaryHandler<
    ringkv.v1.BatchGetRequest.$Properties,
    ringkv.v1.BatchGetResponse.$Properties
  >;
  readonly scan: UnaryHandler<
    ringkv.v1.ScanRequest.$Properties,
    ringkv.v1.ScanResponse.$Properties
  >;
  readonly scanStream: (call: ScanStreamCall) => void;
  readonly pipeline: (call: PipelineCall) => void;
}

/** For {@link servedKvService}. */
export function kvHandlers(server: RequestServer, limits: EdgeLimits = edgeLimits): KvHandlers {
  const shared = sharedByStreams();
  return {
    get: unary(server, 'get'),
    put: unary(server, 'put'),
    delete: unary(server, 'delete'),
    increment: unary(server, 'increment'),
    touch: unary(server, 'touch'),
    append: unary(server, 'append'),
    txn: unary(server, 'txn'),
    deleteRange: unary(server, 'deleteRange'),
    openClient: unary(server, 'openClient'),
    resolve: unary(server, 'resolve'),
    batchGet: batchGetHandler(server, limits),
    scan: scanHandler(server, limits),
    scanStream: scanStreamHandler(server, limits),
    pipeline: (call) => servePipeline(server, call, limits, shared),
  };
}

/** A unary call is a batch of one operation, whose header is the call's. */
function unary<F extends RequestField>(
  server: RequestServer,
  field: F,
): UnaryHandler<RequestOf<F>, ResponseOf<F>> {
  return (call, callback) => {
    const { router } = server;
    const context = readHeader(call.request.header);
    if (context.type === 'refused') {
      failCall(callback, refusalError(context, null, router.view));
      return;
    }
    const batch = new RequestBatch(server, context, call, (result) => {
      const response = result[field];
      if (response) {
        addToken(response.header, context, router.view.clusterId);
        callback(null, response as ResponseOf<F>);
      } else failCall(callback, result.error ?? missing(field));
    });
    const operation: WireOperation = { [field]: { ...call.request, header: null } };
    batch.submit(operation, grpcTimeoutMs(call, router.clock.wallNow()));
  };
}

function missing(field: RequestField) {
  return errorDetail('INTERNAL', 'UNKNOWN', `no answer for ${field}`);
}

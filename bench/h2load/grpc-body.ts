import type { Store, Workload } from '../plan.ts';

/** One unary gRPC call as h2load sends it: the path, and the bytes of the request. */
export interface GrpcCall {
  readonly path: string;
  readonly body: Uint8Array;
  /** As the server's own counters call it. */
  readonly method: string;
}

/** Numbers of `ringkv.v1.ReadConsistency`. */
const LINEARIZABLE = 1;
const EVENTUAL = 5;

/**
 * The call of a workload, by hand: six fields need no generated code, and these bytes are what a client in any
 * language would send. Throws for workloads that one body cannot express (`impossible` of plan.ts).
 */
export function grpcCall(
  store: Store,
  workload: Workload,
  key: string,
  value: Uint8Array,
): GrpcCall {
  const name = Buffer.from(key);
  switch (`${store} ${workload}` as const) {
    case 'ringkv put':
      return call('/ringkv.v1.Kv/Put', 'put', bytesField(2, name), bytesField(3, value));
    case 'ringkv get':
      return call('/ringkv.v1.Kv/Get', 'get', header(LINEARIZABLE), bytesField(2, name));
    case 'ringkv get-eventual':
      return call('/ringkv.v1.Kv/Get', 'get', header(EVENTUAL), bytesField(2, name));
    case 'ringkv incr':
      // delta is sint64: 1 is 2 in zigzag.
      return call('/ringkv.v1.Kv/Increment', 'increment', bytesField(2, name), varintField(3, 2));
    case 'etcd put':
      return call('/etcdserverpb.KV/Put', 'Put', etcdPut(name, value));
    case 'etcd get':
      return call('/etcdserverpb.KV/Range', 'Range', bytesField(1, name));
    case 'etcd get-eventual':
      return call('/etcdserverpb.KV/Range', 'Range', bytesField(1, name), varintField(7, 1));
    case 'ringkv mixed':
    case 'etcd mixed':
    case 'etcd incr':
      throw new Error(`no single request is a ${workload} of ${store}`);
  }
}

/**
 * A transaction of etcd without a condition, which puts the value at every key; etcd refuses a key that comes twice.
 *
 *     TxnRequest { success: 2 [ RequestOp { request_put: 2 PutRequest } ] }
 */
export function etcdTxn(keys: readonly string[], value: Uint8Array): GrpcCall {
  const puts = keys.map((key) => bytesField(2, bytesField(2, etcdPut(Buffer.from(key), value))));
  return call('/etcdserverpb.KV/Txn', 'Txn', ...puts);
}

function etcdPut(key: Uint8Array, value: Uint8Array): Uint8Array {
  return Buffer.concat([bytesField(1, key), bytesField(2, value)]);
}

/** A RequestHeader with nothing but the consistency. */
function header(consistency: number): Uint8Array {
  return bytesField(1, varintField(9, consistency));
}

/**
 *     0            1        5
 *     | compressed | length | protobuf message
 *     | 0          | u32 BE |
 */
function call(path: string, method: string, ...fields: readonly Uint8Array[]): GrpcCall {
  const message = Buffer.concat(fields);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return { path, method, body: Buffer.concat([prefix, message]) };
}

function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function varintField(field: number, value: number): Uint8Array {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

/** Unsigned, below 2^31. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

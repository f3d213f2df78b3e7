import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { answeredOf, grpcErrors, operationsIn } from '../../bench/h2load/counters.ts';
import { etcdTxn, grpcCall } from '../../bench/h2load/grpc-body.ts';
import { parseLog, parseSummary } from '../../bench/h2load/report.ts';

const value = Buffer.alloc(300, 'x');

/** The message without its prefix, which must be right. */
function messageOf(body: Uint8Array): Uint8Array {
  const bytes = Buffer.from(body);
  expect(bytes[0]).toBe(0);
  expect(bytes.readUInt32BE(1)).toBe(bytes.length - 5);
  return bytes.subarray(5);
}

/** Of etcd's own definition, which comes with its npm client. */
function etcdType(name: string): protobuf.Type {
  const client = dirname(createRequire(import.meta.url).resolve('etcd3/package.json'));
  const root = new protobuf.Root();
  // Its imports are files beside it.
  root.resolvePath = (_, target) => join(client, 'proto', target.split('/').at(-1) ?? '');
  return root.loadSync('rpc.proto').lookupType(`etcdserverpb.${name}`);
}

describe('the requests that h2load sends', () => {
  it('are what a generated client of ringkv reads', () => {
    const put = grpcCall('ringkv', 'put', 'k', value);
    expect(put.path).toBe('/ringkv.v1.Kv/Put');
    const decoded = ringkv.v1.PutRequest.decode(messageOf(put.body));
    expect(Buffer.from(decoded.key ?? []).toString()).toBe('k');
    expect(Buffer.from(decoded.value ?? [])).toEqual(value);

    const levels = (['get', 'get-eventual'] as const).map((workload) => {
      const { body, path } = grpcCall('ringkv', workload, 'k', value);
      expect(path).toBe('/ringkv.v1.Kv/Get');
      const get = ringkv.v1.GetRequest.decode(messageOf(body));
      expect(Buffer.from(get.key ?? []).toString()).toBe('k');
      return get.header?.consistency;
    });
    expect(levels).toEqual([
      ringkv.v1.ReadConsistency.LINEARIZABLE,
      ringkv.v1.ReadConsistency.EVENTUAL,
    ]);

    const increment = ringkv.v1.IncrementRequest.decode(
      messageOf(grpcCall('ringkv', 'incr', 'k', value).body),
    );
    expect(increment.delta).toBe(1);
  });

  it('are byte for byte what etcdserverpb says', () => {
    const hex = (workload: 'put' | 'get' | 'get-eventual'): string =>
      Buffer.from(grpcCall('etcd', workload, 'k', Buffer.from('hello')).body).toString('hex');
    expect(hex('put')).toBe(`000000000a${'0a016b'}${'120568656c6c6f'}`);
    expect(hex('get')).toBe(`0000000003${'0a016b'}`);
    expect(hex('get-eventual')).toBe(`0000000005${'0a016b'}${'3801'}`);
  });

  it('of a transaction are what etcd3 reads: a put of every key, no condition', () => {
    const keys = Array.from({ length: 64 }, (_, index) => `bench/key-${index}`);
    const { path, method, body } = etcdTxn(keys, value);
    expect({ path, method }).toEqual({ path: '/etcdserverpb.KV/Txn', method: 'Txn' });
    const message = etcdType('TxnRequest').decode(messageOf(body));
    expect(message.toJSON()).toEqual({
      success: keys.map((key) => ({
        requestPut: {
          key: Buffer.from(key).toString('base64'),
          value: value.toString('base64'),
        },
      })),
    });
  });

  it('do not exist for workloads that need two of them', () => {
    expect(() => grpcCall('etcd', 'incr', 'k', value)).toThrow('incr of etcd');
    expect(() => grpcCall('ringkv', 'mixed', 'k', value)).toThrow('mixed of ringkv');
  });
});

// Captured from h2load 1.52.0.
const printed = `starting benchmark...
spawning thread #0: 2 total client(s). Timing-based test with 0s of warm-up time and 2s of main duration for measurements.
Main benchmark duration is over for thread #0. Stopping all clients.

finished in 2.00s, 12293.50 req/s, 917.13KB/s
requests: 24587 total, 24595 started, 24587 done, 24587 succeeded, 0 failed, 0 errored, 0 timeout
status codes: 24587 2xx, 0 3xx, 0 4xx, 0 5xx
traffic: 1.79MB (1878282) total, 48.04KB (49198) headers (space savings 94.73%), 824.25KB (844037) data
                     min         max         mean         sd        +/- sd
time for request:      166us      5.04ms       626us       301us    86.46%
`;

describe('what h2load reports', () => {
  it('is read from its summary', () => {
    expect(parseSummary(printed)).toEqual({
      seconds: 2,
      done: 24_587,
      failed: 0,
      dataBytes: 844_037,
    });
  });

  it('counts requests without an answer as failed', () => {
    const text = printed.replace(
      '24587 succeeded, 0 failed, 0 errored',
      '24580 succeeded, 7 failed, 7 errored',
    );
    expect(parseSummary(text).failed).toBe(7);
  });

  it('is an error when it measured nothing, as when nobody listens', () => {
    expect(() => parseSummary('starting benchmark...\nunable to connect\n')).toThrow(
      'unable to connect',
    );
  });

  it('is read request by request from its log', () => {
    const log =
      '1795213255425261\t200\t1464\n1795213255425259\t200\t1799\n1795213255425257\t-1\t1806\n';
    const { answered, failed, latencies } = parseLog(log);
    expect({ answered, failed }).toEqual({ answered: 2, failed: 1 });
    expect(latencies.summary().max).toBeCloseTo(1.799, 2);
  });

  it('may have further columns and a line that was cut off, but no other lines', () => {
    expect(parseLog('1795213255425261\t200\t1464\tmore\n17952').answered).toBe(1);
    expect(() => parseLog('1795213255425261 200 1464\n')).toThrow("not a line of h2load's log");
  });
});

const ringkvMetrics = `# TYPE ringkv_request_duration_seconds histogram
ringkv_request_duration_seconds_bucket{method="put",consistency="",code="OK",le="+Inf"} 90
ringkv_request_duration_seconds_sum{method="put",consistency="",code="OK"} 1.5
ringkv_request_duration_seconds_count{method="put",consistency="",code="OK"} 90
ringkv_request_duration_seconds_count{method="put",consistency="",code="DEADLINE_EXCEEDED"} 3
ringkv_request_duration_seconds_count{method="put",consistency="",code="CANCELLED"} 5
ringkv_request_duration_seconds_count{method="get",consistency="linearizable",code="OK"} 7
ringkv_request_duration_seconds_count{method="get",consistency="eventual",code="OK"} 8
`;

// Captured from etcd 3.4.23 after h2load had dropped 64 requests in flight.
const etcdMetrics = `grpc_server_handled_total{grpc_code="OK",grpc_method="Put",grpc_service="etcdserverpb.KV",grpc_type="unary"} 7692
grpc_server_handled_total{grpc_code="Unknown",grpc_method="Put",grpc_service="etcdserverpb.KV",grpc_type="unary"} 37
grpc_server_handled_total{grpc_code="ResourceExhausted",grpc_method="Put",grpc_service="etcdserverpb.KV",grpc_type="unary"} 2
grpc_server_handled_total{grpc_code="OK",grpc_method="Range",grpc_service="etcdserverpb.KV",grpc_type="unary"} 1.4e+04
`;

const etcdTxnMetrics = (
  ok: number,
  failed: number,
): string => `grpc_server_handled_total{grpc_code="OK",grpc_method="Txn",grpc_service="etcdserverpb.KV",grpc_type="unary"} ${ok}
grpc_server_handled_total{grpc_code="InvalidArgument",grpc_method="Txn",grpc_service="etcdserverpb.KV",grpc_type="unary"} ${failed}
grpc_server_handled_total{grpc_code="OK",grpc_method="Put",grpc_service="etcdserverpb.KV",grpc_type="unary"} 7
`;

describe('the counters of the servers', () => {
  it('say what was answered with which gRPC code', () => {
    expect(answeredOf('ringkv', 'put', ringkvMetrics)).toEqual({ ok: 90, failed: 3 });
    expect(answeredOf('ringkv', 'get', ringkvMetrics)).toEqual({ ok: 15, failed: 0 });
    expect(answeredOf('etcd', 'Put', etcdMetrics)).toEqual({ ok: 7_692, failed: 2 });
    expect(answeredOf('etcd', 'Range', etcdMetrics)).toEqual({ ok: 14_000, failed: 0 });
  });

  it('have nothing yet for a method that was never called', () => {
    expect(answeredOf('ringkv', 'increment', ringkvMetrics)).toEqual({ ok: 0, failed: 0 });
  });

  it('find the errors behind HTTP 200: those that the server names, and those it never counted', () => {
    const before = { ok: 100, failed: 10 };
    expect(grpcErrors(50, before, { ok: 150, failed: 10 })).toBe(0);
    expect(grpcErrors(50, before, { ok: 148, failed: 12 })).toBe(2);
    // Requests dropped at the end were answered too; the named errors stay errors.
    expect(grpcErrors(50, before, { ok: 160, failed: 12 })).toBe(2);
    // An unknown method: the server answers 200, and counts nothing.
    expect(grpcErrors(50, before, before)).toBe(50);
    expect(grpcErrors(50, before, { ok: 100, failed: 70 })).toBe(50);
  });

  it('count transactions, of which each operation is a success or an error', () => {
    const before = answeredOf('etcd', 'Txn', etcdTxnMetrics(1_000, 0));
    const after = answeredOf('etcd', 'Txn', etcdTxnMetrics(1_090, 10));
    expect(after).toEqual({ ok: 1_090, failed: 10 });
    // Of 100 answered, 10 were refused; 2 more were never answered.
    const refused = grpcErrors(100, before, after);
    expect(operationsIn(64, 100, refused, 2)).toEqual({ ops: 90 * 64, errors: 12 * 64 });
    expect(operationsIn(1, 100, refused, 2)).toEqual({ ops: 90, errors: 12 });
  });
});

import { type ServiceError, status } from '@grpc/grpc-js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { clusterService, kvService, type Method, peerService } from '../../src/rpc/index.ts';
import { HttpKv } from '../../src/server/http-kv.ts';
import { HttpServer } from '../../src/server/http-server.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import { bytes, count, header, mangled } from './fuzz-values.ts';
import { TestNode } from './nodes.ts';

const v1 = ringkv.v1;
let node: TestNode;
let http: HttpServer;
let httpPort: number;

beforeAll(async () => {
  node = await TestNode.start(1);
  const hash = await loadHash();
  http = new HttpServer({
    metrics: async () => '',
    readiness: { ready: () => true, checks: () => [] },
    kv: new HttpKv(
      () => ({ router: node.router, hash, tokens: node.tokens }),
      () => null,
    ),
  });
  httpPort = await http.listen('127.0.0.1', 0);
});

afterAll(async () => {
  await http.stop();
  node.kill();
});

const expect_ = fc.record({ absent: fc.boolean(), revision: count }, { requiredKeys: [] });

const put = { key: bytes, value: bytes, ttlMs: count, expect: expect_ };
const operation = fc.record(
  {
    id: count,
    sequence: count,
    sequenceFloor: count,
    clientId: bytes,
    timeoutMs: count,
    consistency: count,
    minRevision: count,
    maxStalenessMs: count,
    replica: count,
    ack: count,
    idempotencyKey: bytes,
    append: fc.record({ prefix: bytes, value: bytes, ttlMs: count }),
    get: fc.record({ key: bytes, header }, { requiredKeys: ['key'] }),
    put: fc.record(put, { requiredKeys: ['key'] }),
    increment: fc.record({ key: bytes, delta: count, min: count, max: count, ttlMs: count }),
    scanPartition: fc.record({
      partition: count,
      prefix: bytes,
      after: bytes,
      limit: count,
      reverse: fc.boolean(),
      countOnly: fc.boolean(),
    }),
    deleteRange: fc.record({ partition: count, prefix: bytes, limit: count }),
    openClient: fc.record({ partition: count, windowMs: count }),
    resolve: fc.record({ partition: count, sequence: count }),
  },
  { requiredKeys: [] },
);
const txn = fc.record({
  header,
  compare: fc.array(
    fc.record(
      { relation: count, key: bytes, prefix: bytes, version: count, value: bytes, count },
      { requiredKeys: [] },
    ),
    { maxLength: 4 },
  ),
  success: fc.array(
    fc.record(
      {
        put: fc.record(put),
        increment: fc.record({ key: bytes, delta: count }),
        deleteRange: fc.record({ prefix: bytes, limit: count }),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 4 },
  ),
});

const requests: readonly (readonly [
  name: string,
  method: { path: string },
  payload: fc.Arbitrary<Buffer>,
])[] = [
  ['Get', kvService.get, mangled(v1.GetRequest, fc.record({ header, key: bytes }))],
  [
    'BatchGet',
    kvService.batchGet,
    mangled(v1.BatchGetRequest, fc.record({ header, keys: fc.array(bytes, { maxLength: 5 }) })),
  ],
  ['Put', kvService.put, mangled(v1.PutRequest, fc.record({ header, ...put }))],
  [
    'Delete',
    kvService.delete,
    mangled(v1.DeleteRequest, fc.record({ header, key: bytes, expect: expect_ })),
  ],
  [
    'Increment',
    kvService.increment,
    mangled(
      v1.IncrementRequest,
      fc.record({ header, key: bytes, delta: count, min: count, max: count }),
    ),
  ],
  [
    'Touch',
    kvService.touch,
    mangled(v1.TouchRequest, fc.record({ header, key: bytes, ttlMs: count })),
  ],
  ['Txn', kvService.txn, mangled(v1.TxnRequest, txn)],
  [
    'Scan',
    kvService.scan,
    mangled(v1.ScanRequest, fc.record({ header, prefix: bytes, limit: count, pageToken: bytes })),
  ],
  [
    'ScanStream',
    kvService.scanStream,
    mangled(v1.ScanRequest, fc.record({ header, prefix: bytes, limit: count, pageToken: bytes })),
  ],
  [
    'DeleteRange',
    kvService.deleteRange,
    mangled(
      v1.DeleteRangeRequest,
      fc.record({ header, partition: count, prefix: bytes, limit: count }),
    ),
  ],
  [
    'OpenClient',
    kvService.openClient,
    mangled(v1.OpenClientRequest, fc.record({ header, partition: count, windowMs: count })),
  ],
  [
    'Resolve',
    kvService.resolve,
    mangled(v1.ResolveRequest, fc.record({ header, partition: count, sequence: count })),
  ],
  [
    'Append',
    kvService.append,
    mangled(v1.AppendRequest, fc.record({ header, prefix: bytes, value: bytes, ttlMs: count })),
  ],
  [
    'ChangeSettings',
    clusterService.changeSettings,
    mangled(v1.ChangeSettingsRequest, fc.record({ header, acceptedWrites: fc.boolean() })),
  ],
  [
    'MoveLeader',
    clusterService.moveLeader,
    mangled(v1.MoveLeaderRequest, fc.record({ partition: count })),
  ],
  [
    'Hello',
    peerService.hello,
    mangled(
      v1.HelloRequest,
      fc.record({ clusterId: bytes, name: fc.string(), incarnation: bytes }),
    ),
  ],
];

const raw = (path: string): Method<Buffer, Buffer> => ({
  path,
  requestStream: false,
  responseStream: false,
  requestSerialize: (message) => message,
  requestDeserialize: (message) => message,
  responseSerialize: (message) => message,
  responseDeserialize: (message) => message,
});

/** OK, or an error that says what it is. */
const proper: ReadonlySet<status> = new Set([
  status.OK,
  status.INVALID_ARGUMENT,
  status.FAILED_PRECONDITION,
  status.RESOURCE_EXHAUSTED,
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.NOT_FOUND,
  // What grpc-js says of bytes that are no message.
  status.INTERNAL,
]);

async function codeOf(answer: Promise<unknown>): Promise<status> {
  return answer.then(
    () => status.OK,
    (error: ServiceError) => error.code,
  );
}

async function expectAlive(): Promise<void> {
  await node.call(kvService.put, { key: utf8('alive'), value: utf8('yes') });
  const read = await node.call(kvService.get, { key: utf8('alive') });
  expect(Buffer.from(read.record?.value ?? []).toString()).toBe('yes');
  expect(node.router.pending).toBe(0);
}

describe('whatever arrives over gRPC', () => {
  it.each(requests)(
    'as %s gets a proper status, and the node goes on',
    async (_name, { path }, payload) => {
      await fc.assert(
        fc.asyncProperty(payload, async (message) => {
          expect(proper).toContain(await codeOf(node.call(raw(path), message, 1_000)));
        }),
        { numRuns: 120 },
      );
      await expectAlive();
    },
  );

  it('in a Pipeline is answered operation by operation, or ends that stream alone', async () => {
    const message = mangled(
      v1.PipelineRequest,
      fc.record({ header, operations: fc.array(operation, { maxLength: 6 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 4 }), async (messages) => {
        const identity = (bytes_: Buffer): Buffer => bytes_;
        const stream = node.client.makeBidiStreamRequest(
          kvService.pipeline.path,
          identity,
          identity,
        );
        const ended = new Promise<status>((resolve) => {
          stream.on('status', ({ code }: { code: status }) => resolve(code));
        });
        stream.on('error', () => {});
        stream.on('data', () => {});
        for (const one of messages) stream.write(one);
        stream.end();
        expect(proper).toContain(await ended);
      }),
      { numRuns: 120 },
    );
    await expectAlive();
  });

  it('that is larger than a message may be is refused', async () => {
    const huge = Buffer.alloc(17 * 1024 * 1024);
    expect(await codeOf(node.call(raw(kvService.put.path), huge))).not.toBe(status.OK);
    const many = Array.from({ length: 5 }, () => utf8('x'.repeat(1024 * 1024)));
    const code = await codeOf(
      node.call(kvService.txn, {
        success: many.map((value, n) => ({ put: { key: utf8(`{t}${n}`), value } })),
      }),
    );
    expect(code).toBe(status.INVALID_ARGUMENT);
    await expectAlive();
  });
});

describe('whatever arrives over HTTP', () => {
  const name = fc.constantFrom(
    'ringkv-ttl',
    'ringkv-consistency',
    'ringkv-session',
    'ringkv-replica',
    'ringkv-priority',
    'ringkv-ack',
    'ringkv-timeout',
    'if-match',
    'if-none-match',
    'traceparent',
    'x-request-id',
  );
  const text = fc.oneof(
    fc.constantFrom(
      '',
      '*',
      '"1"',
      '"x"',
      'bounded:',
      'bounded:5s',
      'new',
      'all',
      'local',
      '9e99',
      '1ms',
      '99999999999999999d',
    ),
    fc.stringMatching(/^[ -~]{0,60}$/),
  );

  it('gets a proper status, and the node goes on', async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'DELETE', 'POST', 'HEAD'),
        fc.constantFrom('/v1/kv/', '/v1/scan?', '/v1/', '/v1/kv/%'),
        fc.stringMatching(/^[!-~]{0,40}$/),
        fc.dictionary(name, text, { maxKeys: 4 }),
        async (method, path, rest, headers) => {
          const body = method === 'PUT' || method === 'POST' ? 'x' : null;
          const response = await fetch(
            `http://127.0.0.1:${httpPort}${path}${rest.replaceAll('#', '')}`,
            {
              method,
              headers,
              body,
            },
          );
          await response.arrayBuffer();
          seen.add(response.status);
          expect([200, 400, 404, 405, 409, 412, 413, 429, 503, 504]).toContain(response.status);
        },
      ),
      { numRuns: 400 },
    );
    expect(seen.has(200) && seen.has(400)).toBe(true);
    await expectAlive();
  });
});

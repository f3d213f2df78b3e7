import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { partitionOf } from '../../src/ring/index.ts';
import { type DecodedOperation, decodeOperation } from '../../src/server/decode-operation.ts';
import type { Refusal } from '../../src/server/errors.ts';
import { readHeader } from '../../src/server/request-header.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';

type Header = ringkv.v1.RequestHeader.$Properties;
type Operation = ringkv.v1.Operation.$Properties;

const hash = await loadHash();
const ring = { partitions: 4, hash };
const key = utf8('k');
const clientId = new Uint8Array(16).fill(7);
const identity = { clientId, sequence: 5, sequenceFloor: 2 };
const large = 2 ** 53;
/** Of a read that asks for nothing special. */
const anyTerms = { level: 'linearizable', here: false, minRevision: 0, maxStalenessMs: 0 };

/** As it comes from the wire: encoded and decoded, so that Buffers and rounded numbers appear as they would. */
function decode(operation: Operation, header?: Header): DecodedOperation | Refusal {
  const bytes = ringkv.v1.Operation.encode(operation).finish();
  const context = readHeader(
    header && ringkv.v1.RequestHeader.decode(ringkv.v1.RequestHeader.encode(header).finish()),
  );
  if (context.type === 'refused') return context;
  return decodeOperation(ringkv.v1.Operation.decode(bytes), context, ring);
}

function body(operation: Operation, header?: Header): unknown {
  const decoded = decode(operation, header);
  return decoded.type === 'operation' ? decoded.body : decoded;
}

describe('an operation that is decoded', () => {
  it('goes to the partition of its key, with plain bytes', () => {
    const decoded = decode({ put: { key: utf8('{a}/x'), value: utf8('v'), ttlMs: 5 } });
    expect(decoded).toEqual({
      type: 'operation',
      partition: partitionOf(utf8('{a}/y'), 4, hash),
      body: {
        type: 'write',
        command: {
          clientId: new Uint8Array(0),
          sequence: 0,
          floor: 0,
          body: {
            kind: 'put',
            key: utf8('{a}/x'),
            value: utf8('v'),
            ttlMs: 5,
            expect: { type: 'any' },
          },
        },
      },
    });
  });

  it('takes its identity from itself or else from the header', () => {
    const own = body({ ...identity, delete: { key, expect: { absent: true } } });
    expect(own).toMatchObject({
      command: {
        clientId,
        sequence: 5,
        floor: 2,
        body: { kind: 'delete', expect: { type: 'absent' } },
      },
    });
    expect(body({ touch: { key } }, identity)).toMatchObject({
      command: { clientId, sequence: 5, floor: 2, body: { kind: 'touch', ttlMs: 0 } },
    });
    expect(body({ sequence: 9, sequenceFloor: 9, touch: { key } }, { clientId })).toMatchObject({
      command: { clientId, sequence: 9, floor: 9 },
    });
  });

  it('reads at the level of itself or else of the header, LINEARIZABLE without either', () => {
    expect(body({ get: { key } })).toEqual({ type: 'get', key, ...anyTerms });
    expect(body({ get: { key } }, { consistency: 5 })).toMatchObject({ level: 'eventual' });
    expect(body({ consistency: 1, get: { key } }, { consistency: 5 })).toMatchObject({
      level: 'linearizable',
    });
  });

  it('reads where its level and its preference allow', () => {
    const { PREFER_LEADER, PREFER_LOCAL } = ringkv.v1.ReplicaPreference;
    const served = (consistency: number, replica = 0): unknown =>
      body({ get: { key }, replica }, { consistency, maxStalenessMs: consistency === 4 ? 9 : 0 });
    for (const level of [3, 4, 5]) {
      expect(served(level)).toMatchObject({ here: true });
      expect(served(level, PREFER_LEADER)).toMatchObject({ here: false });
    }
    expect(served(1)).toMatchObject({ here: false });
    expect(served(1, PREFER_LOCAL)).toMatchObject({ here: true });
    expect(served(2)).toMatchObject({ level: 'leader_lease', here: false });
    expect(served(4)).toMatchObject({ level: 'bounded_staleness', maxStalenessMs: 9 });
  });

  it('is acknowledged by a quorum, or by all where that is asked', () => {
    const { ALL } = ringkv.v1.WriteAck;
    expect(body({ put: { key } })).not.toHaveProperty('ackAll');
    expect(body({ put: { key } }, { ack: ALL })).toMatchObject({ ackAll: true, strictAll: false });
    expect(body({ put: { key }, ack: ALL, strictAll: true })).toMatchObject({ strictAll: true });
    // The header of a message is for its writes; its reads have no use for it.
    expect(body({ get: { key } }, { ack: ALL })).toMatchObject({ type: 'get' });
  });

  it('is only accepted where that is asked, and nothing hangs on its answer', () => {
    const { ACCEPTED } = ringkv.v1.WriteAck;
    for (const write of [{ put: { key } }, { delete: { key } }, { touch: { key } }]) {
      expect(body(write, { ack: ACCEPTED })).toMatchObject({ accepted: true });
      expect(body(write)).not.toHaveProperty('accepted');
    }
    const expect1 = { absent: true };
    const refusedOnes: [Operation, Header][] = [
      [{ increment: { key, delta: 1 } }, {}],
      [{ txn: { success: [{ put: { key } }] } }, {}],
      [{ put: { key, expect: expect1 } }, {}],
      [{ delete: { key, expect: { revision: 7 } } }, {}],
      [{ ...identity, put: { key } }, {}],
    ];
    for (const [write, header] of refusedOnes) {
      const decoded = decode({ ...write, ack: ACCEPTED }, header);
      expect(decoded).toMatchObject({ type: 'refused', reason: 'ACK_TOO_WEAK' });
    }
    expect(decode({ put: { key }, ack: ACCEPTED, strictAll: true }, {})).toMatchObject({
      reason: 'INVALID_REQUEST',
    });
  });

  it('has the idempotency key of the operation, or else of the call', () => {
    const [own, ofCall] = [utf8('order-1'), utf8('order-2')];
    const write = { put: { key }, idempotencyKey: own };
    const header = { idempotencyKey: ofCall };
    expect(body(write, header)).toMatchObject({ command: { idempotencyKey: own } });
    expect(body({ put: { key } }, header)).toMatchObject({ command: { idempotencyKey: ofCall } });
    expect(body({ put: { key } })).not.toHaveProperty('command.idempotencyKey');
    const accepted = { ...write, ack: ringkv.v1.WriteAck.ACCEPTED };
    expect(decode(accepted)).toMatchObject({ reason: 'ACK_TOO_WEAK' });
  });

  it('waits for what its session has seen of its own partition', () => {
    const partition = partitionOf(key, 4, hash);
    const revisions = [
      { partition, revision: 71 },
      { partition: (partition + 1) % 4, revision: 99 },
    ];
    const sessionToken = ringkv.v1.SessionToken.encode({ revisions }).finish();
    const header = { consistency: ringkv.v1.ReadConsistency.SESSION, sessionToken };
    expect(body({ get: { key } }, header)).toMatchObject({ level: 'session', minRevision: 71 });
    expect(body({ get: { key }, minRevision: 80 }, header)).toMatchObject({ minRevision: 80 });
    const scan = { scanPartition: { partition: (partition + 1) % 4 } };
    expect(body(scan, header)).toMatchObject({ type: 'scan', minRevision: 99 });
  });

  it('has the defaults that the proto promises', () => {
    expect(body({ scanPartition: { partition: 3, limit: 9_999 } })).toEqual({
      type: 'scan',
      reverse: false,
      prefix: new Uint8Array(0),
      after: null,
      limit: 1_000,
      keysOnly: false,
      ...anyTerms,
    });
    expect(body({ clientId, openClient: { partition: 1 } })).toMatchObject({
      command: { sequence: 0, floor: 0, body: { kind: 'open', windowMs: 600_000 } },
    });
    expect(
      body({ clientId, sequenceFloor: 3, resolve: { partition: 1, sequence: 4 } }),
    ).toMatchObject({
      command: { clientId, sequence: 0, floor: 3, body: { kind: 'resolve', sequence: 4 } },
    });
    expect(body({ increment: { key, delta: -4, min: -large + 1 } })).toMatchObject({
      command: { body: { kind: 'increment', delta: -4, min: -large + 1, max: null, ttlMs: 0 } },
    });
  });

  it('is taken at every limit', () => {
    const year = 366 * 24 * 3_600_000;
    const put = { key: new Uint8Array(4_096), value: new Uint8Array(1_048_576), ttlMs: year };
    const header = { requestId: 'r'.repeat(128), timeoutMs: 2 ** 32 - 1, priority: 2, ack: 1 };
    expect(decode({ put }, header).type).toBe('operation');
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    expect(decode({ increment: { key, delta: large - 1 } }, { traceparent }).type).toBe(
      'operation',
    );
  });
});

const refused: [string, Operation, Header, Partial<Refusal>][] = [
  ['an empty key', { get: {} }, {}, { message: 'the key is empty' }],
  [
    'a key above 4 KiB',
    { get: { key: new Uint8Array(4_097) } },
    {},
    { reason: 'KEY_TOO_LARGE', limit: 4_096, actual: 4_097 },
  ],
  [
    'a value above 1 MiB',
    { put: { key, value: new Uint8Array(1_048_577) } },
    {},
    { reason: 'VALUE_TOO_LARGE', limit: 1_048_576, actual: 1_048_577 },
  ],
  [
    'a prefix above 4 KiB',
    { scanPartition: { prefix: new Uint8Array(5_000) } },
    {},
    { reason: 'KEY_TOO_LARGE', limit: 4_096, actual: 5_000 },
  ],
  [
    'a resume key above 4 KiB',
    { scanPartition: { after: new Uint8Array(5_000) } },
    {},
    { reason: 'KEY_TOO_LARGE', limit: 4_096, actual: 5_000 },
  ],
  [
    'a TTL above a year',
    { touch: { key, ttlMs: 366 * 24 * 3_600_000 + 1 } },
    {},
    { limit: 31_622_400_000, actual: 31_622_400_001 },
  ],
  ['a TTL past 2^53', { put: { key, ttlMs: large } }, {}, { limit: large - 1 }],
  ['a delta past 2^53-1', { increment: { key, delta: large } }, {}, { limit: large - 1 }],
  ['a negative delta past it', { increment: { key, delta: -large } }, {}, { limit: large - 1 }],
  ['a min past it', { increment: { key, delta: 1, min: -large } }, {}, { limit: large - 1 }],
  ['a max past it', { increment: { key, delta: 1, max: large } }, {}, { limit: large - 1 }],
  ['min above max', { increment: { key, delta: 1, min: 2, max: 1 } }, {}, {}],
  [
    'a partition that is not there',
    { scanPartition: { partition: 4 } },
    {},
    { limit: 3, actual: 4 },
  ],
  ['no request', {}, {}, {}],
  ['a nested header', { get: { key, header: {} } }, {}, {}],
  ['an expectation of revision 0', { put: { key, expect: { revision: 0 } } }, {}, {}],
  ['an expectation of absent = false', { put: { key, expect: { absent: false } } }, {}, {}],
  ['an expected revision past 2^53', { delete: { key, expect: { revision: large } } }, {}, {}],
  ['a namespace', { get: { key } }, { namespace: 'n' }, {}],
  ['an unknown consistency', { get: { key } }, { consistency: Number(6) }, {}],
  ['an unknown replica', { get: { key } }, { replica: Number(3) }, {}],
  ['an unknown replica of the operation', { get: { key }, replica: Number(3) }, {}, {}],
  ['a lease read of whoever is asked', { get: { key } }, { consistency: 2, replica: 2 }, {}],
  ['a staleness without its level', { get: { key } }, { maxStalenessMs: 5 }, {}],
  ['BOUNDED_STALENESS without a bound', { get: { key } }, { consistency: 4 }, {}],
  ['a revision without a session', { get: { key }, minRevision: 5 }, { consistency: 5 }, {}],
  ['a write with a revision of a session', { put: { key }, minRevision: 5 }, {}, {}],
  ['a session token that is none', { get: { key } }, { sessionToken: utf8('what') }, {}],
  [
    'a session token above its limit',
    { get: { key } },
    { sessionToken: new Uint8Array(65_537) },
    {},
  ],
  ['an unknown consistency of the operation', { consistency: Number(9), get: { key } }, {}, {}],
  ['an unknown ack', { put: { key } }, { ack: Number(4) }, {}],
  ['an unknown ack of the operation', { put: { key }, ack: Number(4) }, {}, {}],
  ['strict_all without ALL', { put: { key } }, { strictAll: true }, {}],
  ['a read with an ack', { get: { key }, ack: 2 }, {}, {}],
  ['opening a client with an ack', { clientId, openClient: {}, ack: 2 }, {}, {}],
  ['an unknown priority', { get: { key } }, { priority: Number(7) }, {}],
  [
    'a request id above 128 bytes',
    { get: { key } },
    { requestId: 'é'.repeat(65) },
    { limit: 128, actual: 130 },
  ],
  [
    'an idempotency key above 128 bytes',
    { put: { key }, idempotencyKey: new Uint8Array(129) },
    {},
    { limit: 128, actual: 129 },
  ],
  ['one of the call', { put: { key } }, { idempotencyKey: new Uint8Array(129) }, {}],
  ['a read with an idempotency key', { get: { key } }, { idempotencyKey: utf8('o') }, {}],
  [
    'opening a client under an idempotency key',
    { clientId, openClient: {}, idempotencyKey: utf8('o') },
    {},
    {},
  ],
  ['a malformed traceparent', { get: { key } }, { traceparent: '00-xyz' }, {}],
  ['a topology epoch past 2^53', { get: { key } }, { topologyEpoch: large }, {}],
  [
    'a client id of 15 bytes',
    { put: { key } },
    { clientId: new Uint8Array(15) },
    { limit: 16, actual: 15 },
  ],
  [
    'one in the operation',
    { clientId: new Uint8Array(17), put: { key } },
    {},
    { limit: 16, actual: 17 },
  ],
  ['a client id without sequence', { put: { key } }, { clientId }, {}],
  ['a sequence without client id', { sequence: 1, sequenceFloor: 1, put: { key } }, {}, {}],
  ['a floor without client id', { sequenceFloor: 1, put: { key } }, {}, {}],
  ['a floor above the sequence', { ...identity, sequenceFloor: 6, put: { key } }, {}, {}],
  ['no floor', { clientId, sequence: 5, put: { key } }, {}, {}],
  ['a sequence past 2^53', { clientId, sequence: large, sequenceFloor: 1, put: { key } }, {}, {}],
  ['a read with a sequence', { sequence: 1, get: { key } }, {}, {}],
  ['a scan with a sequence', { sequenceFloor: 1, scanPartition: {} }, {}, {}],
  ['opening no client', { openClient: { partition: 0 } }, {}, {}],
  ['opening with a sequence', { ...identity, openClient: { partition: 0 } }, {}, {}],
  ['a window above the limit', { clientId, openClient: { windowMs: 600_001 } }, {}, {}],
  ['resolving nothing', { clientId, resolve: { partition: 0 } }, {}, {}],
  ['resolving below the floor', { clientId, sequenceFloor: 5, resolve: { sequence: 4 } }, {}, {}],
];

describe('an operation is refused for', () => {
  it.each(refused)('%s', (_what, operation, header, expected) => {
    const refusal = decode(operation, header);
    expect(refusal).toMatchObject({ type: 'refused', reason: 'INVALID_REQUEST', ...expected });
  });

  it('numbers that no wire can carry', () => {
    const context = readHeader({ topologyEpoch: Number.NaN });
    expect(context).toMatchObject({ type: 'refused', reason: 'INVALID_REQUEST', actual: 0 });
    const fraction = readHeader({ timeoutMs: 1.5 });
    expect(fraction.type).toBe('refused');
  });
});

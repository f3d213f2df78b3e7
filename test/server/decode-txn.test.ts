import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { partitionOf } from '../../src/ring/index.ts';
import { type DecodedOperation, decodeOperation } from '../../src/server/decode-operation.ts';
import type { Refusal } from '../../src/server/errors.ts';
import { readHeader } from '../../src/server/request-header.ts';
import { fromHex, utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import { requestLimits } from '../../src/util/limits.ts';

type Txn = ringkv.v1.TxnRequest.$Properties;
type Compare = ringkv.v1.Compare.$Properties;
type TxnOperation = ringkv.v1.TxnOperation.$Properties;

const { Relation } = ringkv.v1;
const hash = await loadHash();
const ring = { partitions: 16, hash };
const key = utf8('k');
const clientId = new Uint8Array(16).fill(7);

/** As it comes from the wire. */
function decode(
  txn: Txn,
  identity: ringkv.v1.Operation.$Properties = {},
): DecodedOperation | Refusal {
  const bytes = ringkv.v1.Operation.encode({ ...identity, txn }).finish();
  const context = readHeader(null);
  if (context.type === 'refused') return context;
  return decodeOperation(ringkv.v1.Operation.decode(bytes), context, ring);
}

function bodyOf(txn: Txn): unknown {
  const decoded = decode(txn);
  if (decoded.type !== 'operation' || decoded.body.type !== 'write') return decoded;
  return decoded.body.command.body;
}

const comparing = (...compare: Compare[]): unknown => decode({ compare });
const doing = (...success: TxnOperation[]): unknown => decode({ success });

describe('a transaction that is decoded', () => {
  it('goes to the partition of all its keys, under its identity, with plain bytes', () => {
    const decoded = decode(
      {
        compare: [{ key: utf8('{a}/x'), exists: false }],
        failure: [{ get: { key: utf8('{a}/y') } }],
      },
      { clientId, sequence: 5, sequenceFloor: 2 },
    );
    expect(decoded).toEqual({
      type: 'operation',
      partition: partitionOf(utf8('{a}'), 16, hash),
      body: {
        type: 'write',
        command: {
          clientId,
          sequence: 5,
          floor: 2,
          body: {
            kind: 'txn',
            compare: [{ target: 'exists', key: utf8('{a}/x'), exists: false }],
            success: [],
            failure: [{ kind: 'get', key: utf8('{a}/y') }],
          },
        },
      },
    });
  });

  it('keeps every comparison and operation, defaults included', () => {
    const compare = [
      { key, value: new Uint8Array(0) },
      { key, value: utf8('v'), relation: Relation.NOT_EQUAL },
      { key, version: 0, relation: Relation.LESS },
      { key, version: 3, relation: Relation.LESS_OR_EQUAL },
      { key, modRevision: 2 ** 40, relation: Relation.GREATER },
      { partitionTimeMs: 0, relation: Relation.GREATER_OR_EQUAL },
      { key, exists: true, relation: Relation.EQUAL },
    ];
    const success = [
      { put: { key, value: utf8('v'), ttlMs: 4 } },
      { get: { key } },
      { get: { key } },
      { delete: { key: utf8('{k}1') } },
      { increment: { key: utf8('{k}2'), delta: -2, min: 0, ttlMs: 9 } },
      { touch: { key: utf8('{k}3') } },
    ];
    expect(bodyOf({ compare, success })).toEqual({
      kind: 'txn',
      compare: [
        { target: 'value', key, relation: '=', value: new Uint8Array(0) },
        { target: 'value', key, relation: '!=', value: utf8('v') },
        { target: 'version', key, relation: '<', number: 0 },
        { target: 'version', key, relation: '<=', number: 3 },
        { target: 'modRevision', key, relation: '>', number: 2 ** 40 },
        { target: 'time', relation: '>=', number: 0 },
        { target: 'exists', key, exists: true },
      ],
      success: [
        { kind: 'put', key, value: utf8('v'), ttlMs: 4, expect: { type: 'any' } },
        { kind: 'get', key },
        { kind: 'get', key },
        { kind: 'delete', key: utf8('{k}1'), expect: { type: 'any' } },
        { kind: 'increment', key: utf8('{k}2'), delta: -2, min: 0, max: null, ttlMs: 9 },
        { kind: 'touch', key: utf8('{k}3'), ttlMs: 0 },
      ],
      failure: [],
    });
  });

  it('may write a key in both branches, though in neither twice', () => {
    const write = { put: { key, value: utf8('v') } };
    expect(bodyOf({ success: [write], failure: [write] })).toMatchObject({ kind: 'txn' });
    const twice = 'the branch writes';
    expect(doing(write, { get: { key } }, { touch: { key } })).toEqual(
      refused(`success[2]: ${twice} 'k' a second time`),
    );
    expect(decode({ failure: [{ delete: { key } }, { increment: { key, delta: 1 } }] })).toEqual(
      refused(`failure[1]: ${twice} 'k' a second time`),
    );
  });
});

describe('a comparison of a prefix (R32)', () => {
  const prefix = utf8('{g}/');

  it('is of every record, or of their number; existence is a number', () => {
    const range = { target: 'range', prefix, relation: '<=' };
    const relation = Relation.LESS_OR_EQUAL;
    const compare = [
      { prefix, relation, value: utf8('v') },
      { prefix, relation, version: 3 },
      { prefix, relation, modRevision: 4 },
      { prefix, relation, count: 5 },
      { prefix, exists: true },
      { prefix, exists: false },
    ];
    expect(bodyOf({ compare })).toMatchObject({
      compare: [
        { ...range, of: 'value', value: utf8('v') },
        { ...range, of: 'version', number: 3 },
        { ...range, of: 'modRevision', number: 4 },
        { ...range, of: 'count', number: 5 },
        { ...range, of: 'count', relation: '>', number: 0 },
        { ...range, of: 'count', relation: '=', number: 0 },
      ],
    });
    expect(decode({ compare })).toMatchObject({ partition: partitionOf(prefix, 16, hash) });
  });

  it.each<[string, Compare]>([
    ['a key or a prefix', { prefix, key, version: 1 }],
    ['partition time has no prefix', { prefix, partitionTimeMs: 1 }],
    ['EQUAL alone', { prefix, relation: Relation.LESS, exists: true }],
    ['one target', { prefix }],
    ['only the keys of a prefix', { key, count: 1 }],
  ])('is refused: %s', (message, compare) => {
    expect(comparing(compare)).toMatchObject({ message: expect.stringContaining(message) });
  });

  it('names its partition, and is refused where it does not', () => {
    expect(comparing({ prefix: utf8('k'), count: 0 })).toMatchObject({
      reason: 'CROSS_PARTITION',
      message: expect.stringContaining("prefix 'k'"),
    });
    expect(doing({ get: { key: utf8('{other}') } })).toMatchObject({ type: 'operation' });
    const other = { compare: [{ prefix, count: 0 }], success: [{ get: { key: utf8('{abc}/b') } }] };
    expect(decode(other)).toMatchObject({
      reason: 'CROSS_PARTITION',
      message: expect.stringContaining("'{abc}/b' in partition 4"),
    });
  });
});

describe('a prefix that a transaction deletes', () => {
  const range = (prefix: string): TxnOperation => ({ deleteRange: { prefix: utf8(prefix) } });
  const remove = (name: string): TxnOperation => ({ delete: { key: utf8(name) } });

  it('stands beside other writes, and not above or below them', () => {
    expect(doing(range('{g}/a'), remove('{g}/b'), range('{g}/c'))).toMatchObject({
      body: {
        command: { body: { success: [{ kind: 'deleteRange', prefix: utf8('{g}/a') }, {}, {}] } },
      },
    });
    expect(doing({ get: { key: utf8('{g}/a1') } }, range('{g}/a'))).toMatchObject({
      type: 'operation',
    });
    for (const two of [
      [range('{g}/a'), remove('{g}/a1')],
      [remove('{g}/a1'), range('{g}/a')],
      [range('{g}/a'), range('{g}/ab')],
      [range('{g}/ab'), range('{g}/a')],
      [range('{g}/a'), range('{g}/a')],
    ]) {
      expect(doing(...two)).toMatchObject({ message: expect.stringContaining('second time') });
    }
    expect(decode({ success: [range('{g}/a')], failure: [remove('{g}/a1')] })).toMatchObject({
      type: 'operation',
    });
  });

  it.each<[string, ringkv.v1.DeleteRangeRequest.$Properties]>([
    ['neither partition nor limit', { prefix: utf8('{g}/'), partition: 1 }],
    ['neither partition nor limit', { prefix: utf8('{g}/'), limit: 1 }],
    ['deleted by a prefix', {}],
    ['not of one partition', { prefix: utf8('g/') }],
    ['carry no header', { prefix: utf8('{g}/'), header: {} }],
  ])('is refused: %s', (message, deleteRange) => {
    expect(doing({ deleteRange })).toMatchObject({ message: expect.stringContaining(message) });
  });
});

describe('a transaction across partitions', () => {
  it("is told which of its keys do not share the first one's partition, up to eight of them", () => {
    const names = Array.from({ length: 40 }, (_, n) => `k${n}`);
    const home = partitionOf(utf8('k0'), 16, hash);
    const strangers = names.filter((name) => partitionOf(utf8(name), 16, hash) !== home);
    const refused = doing(...names.map((name) => ({ get: { key: utf8(name) } })));
    const { message } = refused as Refusal;
    for (const name of ['k0', ...strangers.slice(0, 8)]) expect(message).toContain(`'${name}' in`);
    for (const name of names) {
      if (name === 'k0' || strangers.slice(0, 8).includes(name)) continue;
      expect(message).not.toContain(`'${name}' in`);
    }
    expect(message).toContain(`and ${strangers.length - 8} more`);
  });

  it('is refused with two of its keys, wherever the stray one stands', () => {
    const near = { get: { key: utf8('{sku-1}/a') } };
    const far = utf8('{abc}/b');
    const expected = {
      type: 'refused',
      reason: 'CROSS_PARTITION',
      message:
        "the keys are not of one partition: '{sku-1}/a' in partition 2, '{abc}/b' in partition 4",
    };
    expect(doing(near, { touch: { key: far } })).toMatchObject(expected);
    expect(decode({ success: [near], failure: [{ delete: { key: far } }] })).toMatchObject(
      expected,
    );
    expect(
      decode({
        compare: [{ key: utf8('{sku-1}/a'), version: 1 }],
        failure: [{ get: { key: far } }],
      }),
    ).toMatchObject(expected);
  });

  it('shows keys that do not print, and not all of a long one', () => {
    const long = utf8('x'.repeat(3_000));
    const { message } = doing(
      { get: { key: fromHex('00ff27') } },
      { get: { key: long } },
    ) as Refusal;
    expect(message).toContain(`'\\x00\\xff''`);
    expect(message).toContain(`'${'x'.repeat(64)}...'`);
    expect(message.length).toBeLessThan(200);
  });
});

describe('a transaction that is refused', () => {
  it('has nothing in it, or no key', () => {
    expect(decode({})).toEqual(refused('the transaction has no comparison and no operation'));
    expect(comparing({ partitionTimeMs: 5 })).toEqual(
      refused('the transaction names no key, and so no partition'),
    );
  });

  it('names what one of its comparisons means in no known way', () => {
    const one = (compare: Compare, message: string): void => {
      expect(comparing({ key, exists: true }, compare)).toMatchObject(
        refused(`compare[1]: ${message}`),
      );
    };
    one({ key, relation: 7 as ringkv.v1.Relation, version: 1 }, 'unknown relation 7');
    one({ key }, 'a comparison has one target, this one has 0');
    one(
      { key, exists: true, relation: Relation.NOT_EQUAL },
      'existence is compared with EQUAL alone',
    );
    one({ key, partitionTimeMs: 5 }, 'a comparison of partition time has no key');
    one({ exists: true }, 'the key is empty');
    one({ value: utf8('v') }, 'the key is empty');
    one({ key, version: 2 ** 53 }, 'version must be an integer from 0');
    one({ key, modRevision: 2 ** 53 }, 'mod_revision must be');
    one({ partitionTimeMs: 2 ** 53 }, 'partition_time_ms must be');
  });

  it('names what one of its operations may not be', () => {
    const one = (operation: TxnOperation, message: string): void => {
      expect(doing({ get: { key } }, operation)).toMatchObject(refused(`success[1]: ${message}`));
    };
    one({}, 'an operation is one of those that this version knows, not 0');
    one({ put: { key, expect: { absent: true } } }, 'operations of a transaction expect nothing');
    one({ delete: { key, expect: { revision: 3 } } }, 'operations of a transaction expect nothing');
    one({ put: { key, header: {} } }, 'requests inside a transaction carry no header');
    one(
      { get: { key, header: { requestId: 'r' } } },
      'requests inside a transaction carry no header',
    );
    one({ get: {} }, 'the key is empty');
    one({ touch: { key, ttlMs: requestLimits.ttlMs + 1 } }, 'ttl_ms has');
    one({ increment: { key, delta: 2 ** 53 } }, 'delta must be');
    one({ increment: { key, delta: 1, min: 2, max: 1 } }, 'min 2 is above max 1');
  });

  it('carries a header of its own within a Pipeline, or a sequence without a client', () => {
    const txn = { success: [{ get: { key } }] };
    expect(decode({ ...txn, header: {} })).toMatchObject(refused('requests inside an operation'));
    expect(decode(txn, { sequence: 1 })).toMatchObject(refused('a sequence needs a client_id'));
    expect(decode(txn, { clientId })).toMatchObject(refused('a write with a client_id needs'));
  });

  it('passes a limit, which it is told', () => {
    const many = Array.from({ length: requestLimits.txnOperations + 1 }, () => ({ get: { key } }));
    const over = { reason: 'REQUEST_TOO_LARGE', limit: 128, actual: 129 };
    expect(decode({ success: many })).toMatchObject({
      ...over,
      message: 'success has 129 items, the limit is 128',
    });
    expect(decode({ failure: many })).toMatchObject(over);
    expect(decode({ compare: many.map(() => ({ key, version: 1 })) })).toMatchObject(over);
    expect(decode({ success: many.slice(1) })).toMatchObject({ type: 'operation' });
    const long = new Uint8Array(requestLimits.keyBytes + 1);
    expect(doing({ get: { key: long } })).toMatchObject({ reason: 'KEY_TOO_LARGE' });
    expect(comparing({ key: long, version: 1 })).toMatchObject({ reason: 'KEY_TOO_LARGE' });
    const large = new Uint8Array(requestLimits.valueBytes + 1);
    expect(doing({ put: { key, value: large } })).toMatchObject({ reason: 'VALUE_TOO_LARGE' });
    expect(comparing({ key, value: large })).toMatchObject({ reason: 'VALUE_TOO_LARGE' });
  });

  it('holds more bytes of keys and values than a request may', () => {
    const value = new Uint8Array(requestLimits.valueBytes);
    const put = (n: number): TxnOperation => ({ put: { key: utf8(`{k}${n}`), value } });
    const fits = {
      success: [put(1), put(2), put(3)],
      compare: [{ key, value: value.subarray(99) }],
    };
    expect(decode(fits)).toMatchObject({ type: 'operation' });
    expect(decode({ ...fits, failure: [put(1)] })).toMatchObject({
      reason: 'REQUEST_TOO_LARGE',
      limit: requestLimits.requestBytes,
    });
  });
});

function refused(message: string): object {
  return {
    type: 'refused',
    reason: 'INVALID_REQUEST',
    message: expect.stringContaining(message) as string,
    limit: expect.any(Number) as number,
    actual: expect.any(Number) as number,
  };
}

import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import {
  bytes,
  check,
  colocated,
  counter,
  type KvError,
  type RingKv,
  type TxnOp,
} from '../../src/client/index.ts';
import { requestLimits } from '../../src/util/limits.ts';
import { failed } from './fake-answers.ts';
import { clientOf, failureOf, fakeCluster } from './harness.ts';

const { Outcome, Reason } = ringkv.v1;

const avail = colocated('sku-1', 'avail');
const order = colocated('sku-1', 'order');

describe('a transaction that cannot be', () => {
  const refusals: readonly (readonly [
    string,
    (kv: RingKv) => Promise<unknown>,
    { name?: string; reason?: string; message: RegExp },
  ])[] = [
    ['is empty', (kv) => kv.txn({}), { message: /names no key/ }],
    ['has no key', (kv) => kv.txn({ if: [check.time('>', 1)] }), { message: /names no key/ }],
    [
      'has too many operations',
      (kv) => kv.txn({ then: Array.from({ length: 129 }, (_, i) => kv.ops.get(`{k}/${i}`)) }),
      {
        name: 'LimitError',
        reason: 'REQUEST_TOO_LARGE',
        message: /"then" of the transaction holds 129, 128 are allowed/,
      },
    ],
    [
      'has too many conditions',
      (kv) => kv.txn({ if: Array.from({ length: 129 }, () => check.exists('k')) }),
      {
        name: 'LimitError',
        reason: 'REQUEST_TOO_LARGE',
        message: /"if" of the transaction holds 129/,
      },
    ],
    [
      'writes a key twice',
      (kv) => kv.txn({ else: [kv.ops.put('k', 'v'), kv.ops.get('k'), kv.ops.delete('k')] }),
      { message: /^else\[0\] and else\[2\] write the same key "k"/ },
    ],
    [
      'has keys of different partitions',
      (kv) => kv.txn({ if: [check.exists('a')], then: [kv.ops.put('a', '1'), kv.ops.get('b')] }),
      {
        name: 'CrossPartitionError',
        reason: 'CROSS_PARTITION',
        message: /"a" is in [0-9]+ and "b" in [0-9]+/,
      },
    ],
    [
      'is too large',
      (kv) =>
        kv.txn({
          then: Array.from({ length: 5 }, (_, i) =>
            kv.keyspace(bytes).ops.put(`{k}/${i}`, new Uint8Array(requestLimits.valueBytes)),
          ),
        }),
      { name: 'LimitError', reason: 'REQUEST_TOO_LARGE', message: /bytes of keys and values/ },
    ],
    [
      'holds a wrong key',
      (kv) => kv.txn({ then: [kv.ops.get('')] }),
      { message: /The key is empty/ },
    ],
    [
      'holds a wrong value',
      (kv) => kv.txn({ then: [kv.keyspace(counter).ops.put('k', 0.5)] }),
      { name: 'ValidationError', reason: 'VALIDATION', message: /counter/ },
    ],
    [
      'holds a wrong delta',
      (kv) => kv.txn({ then: [kv.ops.increment('k', 2 ** 53)] }),
      { message: /delta must be a whole number/ },
    ],
    [
      'holds a wrong time to live',
      (kv) => kv.txn({ then: [kv.ops.put('k', 'v', { ttl: 0 })] }),
      { message: /ttl of 0 is not positive/ },
    ],
    [
      'compares with a wrong version',
      (kv) => kv.txn({ if: [check.version('k', '=', -1)] }),
      { message: /A version is compared with a whole number/ },
    ],
    [
      'compares by a wrong relation',
      (kv) => kv.txn({ if: [check.revision('k', '==' as '=', 1)] }),
      { message: /Unknown relation "=="; use one of = != < <= > >=/ },
    ],
    [
      'holds a strange operation',
      (kv) => kv.txn({ then: [{ kind: 'get' } as TxnOp<unknown>] }),
      { message: /^then\[0\] is no operation/ },
    ],
    [
      'holds a strange condition',
      (kv) => kv.txn({ if: [{ target: 'exists' }], then: [kv.ops.get('k')] }),
      { message: /^if\[0\] is no condition/ },
    ],
    [
      'has a wrong deadline',
      (kv) => kv.txn({ then: [kv.ops.get('k')] }, { timeoutMs: -1 }),
      { message: /timeoutMs must be positive/ },
    ],
  ];

  it.each(refusals)('because it %s is refused in one line before it is sent', async (...row) => {
    const [, run, expected] = row;
    const cluster = await fakeCluster(1, 16);
    const kv = await clientOf(cluster);
    const promise = run(kv);
    const error = (await failureOf(promise)) as KvError;
    expect(error).toMatchObject({
      name: expected.name ?? 'InvalidRequestError',
      reason: expected.reason ?? 'INVALID_REQUEST',
      outcome: 'not_executed',
    });
    expect(error.message).toMatch(expected.message);
    expect(error.message).not.toContain('\n');
    expect(cluster.node(1).operations).toEqual([]);
  });

  it('names the keys that exclude each other', async () => {
    const kv = await clientOf(await fakeCluster(1, 16));
    const error = await failureOf(kv.txn({ then: [kv.ops.get('a'), kv.ops.get('b')] }));
    expect(error).toMatchObject({ name: 'CrossPartitionError', keys: ['a', 'b'] });
  });

  it('may hold 128 of each, and a key that it reads as often as it likes', async () => {
    const kv = await clientOf(await fakeCluster());
    const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 128 }, (_, i) => make(i));
    const answer = await kv.txn({
      if: many((i) => check.absent(`{k}/${i}`)),
      then: many((i) => kv.ops.put(`{k}/${i}`, String(i))),
      else: many(() => kv.ops.get('{k}/0')),
    });
    expect(answer).toMatchObject({ ok: true, revision: 1 });
    if (answer.ok) expect(answer.results).toHaveLength(128);
  });
});

describe('a transaction that the cluster refuses', () => {
  it('because a value is no number fails as an increment does', async () => {
    const kv = await clientOf(await fakeCluster());
    await kv.put(avail, 'many');
    const txn = kv.txn({ then: [kv.ops.put(order, 'x'), kv.ops.increment(avail, 1)] });
    expect(await failureOf(txn)).toMatchObject({
      name: 'InvalidRequestError',
      reason: 'NOT_A_NUMBER',
      outcome: 'not_executed',
    });
    expect(await kv.get(order)).toBeNull();
  });

  it('because its reads are too large is a limit', async () => {
    const kv = await clientOf(await fakeCluster());
    await kv.put(avail, 'x'.repeat(requestLimits.txnResultBytes + 1));
    const txn = kv.txn({ then: [kv.ops.get(avail), kv.ops.put(order, 'x')] });
    expect(await failureOf(txn)).toMatchObject({
      name: 'LimitError',
      reason: 'RESULT_TOO_LARGE',
      outcome: 'not_executed',
      limit: requestLimits.txnResultBytes,
    });
    expect(await kv.get(order)).toBeNull();
  });

  it('is refused for good even after a try whose end is not known: the refusal is a stored answer', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    await kv.put(avail, 'x'.repeat(requestLimits.txnResultBytes + 1));
    let tries = 0;
    cluster.script((operation) => (operation.txn && tries++ === 0 ? 'close' : 'serve'));
    expect(await failureOf(kv.txn({ then: [kv.ops.get(avail)] }))).toMatchObject({
      name: 'LimitError',
      reason: 'RESULT_TOO_LARGE',
      outcome: 'not_executed',
    });
    expect(tries).toBe(2);
  });

  it('because the nodes see other partitions than the client is a CrossPartitionError too', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const refusal = failed(Reason.CROSS_PARTITION, Outcome.NOT_EXECUTED, 'a is in 1, b in 2');
    cluster.script((operation) => (operation.txn ? refusal : 'serve'));
    expect(await failureOf(kv.txn({ then: [kv.ops.get('a')] }))).toMatchObject({
      name: 'CrossPartitionError',
      message: 'A is in 1, b in 2',
      keys: null,
    });
  });
});

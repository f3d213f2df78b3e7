import { describe, expect, it } from 'vitest';
import type { ringkv } from '#proto';
import {
  bytes,
  type Check,
  type Codec,
  check,
  colocated,
  counter,
  type KvError,
  type RingKv,
  UnknownOutcomeError,
  ValidationError,
} from '../../src/client/index.ts';
import { clientOf, failureOf, fakeCluster, until } from './harness.ts';

const avail = colocated('sku-1', 'avail');
const held = colocated('sku-1', 'held');
const order = colocated('sku-1', 'order');

describe('a transaction', () => {
  it('does all of its branch at one revision and answers each operation', async () => {
    const kv = await clientOf(await fakeCluster());
    const stock = kv.keyspace(counter);
    await stock.put(avail, 5);
    const sold = await kv.txn({
      if: [check.absent(order), check.exists(avail)],
      then: [
        stock.ops.increment(avail, -2, { min: 0 }),
        kv.ops.put(order, 'two of them', { ttl: '10m' }),
        kv.ops.get(order),
        kv.ops.touch(held, '1m'),
        kv.ops.delete(colocated('sku-1', 'old')),
        stock.ops.get(avail),
      ],
    });
    expect(sold).toMatchObject({
      ok: true,
      revision: 2,
      deduplicated: false,
      results: [
        { value: 3, version: 2, expiresAt: null },
        { version: 1, expiresAt: 600_000 },
        { key: order, value: 'two of them', modRevision: 2 },
        { found: false },
        { deleted: false },
        { key: avail, value: 3 },
      ],
    });
  });

  it('runs the other branch when a condition fails', async () => {
    const kv = await clientOf(await fakeCluster());
    await kv.put(order, 'mine');
    const answer = await kv.txn({
      if: [check.absent(order)],
      then: [kv.ops.put(order, 'yours')],
      else: [kv.ops.get(order), kv.ops.get(held)],
    });
    expect(answer).toMatchObject({
      ok: false,
      reason: 'condition_failed',
      results: [{ value: 'mine', version: 1 }, null],
    });
    expect((await kv.get(order))?.value).toBe('mine');
  });

  it('does nothing when a bound is hit, and says where', async () => {
    const kv = await clientOf(await fakeCluster());
    const stock = kv.keyspace(counter);
    await stock.put(avail, 1);
    const take = (count: number) => stock.ops.increment(avail, -count, { min: 0 });
    const refused = await kv.txn({ then: [kv.ops.put(order, 'held'), take(2)] });
    expect(refused).toMatchObject({
      ok: false,
      reason: 'out_of_range',
      branch: 'then',
      index: 1,
      value: 1,
      revision: 1,
    });
    const other = await kv.txn({ if: [check.exists(order)], else: [take(2)] });
    expect(other).toMatchObject({ reason: 'out_of_range', branch: 'else', index: 0 });
    expect(await kv.get(order)).toBeNull();
  });

  it('of reads and conditions alone leaves the revision', async () => {
    const kv = await clientOf(await fakeCluster());
    await kv.put(order, 'x');
    const read = await kv.txn({ then: [kv.ops.get(order)] });
    expect(read).toMatchObject({ ok: true, revision: 1, results: [{ value: 'x' }] });
    expect(await kv.txn({ if: [check.absent(order)] })).toMatchObject({ ok: false, results: [] });
  });

  it('gives what it read the header of its answer', async () => {
    const cluster = await fakeCluster();
    cluster.store.advanceTime(77);
    const kv = await clientOf(cluster);
    const answer = await kv.txn({ then: [kv.ops.put(held, 'x'), kv.ops.get(held)] });
    expect(answer.ok && answer.results[1]).toMatchObject({
      revision: answer.revision,
      partition: answer.partition,
      partitionTimeMs: 77,
      servedBy: 1,
      role: 'leader',
      consistency: 'linearizable',
      stalenessMs: 0,
      clusterId: '010203',
    });
  });

  it('mixes keyspaces, and codecs that take their time', async () => {
    const kv = await clientOf(await fakeCluster());
    const slow: Codec<string> = {
      name: 'slow',
      encode: async (value) => new TextEncoder().encode(value.toUpperCase()),
      decode: async (stored) => new TextDecoder().decode(stored).toLowerCase(),
    };
    const raw = kv.keyspace(bytes);
    const value = new Uint8Array([1, 2]);
    const put = raw.ops.put(held, value);
    value.fill(9);
    const answer = await kv.txn({
      then: [kv.keyspace(slow).ops.put(order, 'abc'), put, kv.keyspace(slow).ops.get(order)],
    });
    expect(answer).toMatchObject({ ok: true, results: [{}, {}, { value: 'abc' }] });
    expect((await kv.get(order))?.value).toBe('ABC');
    expect((await raw.get(held))?.value).toEqual(new Uint8Array([1, 2]));
  });
});

describe('conditions', () => {
  const holds = async (kv: RingKv, condition: Check): Promise<boolean> =>
    (await kv.txn({ if: [condition, check.absent('{c}/none')] })).ok;

  it('compare version, revision, value, existence and time', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await kv.put('{c}/a', 'm');
    await kv.put('{c}/k', 'm');
    await kv.put('{c}/k', 'm');
    cluster.store.advanceTime(1_000);
    const rows: readonly [Check, boolean][] = [
      [check.exists('{c}/k'), true],
      [check.absent('{c}/k'), false],
      [check.exists('{c}/nobody'), false],
      [check.version('{c}/k', '=', 2), true],
      [check.version('{c}/k', '!=', 2), false],
      [check.version('{c}/nobody', '=', 0), true],
      [check.revision('{c}/k', '>', 2), true],
      [check.revision('{c}/k', '>', 3), false],
      [check.revision('{c}/k', '>=', 3), true],
      [check.revision('{c}/nobody', '<', 1), true],
      [check.value('{c}/k', '=', 'm'), true],
      [check.value('{c}/k', '<', 'n'), true],
      [check.value('{c}/k', '<=', new Uint8Array([0x6c])), false],
      [check.value('{c}/k', '>', ''), true],
      [check.value('{c}/nobody', '!=', 'm'), false],
      [check.time('<=', 1_000), true],
      [check.time('<', 1_000), false],
      [check.time('>=', 0), true],
    ];
    for (const [condition, expected] of rows) {
      expect([condition.target, await holds(kv, condition)]).toEqual([condition.target, expected]);
    }
  });
});

describe('what a transaction read and cannot be decoded', () => {
  it('does not make it a failure: its writes were done', async () => {
    const kv = await clientOf(await fakeCluster());
    await kv.put(held, 'no number');
    const txn = kv.txn({ then: [kv.ops.put(order, 'x'), kv.keyspace(counter).ops.get(held)] });
    const error = await failureOf(txn);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ outcome: 'executed', reason: 'VALIDATION' });
    expect((error as KvError).message).toContain('operation 1');
    expect((await kv.get(order))?.value).toBe('x');
  });

  it('nor does an answer that does not fit the request', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const answers: ringkv.v1.TxnResponse.$Properties[] = [
      { succeeded: true, results: [] },
      { succeeded: true, results: [{ delete: { deleted: true } }] },
      { succeeded: true, results: [{ put: { version: 1 } }, { put: { version: 1 } }] },
    ];
    for (const txn of answers) {
      cluster.script((operation) => (operation.txn ? { txn } : 'serve'));
      expect(await failureOf(kv.txn({ then: [kv.ops.put('k', 'v')] }))).toMatchObject({
        name: 'ServerFaultError',
        outcome: 'executed',
      });
    }
  });
});

describe('a transaction whose answer was lost', () => {
  it('is sent again under its sequence and gets the stored answer', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    let tries = 0;
    cluster.script((operation) => (operation.txn && tries++ === 0 ? 'close' : 'serve'));
    const answer = await kv.txn({
      if: [check.absent('k')],
      then: [kv.ops.put('k', 'v'), kv.ops.get('k')],
    });
    expect(answer).toMatchObject({ ok: true, deduplicated: true, revision: 1 });
    // How old a stored answer is, nobody says.
    expect(answer.ok && answer.results[1]).toMatchObject({ value: 'v', stalenessMs: null });
    expect(cluster.store.executed('put k v')).toBe(1);
    expect(kv.stats()).toEqual({
      calls: 1,
      retries: 1,
      deduplicated: 1,
      unknown: 0,
      resolved: 0,
      voided: 0,
    });
  });

  it('resolves to what it answered', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await kv.put('n', '4');
    cluster.script((operation) => (operation.txn ? 'drop' : 'serve'));
    const ops = [
      kv.ops.get('n'),
      kv.ops.increment('n', 1),
      kv.ops.put('p', 'x'),
      kv.ops.delete('q'),
      kv.ops.touch('p2', '1s'),
    ] as const;
    const error = await failureOf(kv.txn({ then: ops }, { timeoutMs: 100 }));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    const resolution = await (error as UnknownOutcomeError).resolve();
    expect(resolution).toMatchObject({
      status: 'done',
      answer: {
        succeeded: true,
        revision: 2,
        txn: {
          succeeded: true,
          refusedIndex: null,
          results: [
            { kind: 'get', record: { version: 1, modRevision: 1, expiresAt: null } },
            { kind: 'increment', value: 5, version: 2, expiresAt: null },
            { kind: 'put', version: 1, expiresAt: null },
            { kind: 'delete', deleted: false },
            { kind: 'touch', found: false },
          ],
        },
      },
    });
    expect(kv.stats()).toMatchObject({ unknown: 1, resolved: 1, voided: 0 });
  });

  it('resolves to where it was refused', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await kv.put('n', '4');
    cluster.script((operation) => (operation.txn ? 'drop' : 'serve'));
    const txn = kv.txn(
      { then: [kv.ops.put('p', 'x'), kv.ops.increment('n', 1, { max: 4 })] },
      { timeoutMs: 100 },
    );
    const error = (await failureOf(txn)) as UnknownOutcomeError;
    expect(await error.resolve()).toMatchObject({
      status: 'done',
      answer: {
        succeeded: false,
        value: 4,
        txn: { succeeded: true, refusedIndex: 1, results: [] },
      },
    });
  });

  it('resolves to not done as a whole, and is counted as voided', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await kv.delete('open');
    cluster.script((operation) => (operation.txn ? 'later' : 'serve'));
    const txn = kv.txn({ then: [kv.ops.put('a', 'x'), kv.ops.put('b', 'x')] }, { timeoutMs: 100 });
    const error = (await failureOf(txn)) as UnknownOutcomeError;
    expect(await error.resolve()).toEqual({ status: 'not_done' });
    expect(cluster.runLater()).toBeGreaterThan(0);
    expect(cluster.store.rows.size).toBe(0);
    expect(kv.stats()).toMatchObject({ calls: 2, unknown: 1, resolved: 1, voided: 1 });
  });

  it('that is aborted can be resolved too', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    cluster.script((operation) => (operation.txn ? 'drop' : 'serve'));
    const abort = new AbortController();
    const txn = failureOf(kv.txn({ then: [kv.ops.put('k', 'v')] }, { signal: abort.signal }));
    await until(() => cluster.store.executed('put k v') === 1);
    abort.abort();
    expect(await txn).toMatchObject({ name: 'AbortError', outcome: 'unknown' });
    expect(kv.stats().unknown).toBe(1);
  });
});

describe('an operation', () => {
  it('that is never run bothers nobody, whatever is wrong with it', async () => {
    const kv = await clientOf(await fakeCluster(1, 1));
    const broken: Codec<string> = {
      name: 'broken',
      encode: async () => {
        throw new ValidationError('never', []);
      },
      decode: () => '',
    };
    const op = kv.keyspace(broken).ops.put('k', 'v');
    // An unhandled rejection would fail this file.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await failureOf(kv.txn({ then: [op] }))).toMatchObject({ message: 'never' });
  });

  it('can be run again', async () => {
    const kv = await clientOf(await fakeCluster(1, 1));
    const add = kv.ops.increment('n', 2);
    for (const value of [2, 4, 6]) {
      expect(await kv.txn({ then: [add] })).toMatchObject({ results: [{ value }] });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { counter, InvalidRequestError } from '../../src/client/index.ts';
import { clientOf, failureOf, fakeCluster } from './harness.ts';

const order = { idempotencyKey: 'order-123' };

describe('a write under an idempotency key', () => {
  it('is done once, whichever client sends it', async () => {
    const cluster = await fakeCluster(2, 1);
    const [first, second] = [await clientOf(cluster), await clientOf(cluster)];
    const done = await first.put('k', 'v', order);
    expect(done).toMatchObject({ ok: true, revision: 1, replayed: false });
    await first.put('k', 'w');
    expect(await second.put('k', 'v', order)).toMatchObject({
      ok: true,
      revision: 1,
      replayed: true,
    });
    expect(cluster.store.executed('put k v')).toBe(1);
  });

  it('may be any write', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const counters = kv.keyspace(counter);
    const writes = [
      () => counters.increment('n', 5, { idempotencyKey: 'a' }),
      () => kv.delete('k', { idempotencyKey: new Uint8Array([0, 255]) }),
      () => kv.touch('n', '5s', { idempotencyKey: 'c' }),
      () => kv.txn({ then: [counters.ops.increment('n', 1)] }, { idempotencyKey: 'd' }),
    ];
    for (const write of writes) {
      expect(await write()).toMatchObject({ replayed: false });
      expect(await write()).toMatchObject({ replayed: true });
    }
    expect((await counters.get('n'))?.value).toBe(6);
  });

  it('is refused for good when the key stands for something else', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await kv.put('k', 'v', order);
    let tries = 0;
    cluster.script(() => {
      tries++;
      return 'serve';
    });
    const error = await failureOf(kv.put('k', 'other', order));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED', outcome: 'not_executed' });
    expect(tries).toBe(1);
  });

  it('whose identity ended while it was uncertain is unknown, and its key tells whoever asks again', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    let puts = 0;
    cluster.script((operation) => {
      if (!operation.put || puts++ > 0) return 'serve';
      // It runs, and its answer is lost, and then its identity.
      setImmediate(() => cluster.store.forgetIdentities());
      return 'close';
    });
    const error = await failureOf(kv.put('k', 'v', order));
    expect(error).toMatchObject({ outcome: 'unknown' });
    expect(await kv.put('k', 'v', order)).toMatchObject({ ok: true, replayed: true });
    expect(cluster.store.executed('put k v')).toBe(1);
  });

  it.each(['', 'x'.repeat(129), new Uint8Array(129)])(
    'has a key of 1 to 128 bytes',
    async (key) => {
      const cluster = await fakeCluster(1, 1);
      const kv = await clientOf(cluster);
      const error = await failureOf(kv.put('k', 'v', { idempotencyKey: key }));
      expect(error).toBeInstanceOf(InvalidRequestError);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { IdentityPool } from '../../src/client/identity.ts';
import { type RingKv, UnknownOutcomeError } from '../../src/client/index.ts';
import { defaultTuning } from '../../src/client/limits.ts';
import { hex } from '../../src/util/bytes.ts';
import { failed } from './fake-answers.ts';
import type { FakeCluster } from './fake-cluster.ts';
import { clientOf, failureOf, fakeCluster } from './harness.ts';

const { Outcome, Reason } = ringkv.v1;
const tooFar = failed(Reason.SEQUENCE_TOO_FAR, Outcome.NOT_EXECUTED, 'no room for the answer');

/** A store that keeps ten answers of the cart for one identity. */
async function smallStore(): Promise<{ cluster: FakeCluster; kv: RingKv }> {
  const cluster = await fakeCluster(1, 1);
  cluster.store.answerBytes = 1_000;
  const kv = await clientOf(cluster);
  await kv.put('cart', 'x'.repeat(100));
  return { cluster, kv };
}

describe('answers that fill the room kept for an identity', () => {
  it('send what is left over to others: no call of many at once fails', async () => {
    const { cluster, kv } = await smallStore();
    const reads = Array.from({ length: 64 }, (_, i) =>
      kv.txn({ then: [kv.ops.get('cart'), kv.ops.put(`seen${i}`, 'x')] }, { timeoutMs: 10_000 }),
    );
    for (const { ok } of await Promise.all(reads)) expect(ok).toBe(true);
    for (let i = 0; i < 64; i++) expect(cluster.store.executed(`put seen${i} x`)).toBe(1);
    expect(cluster.store.opened.length).toBeGreaterThan(1);
  });

  it('do not make a steady stream of bursts open identities without end', async () => {
    const { cluster, kv } = await smallStore();
    const burst = () =>
      Promise.all(
        Array.from({ length: 32 }, () =>
          kv.txn({ then: [kv.ops.get('cart')] }, { timeoutMs: 10_000 }),
        ),
      );
    for (let i = 0; i < 12; i++) await burst();
    // Each burst needs four at most, and finds those of the last one again.
    expect(cluster.store.opened.length).toBeLessThanOrEqual(8);
  });

  it('leave an open outcome of the same identity resolvable', async () => {
    const { cluster, kv } = await smallStore();
    cluster.script(({ put }) => (put ? 'drop' : 'serve'));
    const error = await failureOf(kv.put('k', 'v', { timeoutMs: 150 }));
    if (!(error instanceof UnknownOutcomeError)) throw error;
    cluster.script(() => 'serve');
    // That write pins the floor, so this many answers cannot all be kept under its identity.
    for (let i = 0; i < 20; i++) await kv.txn({ then: [kv.ops.get('cart')] });
    expect(cluster.store.opened.length).toBeGreaterThan(1);
    expect(await error.resolve()).toMatchObject({ status: 'done' });
    expect(cluster.store.executed('put k v')).toBe(1);
  });

  it('keep a write that may have run under its sequence, and it is answered once there is room', async () => {
    const { cluster, kv } = await smallStore();
    const tries: string[] = [];
    cluster.script(({ txn, clientId, sequence }) => {
      if (!txn) return 'serve';
      tries.push(`${hex(clientId ?? new Uint8Array())} ${sequence}`);
      if (tries.length === 1) return 'close';
      return tries.length < 5 ? tooFar : 'serve';
    });
    const answer = await kv.txn({ then: [kv.ops.put('k', 'v')] });
    expect(answer).toMatchObject({ ok: true, deduplicated: true });
    expect([tries.length, new Set(tries).size]).toEqual([5, 1]);
    expect(cluster.store.executed('put k v')).toBe(1);
  });

  it('end a write that may have run as unknown when there never is room', async () => {
    const { cluster, kv } = await smallStore();
    let tries = 0;
    cluster.script(({ put }) => (put ? (tries++ === 0 ? 'close_first' : tooFar) : 'serve'));
    const error = await failureOf(kv.put('k', 'v', { timeoutMs: 200 }));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(await (error as UnknownOutcomeError).resolve()).toEqual({ status: 'not_done' });
  });

  it('are an overload that passes, not a fault of the request, and are asked for with growing delays', async () => {
    const { cluster, kv } = await smallStore();
    let tries = 0;
    cluster.script(({ put }) => (put && ++tries ? tooFar : 'serve'));
    expect(await failureOf(kv.put('k', 'v', { timeoutMs: 200 }))).toMatchObject({
      name: 'OverloadedError',
      reason: 'SEQUENCE_TOO_FAR',
      outcome: 'not_executed',
      retryable: true,
    });
    // The first goes at once, each later one waits 2 ms at least.
    expect(tries).toBeLessThan(110);
    expect(tries).toBeGreaterThan(2);
  });
});

describe('a retired identity', () => {
  it('takes no new write until the last of its sequences is answered', () => {
    const pool = new IdentityPool({ ...defaultTuning, sequencesAhead: 8 });
    pool.opened(new Uint8Array([1]), 1_000, 0);
    const one = pool.usable(0);
    one?.draw();
    one?.draw();
    one?.retire();
    expect(pool.usable(0)).toBeNull();
    pool.opened(new Uint8Array([2]), 1_000, 0);
    const two = pool.usable(0);
    expect(two).not.toBe(one);
    two?.draw();
    one?.answered(2);
    two?.retire();
    expect(pool.usable(0)).toBeNull();
    one?.answered(1);
    expect(pool.usable(0)).toBe(one);
    expect([one?.ended, two?.ended]).toEqual([false, false]);
  });
});

import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type AcceptedWrite,
  KvError,
  type PutResult,
  UnknownOutcomeError,
} from '../../src/client/index.ts';
import { noLeader } from './fake-cluster.ts';
import { clientOf, failureOf, fakeCluster } from './harness.ts';

describe('a write with ack accepted', () => {
  it('says that its outcome is unknown, and no revision', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    const queued = await kv.put('k', 'v', { ack: 'accepted', ttl: '5s' });
    expect(queued).toEqual({
      outcome: 'unknown',
      partition: 0,
      term: 1,
      servedBy: queued.servedBy,
    });
    expect(await kv.delete('k', { ack: 'accepted' })).toMatchObject({ outcome: 'unknown' });
    expectTypeOf(queued).toEqualTypeOf<AcceptedWrite>();
    const acknowledged = await kv.put('k', 'v', { ack: 'quorum' });
    expectTypeOf(acknowledged).toEqualTypeOf<PutResult>();
  });

  it('goes without an identity, and opens none', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await kv.put('k', 'v', { ack: 'accepted' });
    expect(cluster.store.executed('put k v')).toBe(1);
    expect(cluster.store.opened).toEqual([]);
  });

  it('is never sent again: a lost answer is an unknown outcome at once', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    let tries = 0;
    cluster.script((operation) => (operation.put && ++tries > 0 ? 'close' : 'serve'));
    const error = await failureOf(kv.put('k', 'v', { ack: 'accepted' }));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(tries).toBe(1);
    // Nobody keeps anything of it, so nobody will ever know.
    expect(await (error as UnknownOutcomeError).resolve()).toEqual({ status: 'unknown' });
  });

  it('is not sent again after a definite refusal either', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    let tries = 0;
    cluster.script((operation) => (operation.put && ++tries > 0 ? noLeader : 'serve'));
    const error = await failureOf(kv.put('k', 'v', { ack: 'accepted' }));
    expect(error).toMatchObject({ reason: 'NO_LEADER', outcome: 'not_executed' });
    expect(tries).toBe(1);
  });

  it('whose deadline passes on the way is unknown', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    cluster.script((operation) => (operation.put ? 'drop' : 'serve'));
    const error = await failureOf(kv.put('k', 'v', { ack: 'accepted', timeoutMs: 100 }));
    expect(error).toMatchObject({ outcome: 'unknown' });
  });

  it('is refused where the cluster does not allow it', async () => {
    const cluster = await fakeCluster(1, 1);
    cluster.store.acceptedWrites = false;
    const kv = await clientOf(cluster);
    const error = await failureOf(kv.put('k', 'v', { ack: 'accepted' }));
    expect(error).toBeInstanceOf(KvError);
    expect(error).toMatchObject({ reason: 'ACCEPTED_WRITES_OFF', outcome: 'not_executed' });
    expect(cluster.store.executed('put k v')).toBe(0);
  });
});

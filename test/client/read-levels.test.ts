import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import type { ReadOptions } from '../../src/client/index.ts';
import type { FakeCluster } from './fake-cluster.ts';
import { clientOf, failureOf, fakeCluster, until } from './harness.ts';

const { ReadConsistency, ReplicaPreference } = ringkv.v1;

/** The newest get that any node received. */
function lastGet(cluster: FakeCluster): ringkv.v1.IOperation {
  const gets = cluster.nodes.flatMap(({ operations }) => operations.filter(({ get }) => get));
  const last = gets.at(-1);
  if (last === undefined) throw new Error('no get was received');
  return last;
}

describe('a session', () => {
  it('asks for what it wrote, in the partition where it wrote it', async () => {
    const cluster = await fakeCluster(1, 4);
    const kv = await clientOf(cluster);
    const session = kv.session();
    const put = await kv.put('{a}/k', 'v', { session });
    await kv.get('{a}/other', { session });
    expect(lastGet(cluster)).toMatchObject({
      consistency: ReadConsistency.SESSION,
      minRevision: put.revision,
    });
    const elsewhere = await kv.get('somewhere else', { session });
    expect(elsewhere).toBeNull();
    expect(lastGet(cluster).minRevision).toBe(0);
  });

  it('learns from every kind of operation, and never goes back', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const session = kv.session();
    await kv.put('k', '1');
    await kv.get('k', { session, consistency: 'linearizable' });
    const revisionAsked = async (): Promise<number> => {
      await kv.get('k', { session });
      return lastGet(cluster).minRevision ?? 0;
    };
    expect(await revisionAsked()).toBe(1);
    await kv.increment('n', 1, { session });
    expect(await revisionAsked()).toBe(2);
    await kv.touch('k', '1h', { session });
    expect(await revisionAsked()).toBe(3);
    await kv.delete('k', { session });
    expect(await revisionAsked()).toBe(4);
    await kv.txn({ then: [kv.ops.put('x', 'y')] }, { session });
    expect(await revisionAsked()).toBe(5);
  });

  it('goes on in another client, by its token', async () => {
    const cluster = await fakeCluster(1, 4);
    const [here, there] = [await clientOf(cluster), await clientOf(cluster)];
    const session = here.session();
    const put = await here.put('k', 'v', { session });
    expect(session.token).toMatch(/^[A-Za-z0-9_-]+$/);
    await there.get('k', { session: there.session(session.token) });
    expect(lastGet(cluster).minRevision).toBe(put.revision);
  });

  it('takes no token of another cluster, and nothing that is no token', async () => {
    const kv = await clientOf(await fakeCluster(1));
    const clusterId = new Uint8Array([9, 9, 9]);
    const bytes = ringkv.v1.SessionToken.encode({ clusterId }).finish();
    expect(() => kv.session(Buffer.from(bytes).toString('base64url'))).toThrow(
      expect.objectContaining({ reason: 'TOKEN_FOREIGN_CLUSTER', outcome: 'not_executed' }),
    );
    for (const token of ['what', 'AAAA', '!!']) expect(() => kv.session(token)).toThrow(/not one/);
  });
});

describe('a read', () => {
  it.each<[string, ReadOptions, object]>([
    ['linearizable', {}, { consistency: 0, replica: 0 }],
    [
      'linearizable at any replica',
      { replica: 'any' },
      { consistency: 0, replica: ReplicaPreference.PREFER_LOCAL },
    ],
    ['by lease', { consistency: 'leader_lease' }, { consistency: ReadConsistency.LEADER_LEASE }],
    [
      'of bounded staleness',
      { consistency: 'bounded_staleness', maxStaleness: '5s' },
      { consistency: ReadConsistency.BOUNDED_STALENESS, maxStalenessMs: 5_000, replica: 0 },
    ],
    [
      'eventual, of the leader',
      { consistency: 'eventual', replica: 'leader' },
      { consistency: ReadConsistency.EVENTUAL, replica: ReplicaPreference.PREFER_LEADER },
    ],
  ])('%s says so', async (_what, options, expected) => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const lookup = await kv.lookup('k', options);
    expect(lastGet(cluster)).toMatchObject(expected);
    expect(lookup.consistency).toBe(options.consistency ?? 'linearizable');
  });

  it.each<[string, ReadOptions, RegExp]>([
    [
      'a level that there is not',
      { consistency: 'strong' as 'eventual' },
      /Unknown consistency "strong"/,
    ],
    ['a session level without a session', { consistency: 'session' }, /needs a session/],
    ['a bound without its level', { maxStaleness: '5s' }, /belongs to bounded_staleness/],
    ['its level without a bound', { consistency: 'bounded_staleness' }, /needs maxStaleness/],
    ['a bound of nothing', { consistency: 'bounded_staleness', maxStaleness: 0 }, /from 1 ms/],
    ['a lease of any replica', { consistency: 'leader_lease', replica: 'any' }, /leader alone/],
    ['a replica that there is not', { replica: 'best' as 'any' }, /replica must be/],
    ['a session made by hand', { session: { token: 'x' } }, /must come from kv.session/],
  ])('is refused for %s', async (_what, options, message) => {
    const kv = await clientOf(await fakeCluster(1));
    expect(await failureOf(kv.get('k', options))).toMatchObject({
      name: 'InvalidRequestError',
      message: expect.stringMatching(message),
    });
  });

  it('goes to the zone that is preferred once that is connected, and elsewhere when it is dead', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    const options = { consistency: 'eventual', replica: { zone: 'z3' } } as const;
    const first: Promise<unknown>[] = [];
    await until(() => {
      first.push(kv.get('k', options));
      return cluster.node(3).operations.length > 0;
    });
    await Promise.all(first);
    const before = cluster.nodes.map(({ operations }) => operations.length);
    for (let i = 0; i < 20; i++) await kv.get('k', options);
    const after = cluster.nodes.map(({ operations }) => operations.length);
    expect(after[2]).toBe((before[2] ?? 0) + 20);
    cluster.node(3).kill();
    expect(await kv.get('k', options)).toBeNull();
  });

  it('of the nearest replica measures the way, and still spreads over those that are alike', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster, { tuning: { measureMs: 10 } });
    const options = { consistency: 'eventual', replica: 'nearest' } as const;
    const reads: Promise<unknown>[] = [];
    await until(() => {
      reads.push(kv.get('k', options));
      return cluster.nodes.every(
        ({ healthChecks, operations }) => healthChecks > 0 && operations.length > 0,
      );
    });
    expect((await Promise.all(reads)).every((entry) => entry === null)).toBe(true);
  });

  it('that a replica could not serve in time is made again', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    const session = kv.session();
    await kv.put('k', 'v', { session });
    const { Outcome, Reason } = ringkv.v1;
    for (const reason of [Reason.SESSION_NOT_REACHED, Reason.TOO_STALE]) {
      let refusals = 2;
      const error = { code: 14, reason, outcome: Outcome.NOT_EXECUTED, message: 'later' };
      cluster.script(() => (refusals-- > 0 ? { error } : 'serve'));
      expect((await kv.get('k', { session }))?.value).toBe('v');
    }
  });
});

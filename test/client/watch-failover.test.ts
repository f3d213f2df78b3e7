import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import type { FakeCluster, FakeNode } from './fake-cluster.ts';
import { clientOf, fakeCluster, until } from './harness.ts';
import { at, Seen } from './seen.ts';

const { WatchEnd } = ringkv.v1;

const everyWrite = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `put {u}/k=${from + n}`);

function write(cluster: FakeCluster, from: number, to: number): void {
  for (let n = from; n <= to; n++) cluster.history.put(at('u', 'k'), `${n}`);
}

const serving = (cluster: FakeCluster): FakeNode | undefined =>
  cluster.nodes.find(({ watchStreams }) => watchStreams.some(({ watches }) => watches > 0));

describe('a watch goes on without a gap and without a repeat', () => {
  it('after its stream broke', async () => {
    const cluster = await fakeCluster();
    const kv = await clientOf(cluster);
    const seen = new Seen(kv.watch({ prefix: '{u}/' }));
    await seen.until('synced');
    write(cluster, 1, 3);
    await seen.until('put {u}/k=3');
    for (const node of cluster.nodes) node.manner.overlap = 2;
    cluster.node(1).breakWatches();
    write(cluster, 4, 6);
    await seen.until('put {u}/k=6');
    await seen.until('resumed');
    write(cluster, 7, 7);
    await seen.until('put {u}/k=7');
    const events = seen.said.filter((said) => said.startsWith('put'));
    expect(events).toEqual(everyWrite(1, 7));
    expect(seen.said.filter((said) => !said.startsWith('put'))).toEqual([
      'synced',
      'interrupted CONNECTION_LOST',
      'resumed',
    ]);
  });

  it('after its node died, among the records that were there', async () => {
    const cluster = await fakeCluster();
    for (const { manner } of cluster.nodes) Object.assign(manner, { page: 1, overlap: 1 });
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) cluster.history.put(at('u', key), '1');
    const kv = await clientOf(cluster);
    const seen = new Seen(kv.watch({ prefix: '{u}/' }, { initial: true }));
    await seen.until('{u}/b=1');
    cluster.node(1).kill();
    cluster.history.put(at('u', 'a'), '2');
    cluster.history.put(at('u', 'f'), '2');
    await seen.until('synced');
    const records = seen.said.filter((said) => !/^(interrupted|resumed)/.test(said));
    expect(new Set(records).size).toBe(records.length);
    expect(records.filter((said) => said.includes('='))).toEqual(
      expect.arrayContaining(['{u}/a=1', 'put {u}/a=2', '{u}/c=1', '{u}/d=1', '{u}/e=1']),
    );
    expect(records.some((said) => said.endsWith('{u}/f=2'))).toBe(true);
  });

  it.each([WatchEnd.LEADERLESS, WatchEnd.NO_REPLICA, WatchEnd.RELAY_LOST, WatchEnd.NODE_STOPPING])(
    'after its node ended it (%s), at another one',
    async (reason) => {
      const cluster = await fakeCluster();
      const kv = await clientOf(cluster);
      const seen = new Seen(kv.watch({ prefix: '{u}/' }));
      await seen.until('synced');
      cluster.node(1).manner.refuse = () => ({ reason });
      cluster.node(1).watchStreams[0]?.end(cluster.history.partitionOf(at('u', 'k')), reason);
      write(cluster, 1, 3);
      await seen.until('put {u}/k=3');
      expect(serving(cluster)?.id).not.toBe(1);
      expect(seen.said.filter((said) => said.startsWith('put'))).toEqual(everyWrite(1, 3));
      expect(seen.said).toContain(`interrupted ${WatchEnd[reason]}`);
    },
  );

  it('from a node that never says anything, and from one that says nothing more', async () => {
    const cluster = await fakeCluster(2);
    const kv = await clientOf(cluster, { tuning: { watchOpenMs: 60, watchSilenceMs: 100 } });
    cluster.node(1).manner.silent = true;
    const seen = new Seen(kv.watch({ prefix: '{u}/' }));
    await seen.until('synced');
    expect(serving(cluster)?.id).toBe(2);
    cluster.node(1).manner.silent = false;
    cluster.lead(2);
    const [stream] = cluster.node(2).watchStreams;
    cluster.node(2).manner.silent = true;
    await seen.until('interrupted NO_ANSWER', 2);
    write(cluster, 1, 2);
    await seen.until('put {u}/k=2');
    expect(stream?.asked).toBe(1);
    expect(seen.said.filter((said) => said.startsWith('put'))).toEqual(everyWrite(1, 2));
  });

  it('in the zone that it prefers, and in another one when that is gone', async () => {
    const cluster = await fakeCluster();
    const kv = await clientOf(cluster);
    const seen = new Seen(kv.watch({ prefix: '{u}/' }, { replica: { zone: 'z3' } }));
    await seen.until('synced');
    expect(serving(cluster)?.id).toBe(3);
    cluster.node(3).kill();
    write(cluster, 1, 3);
    await seen.until('put {u}/k=3');
    expect(seen.said.filter((said) => said.startsWith('put'))).toEqual(everyWrite(1, 3));
  });

  it('at a node without a replica, where no other can be reached', async () => {
    const cluster = await fakeCluster(2);
    const topology = cluster.topology.bind(cluster);
    cluster.topology = () => {
      const whole = topology();
      const replicas = [{ replicaId: 1, memberId: 1 }];
      const placements = (whole.placements ?? []).map((one) => ({ ...one, replicas }));
      return { ...whole, placements };
    };
    const kv = await clientOf(cluster);
    const seen = new Seen(kv.watch({ prefix: '{u}/' }));
    await seen.until('synced');
    cluster.node(1).kill();
    write(cluster, 1, 2);
    await seen.until('put {u}/k=2');
    const direct = (node: FakeNode): (boolean | null | undefined)[] =>
      node.watchStreams.flatMap(({ creates }) => creates.map((create) => create.direct));
    expect(direct(cluster.node(2)).at(-1)).toBe(false);
  });
});

describe('a watch that nobody serves', () => {
  it('is tried again at a measured pace, says so once, and ends by its signal alone', async () => {
    const cluster = await fakeCluster(2);
    const { OVERLOADED } = ringkv.v1.Reason;
    for (const node of cluster.nodes) {
      node.manner.refuse = () => ({ reason: WatchEnd.REFUSED, error: { reason: OVERLOADED } });
    }
    const kv = await clientOf(cluster);
    const controller = new AbortController();
    const seen = new Seen(kv.watch('k', { signal: controller.signal }));
    const tries = (): number =>
      cluster.nodes
        .flatMap(({ watchStreams }) => watchStreams)
        .reduce((sum, { creates }) => sum + creates.length, 0);
    const startedAt = performance.now();
    await until(() => tries() >= 12);
    // Without a pause between them: a try takes a millisecond here.
    expect(performance.now() - startedAt).toBeGreaterThan(20);
    expect(seen.said).toEqual(['interrupted OVERLOADED']);
    controller.abort();
    expect(await seen.end).toMatchObject({ name: 'AbortError' });
  });

  it('waits for nodes that are not there yet', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    cluster.node(1).kill();
    const seen = new Seen(kv.watch('k'));
    await seen.until('interrupted UNREACHABLE');
    await cluster.node(1).start();
    await seen.until('synced');
    expect(seen.said).toEqual(['interrupted UNREACHABLE', 'resumed', 'synced']);
  });
});

describe('a reader that does not take what arrives', () => {
  const small = { tuning: { watchQueueItems: 10, watchQueueBytes: 100_000 } };
  const big = 'x'.repeat(20_000);

  it('stops the stream if it has it for itself, and gets everything in the end', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster, small);
    await using watch = kv.watch({ prefix: '{u}/' });
    const items = watch[Symbol.asyncIterator]();
    await items.next();
    for (let n = 1; n <= 1_000; n++) cluster.history.put(at('u', `${n}`), big);
    const [stream] = cluster.node(1).watchStreams;
    // Far more than it takes to have all of it at the reader, if anybody reads.
    for (let turn = 0; turn < 2_000; turn++) await new Promise(setImmediate);
    expect(stream?.stream.writableLength).toBeGreaterThan(100);
    for (let n = 1; n <= 1_000; n++) {
      expect((await items.next()).value).toMatchObject({ type: 'put', key: at('u', `${n}`) });
    }
    expect(stream?.cancels).toEqual([]);
    expect(stream?.creates).toHaveLength(1);
  });

  it('is taken off a stream that others share, and gets everything in the end', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster, small);
    await using slow = kv.watch({ prefix: '{u}/' });
    const items = slow[Symbol.asyncIterator]();
    await items.next();
    const quick = new Seen(kv.watch({ prefix: '{u}/' }));
    await quick.until('synced');
    write(cluster, 1, 500);
    await quick.until('put {u}/k=500');
    const [stream] = cluster.node(1).watchStreams;
    await until(() => stream?.cancels.length === 1);
    for (let n = 1; n <= 500; n++) {
      expect((await items.next()).value).toMatchObject({ type: 'put', value: `${n}` });
    }
    expect(quick.said.slice(1)).toEqual(everyWrite(1, 500));
    expect(stream?.watches).toBe(2);
  });

  it('that has stopped its stream makes way for one that comes later', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster, small);
    await using slow = kv.watch({ prefix: '{u}/' });
    const items = slow[Symbol.asyncIterator]();
    await items.next();
    for (let n = 1; n <= 1_000; n++) cluster.history.put(at('u', `${n}`), big);
    const [stream] = cluster.node(1).watchStreams;
    await until(() => (stream?.stream.writableLength ?? 0) > 100);
    const later = new Seen(kv.watch({ prefix: '{u}/' }, { initial: true }));
    await later.until('synced');
    for (let n = 1; n <= 1_000; n++) {
      expect((await items.next()).value).toMatchObject({ type: 'put', key: at('u', `${n}`) });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { clientOf, failureOf, fakeCluster, until } from './harness.ts';
import { at, Seen, words } from './seen.ts';

const { WatchEnd } = ringkv.v1;

describe('a watch', () => {
  it('of a prefix begins with what is there, says when it has all, and goes on with what happens', async () => {
    const cluster = await fakeCluster();
    const { history } = cluster;
    for (const key of ['a', 'b', 'c', 'd', 'e']) history.put(at('u', key), key);
    history.put('other', 'no');
    const kv = await clientOf(cluster);
    const seen = new Seen(kv.watch({ prefix: '{u}/' }, { initial: true }));
    await seen.until('synced');
    history.put(at('u', 'a'), '2');
    history.put('other', 'no');
    history.apply([{ kind: 'touch', key: at('u', 'b') }]);
    history.apply([{ kind: 'delete', key: at('u', 'c') }]);
    history.apply([{ kind: 'expire', key: at('u', 'd') }]);
    await seen.until('expire {u}/d');
    await seen.watch.close();
    expect(await seen.end).toBeNull();
    expect(seen.said).toEqual([
      '{u}/a=a',
      '{u}/b=b',
      '{u}/c=c',
      '{u}/d=d',
      '{u}/e=e',
      'synced',
      'put {u}/a=2',
      'touch {u}/b',
      'delete {u}/c',
      'expire {u}/d',
    ]);
  });

  it('of one key asks for one partition, of a prefix with a whole routing part too, of everything for all', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const watches = [
      kv.watch('k'),
      kv.watch({ prefix: ['{'] }),
      kv.watch({ prefix: '{u}/' }),
      kv.watch({ everything: true }),
    ];
    const seen = watches.map((watch) => new Seen(watch));
    await Promise.all(seen.map((one) => one.until('synced')));
    const asked = cluster.node(1).watchStreams[0]?.creates.map(({ partitions }) => partitions);
    expect(asked?.map((partitions) => partitions?.length)).toEqual([1, 4, 1, 4]);
    expect(asked?.[0]).toEqual([cluster.history.partitionOf('k')]);
  });

  it('leaves out kinds and values that are not wanted', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const seen = new Seen(kv.watch('k', { without: ['touch'] }));
    await using keys = kv.watch('k', { keysOnly: true });
    const items = keys[Symbol.asyncIterator]();
    await seen.until('synced');
    expect((await items.next()).value?.type).toBe('synced');
    cluster.history.put('k', 'x');
    cluster.history.apply([{ kind: 'touch', key: 'k' }]);
    cluster.history.put('k', 'y');
    await seen.until('put k=y');
    expect(seen.said).toEqual(['synced', 'put k=x', 'put k=y']);
    expect((await items.next()).value).toMatchObject({ type: 'put', value: undefined });
    expect(cluster.node(1).watchStreams[0]?.creates.some(({ keysOnly }) => keysOnly)).toBe(true);
  });

  it('teaches a session what it has handed out', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const session = kv.session();
    const seen = new Seen(kv.watch('k', { session }));
    await seen.until('synced');
    cluster.history.put('k', 'x');
    await seen.until('put k=x');
    const { revisions } = ringkv.v1.SessionToken.decode(Buffer.from(session.token, 'base64url'));
    expect(revisions).toMatchObject([{ partition: cluster.history.partitionOf('k'), revision: 1 }]);
  });

  it('hands out the events of one revision together, though they come in parts', async () => {
    const cluster = await fakeCluster(1);
    cluster.node(1).manner.message = 1;
    const kv = await clientOf(cluster);
    const seen = new Seen(kv.watch({ prefix: '{u}/' }));
    await using whole = kv.watch({ prefix: '{u}/' });
    const batches = whole.batches();
    expect((await batches.next()).value).toEqual([{ type: 'synced' }]);
    await seen.until('synced');
    cluster.history.put(at('u', 'b'));
    expect((await batches.next()).value).toHaveLength(1);
    cluster.history.apply([
      { kind: 'put', key: at('u', 'a'), value: '1' },
      { kind: 'delete', key: at('u', 'b') },
      { kind: 'put', key: at('u', 'c'), value: '1' },
    ]);
    await seen.until('put {u}/c=1');
    expect(seen.said.slice(2)).toEqual(['put {u}/a=1 &', 'delete {u}/b &', 'put {u}/c=1']);
    const batch = (await batches.next()).value;
    expect(batch?.map((item) => words(item))).toEqual(seen.said.slice(2));
  });

  it('shares one stream to a node with all others, and leaves nothing behind', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const seen = ['a', 'b', 'c'].map((key) => new Seen(kv.watch(key)));
    await Promise.all(seen.map((one) => one.until('synced')));
    const streams = cluster.node(1).watchStreams;
    expect(streams).toHaveLength(1);
    expect(streams[0]?.watches).toBe(3);
    await seen[0]?.watch.close();
    await until(() => streams[0]?.watches === 2);
    for (const one of seen) await one.watch.close();
    await until(() => streams[0]?.stream.cancelled === true);
    expect(cluster.history.listeners.size).toBe(0);
  });
});

describe('the end of a watch', () => {
  it('comes by its signal, by its client, and by leaving the loop', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const controller = new AbortController();
    const aborted = new Seen(kv.watch('a', { signal: controller.signal }));
    const left = kv.watch('a', { initial: true });
    const open = new Seen(kv.watch('b'));
    await open.until('synced');
    for await (const item of left) if (item.type === 'synced') break;
    controller.abort();
    expect(await aborted.end).toMatchObject({ name: 'AbortError', code: 'CANCELLED' });
    await kv.close();
    expect(await open.end).toMatchObject({ name: 'ClosedError' });
    const late = kv.watch('a')[Symbol.asyncIterator]();
    expect(await failureOf(late.next())).toMatchObject({ name: 'ClosedError' });
    await until(() => cluster.history.listeners.size === 0);
  });

  it('is an error for what a server refuses, and for what is no target or cursor', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    cluster.node(1).manner.refuse = () => ({
      reason: WatchEnd.REFUSED,
      error: { code: 3, reason: ringkv.v1.Reason.INVALID_REQUEST, message: 'no such thing' },
    });
    const refused = new Seen(kv.watch('k'));
    expect(await refused.end).toMatchObject({ name: 'InvalidRequestError' });
    const wrong = { name: 'InvalidRequestError' };
    expect(() => kv.watch('')).toThrow(expect.objectContaining(wrong));
    expect(() => kv.watch({ everything: true }, { cursor: 'no cursor' })).toThrow(
      expect.objectContaining(wrong),
    );
    const foreign = Buffer.from(
      ringkv.v1.WatchCursor.encode({ clusterId: new Uint8Array([9]) }).finish(),
    ).toString('base64url');
    expect(() => kv.watch('k', { cursor: foreign })).toThrow(
      expect.objectContaining({ reason: 'TOKEN_FOREIGN_CLUSTER' }),
    );
  });

  it('is at once when it is closed, though more has arrived, and an error behind it', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const watch = kv.watch('k');
    const items = watch[Symbol.asyncIterator]();
    await items.next();
    for (const value of ['1', '2', '3']) cluster.history.put('k', value);
    expect((await items.next()).value).toMatchObject({ value: '1' });
    const [stream] = cluster.node(1).watchStreams;
    stream?.end(cluster.history.partitionOf('k'), WatchEnd.WATCH_FUTURE_POSITION);
    await until(() => stream?.stream.cancelled === true);
    await watch.close();
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });

  it('is told when it is read twice', async () => {
    const kv = await clientOf(await fakeCluster(1));
    await using watch = kv.watch('k');
    watch[Symbol.asyncIterator]();
    expect(() => watch.batches()).toThrow(/read once/);
  });
});

describe('the cursor', () => {
  it('lets another client go on where the reader was: not where the messages were', async () => {
    const cluster = await fakeCluster();
    const { history } = cluster;
    const kv = await clientOf(cluster);
    const watch = kv.watch({ prefix: '{u}/' });
    const items = watch[Symbol.asyncIterator]();
    await items.next();
    for (const n of [1, 2, 3]) history.put(at('u', 'k'), `${n}`);
    expect((await items.next()).value).toMatchObject({ value: '1' });
    const { cursor } = watch;
    expect((await items.next()).value).toMatchObject({ value: '2' });
    await watch.close();
    history.put(at('u', 'k'), '4');
    const other = await clientOf(cluster);
    const seen = new Seen(other.watch({ prefix: '{u}/' }, { cursor }));
    await seen.until('synced');
    expect(seen.said).toEqual(['put {u}/k=2', 'put {u}/k=3', 'put {u}/k=4', 'synced']);
  });

  it('stays before a revision until its last event was handed out', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const watch = kv.watch({ prefix: '{u}/' });
    const items = watch[Symbol.asyncIterator]();
    await items.next();
    const begin = watch.cursor;
    cluster.history.apply([
      { kind: 'put', key: at('u', 'a') },
      { kind: 'put', key: at('u', 'b') },
    ]);
    await items.next();
    expect(watch.cursor).toBe(begin);
    await items.next();
    expect(watch.cursor).not.toBe(begin);
  });

  it('goes on among the records that were there', async () => {
    const cluster = await fakeCluster(1);
    const { history } = cluster;
    for (const key of ['a', 'b', 'c', 'd', 'e']) history.put(at('u', key), key);
    const kv = await clientOf(cluster);
    const watch = kv.watch({ prefix: '{u}/' }, { initial: true });
    const items = watch[Symbol.asyncIterator]();
    for (let n = 0; n < 3; n++) await items.next();
    const { cursor } = watch;
    await watch.close();
    history.put(at('u', 'a'), 'A');
    history.put(at('u', 'e'), 'E');
    const seen = new Seen(kv.watch({ prefix: '{u}/' }, { initial: true, cursor }));
    await seen.until('synced');
    expect(seen.said).toEqual(['put {u}/a=A', '{u}/d=d', '{u}/e=E', 'synced']);
  });

  it('that is too old throws; with resync it is said, and the records follow', async () => {
    const cluster = await fakeCluster(1);
    const { history } = cluster;
    const kv = await clientOf(cluster);
    const first = new Seen(kv.watch({ prefix: '{u}/' }));
    await first.until('synced');
    const { cursor } = first.watch;
    history.put(at('u', 'a'), '1');
    history.compact();
    const thrown = await new Seen(kv.watch({ prefix: '{u}/' }, { cursor })).end;
    expect(thrown).toMatchObject({ name: 'CompactedError', oldest: 1, reason: 'COMPACTED' });
    const seen = new Seen(kv.watch({ prefix: '{u}/' }, { cursor, onCompacted: 'resync' }));
    await seen.until('synced');
    history.put(at('u', 'a'), '2');
    await seen.until('put {u}/a=2');
    expect(seen.said).toEqual(['compacted', '{u}/a=1', 'synced', 'put {u}/a=2']);
  });

  it('of a later time is refused', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const positions = [{ partition: cluster.history.partitionOf('k'), revision: 99 }];
    const cursor = Buffer.from(
      ringkv.v1.WatchCursor.encode({ clusterId: new Uint8Array([1, 2, 3]), positions }).finish(),
    ).toString('base64url');
    expect(await new Seen(kv.watch('k', { cursor })).end).toMatchObject({
      name: 'FuturePositionError',
    });
  });

  it('moves with progress, without an event', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    const seen = new Seen(kv.watch('k'));
    await seen.until('synced');
    const before = seen.watch.cursor;
    cluster.history.log(cluster.history.partitionOf('k')).revision = 7;
    cluster.node(1).watchStreams[0]?.progress();
    await seen.until('progress');
    expect(seen.watch.cursor).not.toBe(before);
  });
});

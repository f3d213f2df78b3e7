import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { bytes, colocated, counter, json, type StandardSchema } from '../../src/client/index.ts';
import { clientOf, fakeCluster } from './harness.ts';

const stockSchema: StandardSchema<{ onHand: number }> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value === 'object' && value !== null && 'onHand' in value
        ? { value: value as { onHand: number } }
        : { issues: [{ message: 'is missing', path: ['onHand'] }] },
  },
};

describe('getMany', () => {
  it('answers in the order of the keys, in one message', async () => {
    const cluster = await fakeCluster(1, 4);
    const kv = await clientOf(cluster);
    await kv.put('a', '1');
    await kv.put('b', '2');
    const before = cluster.node(1).messages.length;
    const entries = await kv.getMany(['b', 'nothing', 'a', 'b']);
    expect(entries.map((entry) => entry?.value ?? null)).toEqual(['2', null, '1', '2']);
    expect(cluster.node(1).messages.slice(before)).toEqual([4]);
    expect(await kv.getMany([])).toEqual([]);
  });
});

describe('a client of a healthy cluster', () => {
  it('reads back what it wrote, and says who served it', async () => {
    const kv = await clientOf(await fakeCluster());
    const put = await kv.put('greeting', 'hello', { ttl: '30s' });
    expect(put).toMatchObject({ ok: true, version: 1, revision: 1, deduplicated: false });
    expect(await kv.get('greeting')).toMatchObject({
      key: 'greeting',
      value: 'hello',
      version: 1,
      createRevision: 1,
      modRevision: 1,
      expiresAt: 30_000,
      servedBy: 1,
      role: 'leader',
      consistency: 'linearizable',
      stalenessMs: 0,
      clusterId: '010203',
      partition: put.partition,
    });
  });

  it('answers null for a missing key, and lookup still says at which revision', async () => {
    const kv = await clientOf(await fakeCluster(3, 1));
    expect(await kv.get('nobody')).toBeNull();
    await kv.put('somebody', 'x');
    expect(await kv.lookup('nobody')).toMatchObject({ entry: null, revision: 1, partition: 0 });
    expect((await kv.lookup('somebody')).entry?.value).toBe('x');
  });

  it('answers a failed condition as a value that shows what was there', async () => {
    const kv = await clientOf(await fakeCluster());
    const first = await kv.put('k', 'a', { ifAbsent: true });
    expect(first.ok).toBe(true);
    expect(await kv.put('k', 'b', { ifAbsent: true })).toMatchObject({
      ok: false,
      reason: 'condition_failed',
      current: { version: 1, modRevision: first.revision },
    });
    expect(await kv.put('k', 'c', { ifRevision: first.revision })).toMatchObject({ ok: true });
    expect(await kv.delete('k', { ifRevision: first.revision })).toMatchObject({ ok: false });
    expect(await kv.delete('k')).toMatchObject({ ok: true, deleted: true });
    expect(await kv.delete('k')).toMatchObject({ ok: true, deleted: false });
    expect(await kv.put('k', 'd', { ifRevision: 99 })).toMatchObject({ ok: false, current: null });
  });

  it('counts within bounds and says what is left when one is hit', async () => {
    const kv = await clientOf(await fakeCluster());
    const stock = kv.keyspace(counter);
    const key = colocated('sku-1', 'avail');
    await stock.put(key, 3);
    expect(await stock.increment(key, -2, { min: 0 })).toMatchObject({ ok: true, value: 1 });
    expect(await stock.increment(key, -2, { min: 0 })).toMatchObject({
      ok: false,
      reason: 'out_of_range',
      value: 1,
    });
    expect((await stock.get(key))?.value).toBe(1);
    expect((await kv.get(key))?.value).toBe('1');
  });

  it('touches what exists and says so of what does not', async () => {
    const kv = await clientOf(await fakeCluster());
    await kv.put('s', 'x', { ttl: 1_000 });
    expect(await kv.touch('s', '1m')).toMatchObject({ ok: true, expiresAt: 60_000, version: 1 });
    expect(await kv.touch('s', null)).toMatchObject({ ok: true, expiresAt: null });
    expect(await kv.touch('t', '1m')).toMatchObject({ ok: false, reason: 'not_found' });
  });

  it('keeps keys of parts apart and the keys of a group together', async () => {
    const cluster = await fakeCluster(1, 16);
    const kv = await clientOf(cluster);
    await kv.put(['a', 'b'], 'two parts');
    await kv.put(['a/b'], 'one part');
    expect((await kv.get(['a', 'b']))?.value).toBe('two parts');
    expect((await kv.get(['a/b']))?.key).toBe('a%2Fb');
    const homes = await Promise.all(
      ['avail', 'held', 'meta'].map((part) => kv.locate(colocated('sku-1', part))),
    );
    expect(new Set(homes.map(({ partition }) => partition)).size).toBe(1);
    expect(homes[0]).toMatchObject({ leader: 1, replicas: [1], epoch: 1 });
  });

  it('carries values of every codec', async () => {
    const kv = await clientOf(await fakeCluster());
    const raw = kv.keyspace(bytes);
    const binary = new Uint8Array([0, 255, 128]);
    await raw.put(binary, binary);
    binary.fill(9);
    const entry = await raw.get(new Uint8Array([0, 255, 128]));
    expect(entry?.value).toEqual(new Uint8Array([0, 255, 128]));
    expect(entry?.keyBytes).toEqual(new Uint8Array([0, 255, 128]));
    const stock = kv.keyspace(json(stockSchema));
    await stock.put('sku', { onHand: 7 });
    expect((await stock.get('sku'))?.value.onHand).toBe(7);
  });

  it('is disposed of with its scope', async () => {
    const cluster = await fakeCluster();
    let leaked: Awaited<ReturnType<typeof clientOf>>;
    {
      await using kv = await clientOf(cluster);
      await kv.put('k', 'v');
      leaked = kv;
    }
    await expect(leaked.get('k')).rejects.toMatchObject({ name: 'ClosedError' });
  });
});

describe('scan', () => {
  it('walks all pages in key order', async () => {
    const cluster = await fakeCluster();
    const kv = await clientOf(cluster);
    const names = Array.from({ length: 25 }, (_, i) => `user/${String(i).padStart(2, '0')}`);
    await Promise.all(names.map((name) => kv.put(name, name)));
    await kv.put('usher', 'not a user');
    const found: string[] = [];
    for await (const { key, value, revision } of kv.scan(['user'], { pageSize: 10 })) {
      expect(value).toBe(key);
      expect(revision).toBe(7);
      found.push(key);
    }
    expect(found).toEqual(names);
  });

  it('stops at its limit and when it is left', async () => {
    const kv = await clientOf(await fakeCluster());
    await Promise.all(Array.from({ length: 12 }, (_, i) => kv.put(`k${i}`, 'x')));
    const pages: number[] = [];
    for await (const { entries, revisions } of kv.scanPages('k', { pageSize: 5, limit: 7 })) {
      pages.push(entries.length);
      expect(revisions.size).toBe(4);
    }
    expect(pages).toEqual([5, 2]);
    for await (const _ of kv.scan('k', { pageSize: 3 })) break;
  });

  it('goes backwards, and leaves out values that its codec could not read', async () => {
    const kv = await clientOf(await fakeCluster());
    await Promise.all(Array.from({ length: 12 }, (_, i) => kv.put(`k${i + 10}`, 'no number')));
    const found: string[] = [];
    const numbers = kv.keyspace(counter);
    for await (const entry of numbers.scanKeys('k', { pageSize: 5, reverse: true, limit: 11 })) {
      expect(entry).not.toHaveProperty('value');
      expect(entry.version).toBe(1);
      found.push(entry.key);
    }
    expect(found).toEqual(Array.from({ length: 11 }, (_, i) => `k${21 - i}`));
  });

  it('takes pages that are sent by themselves, and asks elsewhere when they end too early', async () => {
    const cluster = await fakeCluster();
    const kv = await clientOf(cluster);
    const names = Array.from({ length: 30 }, (_, i) => `s${i + 10}`);
    await Promise.all(names.map((name) => kv.put(name, 'x')));
    for (const node of cluster.nodes) node.streamEndsAfter = 2;
    const found: string[] = [];
    for await (const { key } of kv.scan('s', { pageSize: 3, stream: true })) {
      found.push(key);
      if (found.length === 15) cluster.node(1).kill();
    }
    expect(found).toEqual(names);
    expect(cluster.nodes.some(({ streamed }) => streamed > 0)).toBe(true);
    for await (const _ of kv.scan('s', { pageSize: 3, stream: true })) break;
  });

  it('gives up a stream that says nothing, and goes on page by page', async () => {
    const cluster = await fakeCluster();
    const kv = await clientOf(cluster);
    const names = Array.from({ length: 9 }, (_, i) => `t${i}`);
    await Promise.all(names.map((name) => kv.put(name, 'x')));
    let pages = 0;
    const found: string[] = [];
    for (const node of cluster.nodes) node.streamEndsAfter = 0;
    const options = { pageSize: 3, stream: true, timeoutMs: 300 };
    for await (const { entries } of kv.scanPages('t', options)) {
      pages++;
      found.push(...entries.map(({ key }) => key));
    }
    expect([pages, found]).toEqual([3, names]);
  });

  it('counts over all pages', async () => {
    const kv = await clientOf(await fakeCluster());
    await Promise.all(Array.from({ length: 12 }, (_, i) => kv.put(`k${i}`, 'x')));
    expect(await kv.count('k')).toBe(12);
    expect(await kv.count('k1')).toBe(3);
    expect(await kv.count('none')).toBe(0);
  });

  it('asks another node for the page when one is gone', async () => {
    const cluster = await fakeCluster();
    const kv = await clientOf(cluster);
    await Promise.all(Array.from({ length: 9 }, (_, i) => kv.put(`k${i}`, 'x')));
    const found: string[] = [];
    for await (const { key } of kv.scan('k', { pageSize: 3 })) {
      found.push(key);
      if (found.length === 3) cluster.node(1).kill();
      if (found.length === 6) cluster.node(2).kill();
    }
    expect(found).toEqual(Array.from({ length: 9 }, (_, i) => `k${i}`));
  });

  it('counts as one call for each page', async () => {
    const kv = await clientOf(await fakeCluster());
    await Promise.all(Array.from({ length: 7 }, (_, i) => kv.put(`k${i}`, 'x')));
    for await (const _ of kv.scan('k', { pageSize: 3 }));
    const plain = { retries: 0, deduplicated: 0, unknown: 0, resolved: 0, voided: 0 };
    expect(kv.stats()).toEqual({ calls: 10, ...plain });
  });
});

describe('a client of low priority', () => {
  it('says so of everything that it asks, and one without says nothing', async () => {
    const cluster = await fakeCluster(1, 1);
    const node = cluster.node(1);
    const low = await clientOf(cluster, { priority: 'low' });
    await low.put('k', 'x');
    await low.get('k');
    for await (const _ of low.scan('k'));
    expect(new Set(node.priorities)).toEqual(new Set([ringkv.v1.Priority.PRIORITY_LOW]));
    node.priorities = [];
    const plain = await clientOf(cluster);
    await plain.get('k');
    expect(node.priorities).toEqual([ringkv.v1.Priority.PRIORITY_UNSPECIFIED]);
    const wrong = clientOf(cluster, { priority: 'high' as 'low' });
    await expect(wrong).rejects.toThrow('priority must be normal or low');
  });
});

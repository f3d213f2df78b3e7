import { describe, expect, it } from 'vitest';
import { OverloadedError } from '../../src/client/index.ts';
import { clientOf, failureOf, fakeCluster, until } from './harness.ts';

/** A loaded machine must not look like a dead node where messages are counted. */
const calm = { silenceMs: 10_000 } as const;

describe('pipelining', () => {
  it('sends what one turn asks of one node in one message', async () => {
    const cluster = await fakeCluster(1, 4);
    const kv = await clientOf(cluster, { tuning: calm });
    // Opens the identities of all partitions, so that only puts are counted below.
    await Promise.all(Array.from({ length: 64 }, (_, i) => kv.put(`warm-${i}`, 'x')));
    const node = cluster.node(1);
    node.messages = [];
    await Promise.all(Array.from({ length: 256 }, (_, i) => kv.put(`k${i}`, 'x')));
    expect(node.messages.reduce((sum, count) => sum + count, 0)).toBe(256);
    expect(node.messages.length).toBeLessThanOrEqual(8);
  });

  it('splits a turn into messages of limited operations and bytes', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster, {
      tuning: { ...calm, messageOperations: 10, messageBytes: 5_000 },
    });
    const node = cluster.node(1);
    await Promise.all(Array.from({ length: 25 }, (_, i) => kv.get(`k${i}`)));
    expect(Math.max(...node.messages)).toBe(10);
    await kv.put('warm', 'x');
    node.messages = [];
    await Promise.all(Array.from({ length: 6 }, (_, i) => kv.put(`k${i}`, 'x'.repeat(2_000))));
    expect(node.messages).toEqual([2, 2, 2]);
  });

  it('carries more than a stream takes at once', async () => {
    const cluster = await fakeCluster(1, 2);
    // Small messages, so that the stream says stop long before the last one.
    const kv = await clientOf(cluster, {
      timeoutMs: 10_000,
      tuning: { messageOperations: 2, silenceMs: 5_000 },
    });
    const value = 'v'.repeat(100_000);
    const names = Array.from({ length: 100 }, (_, i) => `k${i}`);
    await Promise.all(names.map((name) => kv.put(name, value)));
    const read = await Promise.all(names.map((name) => kv.get(name)));
    expect(read.every((entry) => entry?.value === value)).toBe(true);
  });

  it('lets only so many operations be in flight, and the others wait', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster, { tuning: { ...calm, inflightOperations: 8 } });
    const node = cluster.node(1);
    await Promise.all(Array.from({ length: 50 }, (_, i) => kv.get(`k${i}`)));
    expect(Math.max(...node.messages)).toBe(8);
    expect(node.operations.length).toBe(50);
  });

  it('refuses calls beyond the waiting ones before any work', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster, {
      tuning: { ...calm, inflightOperations: 2, waitingOperations: 2 },
    });
    cluster.script(() => 'swallow');
    const calls = Array.from({ length: 5 }, () => failureOf(kv.get('k', { timeoutMs: 80 })));
    const refused = (await calls[4]) as OverloadedError;
    expect(refused).toBeInstanceOf(OverloadedError);
    expect(refused.outcome).toBe('not_executed');
    // The waiting ones end by their own deadline although nothing ever moved.
    for (const call of calls.slice(0, 4))
      expect(await call).toMatchObject({ name: 'TimeoutError' });
  });

  it('uses sequences from 1 and a floor that follows the answers', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster, { tuning: calm });
    for (let i = 0; i < 5; i++) await kv.put('k', String(i));
    const writes = cluster.node(1).operations.filter(({ put }) => put);
    expect(writes.map(({ sequence, sequenceFloor }) => [sequence, sequenceFloor])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
    expect(
      new Set(writes.map(({ clientId }) => Buffer.from(clientId ?? []).toString('hex'))).size,
    ).toBe(1);
  });

  it('opens one identity per partition, however many writes wait for it', async () => {
    const cluster = await fakeCluster(1, 4);
    const kv = await clientOf(cluster, { tuning: calm });
    await Promise.all(Array.from({ length: 100 }, (_, i) => kv.put(`k${i}`, 'x')));
    expect([...cluster.store.opened].sort((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  });

  it('opens another identity when one is full of unanswered writes', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster, { tuning: { sequencesAhead: 4 } });
    let stuck = true;
    cluster.script((operation) =>
      stuck && operation.put && Buffer.from(operation.put.value ?? []).toString() === 'stuck'
        ? 'swallow'
        : 'serve',
    );
    const first = kv.put('k', 'stuck');
    for (let i = 0; i < 10; i++) expect(await kv.put('k', String(i))).toMatchObject({ ok: true });
    expect(cluster.store.opened.length).toBeGreaterThan(1);
    stuck = false;
    expect(await first).toMatchObject({ ok: true });
  });

  it('opens a new identity before the old one has been idle for half its window', async () => {
    const cluster = await fakeCluster(1, 1);
    cluster.store.windowMs = 400;
    const kv = await clientOf(cluster, { tuning: calm });
    await kv.put('k', 'a');
    const idleSince = performance.now();
    await until(() => performance.now() > idleSince + 200);
    await kv.put('k', 'b');
    expect(cluster.store.opened.length).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { RingKv, type UnavailableError } from '../../src/client/index.ts';
import { failed } from './fake-answers.ts';
import { noLeader } from './fake-cluster.ts';
import { clientOf, failureOf, fakeCluster, quick, until } from './harness.ts';

const { Outcome, Reason } = ringkv.v1;

describe('finding a node', () => {
  it('connects through any endpoint that answers', async () => {
    const cluster = await fakeCluster(3);
    cluster.node(1).kill();
    cluster.node(2).paused = true;
    const kv = await clientOf(cluster);
    expect(await kv.topology()).toMatchObject({ epoch: 1, partitions: 4 });
  });

  it('says of every endpoint why it could not be reached', async () => {
    const cluster = await fakeCluster(2);
    const endpoints = cluster.endpoints;
    cluster.stop();
    const error = (await failureOf(
      RingKv.connect({ endpoints, timeoutMs: 150, tuning: quick }),
    )) as UnavailableError;
    expect(error).toMatchObject({ name: 'UnavailableError', outcome: 'not_executed' });
    for (const endpoint of endpoints) expect(error.message).toContain(`${endpoint} refused`);
  });

  it('gives up connecting when it is aborted', async () => {
    const cluster = await fakeCluster(1);
    cluster.node(1).paused = true;
    const abort = new AbortController();
    const connecting = RingKv.connect({ endpoints: cluster.endpoints, signal: abort.signal });
    await until(() => cluster.node(1).topologyRequests > 0);
    abort.abort();
    expect(await failureOf(connecting)).toMatchObject({ name: 'AbortError' });
  });

  it('goes to the leader, and learns a new one from whoever served', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    await kv.get('k');
    cluster.lead(3);
    // Node 1 forwards; its answer names node 3.
    expect(await kv.get('k')).toBeNull();
    await kv.get('k');
    expect(cluster.node(1).operations.length).toBe(2);
    expect(cluster.node(3).operations.length).toBe(1);
  });

  it('follows NOT_LEADER to the leader that it names', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    cluster.node(1).script = () =>
      failed(Reason.NOT_LEADER, Outcome.NOT_EXECUTED, 'ask n2', { leader: 2 });
    expect(await kv.put('k', 'v')).toMatchObject({ ok: true });
    expect(cluster.node(3).operations.length).toBe(0);
  });

  it('waits out an election', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    let refusals = 12;
    cluster.script(() => (refusals-- > 0 ? noLeader : 'serve'));
    expect(await kv.put('k', 'v')).toMatchObject({ ok: true });
  });

  it('asks for the topology again when an answer carries a newer epoch', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const before = cluster.node(1).topologyRequests;
    cluster.epoch = 5;
    cluster.node(1).script = () => ({
      get: { header: { partition: 0, servedBy: 1, term: 1, role: 1, topologyEpoch: 5 } },
    });
    await kv.get('k');
    await until(() => cluster.node(1).topologyRequests > before);
    cluster.node(1).script = () => 'serve';
    expect((await kv.topology()).epoch).toBe(5);
  });

  it('spreads eventual reads over all replicas', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    const eventual = { consistency: 'eventual' } as const;
    const reads: Promise<unknown>[] = [];
    await until(() => {
      reads.push(kv.get('k', eventual));
      return cluster.nodes.every(({ operations }) => operations.length > 0);
    });
    const entry = await kv.lookup('k', eventual);
    expect(entry.consistency).toBe('eventual');
    // Those at the other nodes may still be on their way, and closing the client would end them.
    await Promise.all(reads);
  });
});

describe('when a node dies', () => {
  it('the next calls succeed by themselves', async () => {
    const cluster = await fakeCluster(3);
    const kv = await clientOf(cluster);
    await kv.put('k', 'before');
    cluster.node(1).kill();
    cluster.lead(2);
    expect((await kv.get('k'))?.value).toBe('before');
    expect(await kv.put('k', 'after')).toMatchObject({ ok: true });
  });

  it('everything in flight moves on, and writes run once', async () => {
    const cluster = await fakeCluster(3);
    const kv = await clientOf(cluster);
    await Promise.all(Array.from({ length: 20 }, (_, i) => kv.put(`warm${i}`, 'x')));
    let dropped = 0;
    cluster.node(1).script = (operation) => {
      if (!operation.put) return 'serve';
      dropped++;
      return dropped % 2 === 0 ? 'drop' : 'swallow';
    };
    const puts = Array.from({ length: 60 }, (_, i) => kv.put(`k${i}`, `v${i}`));
    await until(() => dropped === 60);
    cluster.node(1).kill();
    cluster.lead(3);
    const results = await Promise.all(puts);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(results.some(({ deduplicated }) => deduplicated)).toBe(true);
    for (let i = 0; i < 60; i++) expect(cluster.store.executed(`put k${i} v${i}`)).toBe(1);
  });

  it('comes back to a node that was restarted', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    await kv.put('k', 'v');
    cluster.node(1).kill();
    const get = kv.get('k', { timeoutMs: 5_000 });
    await cluster.node(1).start();
    expect((await get)?.value).toBe('v');
  });

  it('says what each endpoint said when none is left', async () => {
    const cluster = await fakeCluster(2);
    const kv = await clientOf(cluster);
    await kv.put('k', 'v');
    cluster.stop();
    // A write into a connection that is about to break is unknown; this read finds out that it broke.
    await failureOf(kv.get('k', { timeoutMs: 100 }));
    const error = (await failureOf(kv.put('k', 'w', { timeoutMs: 100 }))) as UnavailableError;
    expect(error).toMatchObject({ name: 'UnavailableError', outcome: 'not_executed' });
    expect(error.message).toMatch(/^No endpoint reachable: .*:\d+ .*; gave up after \d+ tries/);
  });
});

describe('when a node is paused', () => {
  it('reads and writes move to another node within their deadline', async () => {
    const cluster = await fakeCluster(3);
    const kv = await clientOf(cluster);
    await kv.put('k', 'v');
    cluster.node(1).paused = true;
    cluster.lead(2);
    expect((await kv.get('k'))?.value).toBe('v');
    expect(await kv.put('k', 'w')).toMatchObject({ ok: true });
  });

  it('avoids it for a while instead of waiting for it again', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster, { tuning: { avoidMs: 60_000 } });
    await kv.get('k');
    cluster.node(1).paused = true;
    await kv.get('k');
    const others = () => cluster.node(2).operations.length + cluster.node(3).operations.length;
    const before = others();
    await Promise.all(Array.from({ length: 20 }, () => kv.get('k')));
    expect(others() - before).toBe(20);
  });

  it('every call ends by its deadline when all nodes are', async () => {
    const cluster = await fakeCluster(3);
    const kv = await clientOf(cluster);
    await kv.put('k', 'v');
    for (const node of cluster.nodes) node.paused = true;
    const [read, write, status, scan] = await Promise.all([
      failureOf(kv.get('k', { timeoutMs: 150 })),
      failureOf(kv.put('k', 'w', { timeoutMs: 150 })),
      failureOf(kv.topology({ timeoutMs: 150 })),
      failureOf(kv.scan('k', { timeoutMs: 150 }).next()),
    ]);
    expect(read).toMatchObject({ name: 'TimeoutError', outcome: 'not_executed' });
    expect(write).toMatchObject({ name: 'UnknownOutcomeError', outcome: 'unknown' });
    expect(status).toMatchObject({ name: 'UnavailableError' });
    expect(scan).toMatchObject({ name: 'TimeoutError' });
  });

  it('a write that waits for its identity is known not to have run', async () => {
    const cluster = await fakeCluster(2);
    const kv = await clientOf(cluster);
    for (const node of cluster.nodes) node.paused = true;
    expect(await failureOf(kv.put('k', 'w', { timeoutMs: 100 }))).toMatchObject({
      name: 'TimeoutError',
      outcome: 'not_executed',
    });
  });
});

describe('when a node is slow', () => {
  it('its calls stay with it: moved, they would come back through another node', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster, { tuning: { silenceMs: 600, standstillMs: 60_000 } });
    await kv.get('k');
    const slow = cluster.node(1);
    slow.script = () => 'slow';
    const put = kv.put('k', 'v', { timeoutMs: 5_000 });
    await until(() => slow.healthChecks >= 2);
    slow.script = () => 'serve';
    cluster.runLater();
    expect(await put).toMatchObject({ ok: true });
    expect(kv.stats()).toMatchObject({ retries: 0 });
  });

  it('one that lives and answers no operation is left all the same', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster, { tuning: { avoidMs: 60_000 } });
    await kv.put('k', 'v');
    cluster.node(1).script = () => 'swallow';
    cluster.lead(2);
    expect(await kv.put('k', 'w', { timeoutMs: 5_000 })).toMatchObject({ ok: true });
    expect(cluster.node(1).healthChecks).toBeGreaterThan(0);
    // Its signs of life are no reason to come back.
    await kv.topology();
    const before = cluster.node(1).operations.length;
    await Promise.all(Array.from({ length: 20 }, () => kv.get('k')));
    expect(cluster.node(1).operations.length).toBe(before);
  });
});

describe('overload', () => {
  const overloaded = (retryAfterMs: number) =>
    failed(Reason.OVERLOADED, Outcome.NOT_EXECUTED, 'queue full', { code: 8, retryAfterMs });

  it('comes back when the node said', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    let refusals = 3;
    cluster.script(() => (refusals-- > 0 ? overloaded(1) : 'serve'));
    expect(await kv.put('k', 'v')).toMatchObject({ ok: true });
  });

  it('fails at once when that is after the deadline', async () => {
    const cluster = await fakeCluster(1);
    const kv = await clientOf(cluster);
    cluster.script(() => overloaded(60_000));
    expect(await failureOf(kv.get('k'))).toMatchObject({
      name: 'OverloadedError',
      outcome: 'not_executed',
      retryAfterMs: 60_000,
    });
    expect(cluster.node(1).operations.length).toBe(1);
  });
});

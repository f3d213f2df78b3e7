import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RingKv } from '../../src/client/index.ts';
import { patience, Stage } from './support.ts';

let stage: Stage;
let kv: RingKv;

beforeAll(async () => {
  stage = await Stage.start({ partitions: 4 });
  kv = await stage.connect();
});

afterAll(async () => stage.end());

function url(node: string, path: string): string {
  const found = stage.cluster.report().nodes.find(({ name }) => name === node);
  return `http://${found?.httpAddress}${path}`;
}

describe('writes with ACCEPTED', () => {
  const put = ['put', '{acc}/k', 'v', '--ack', 'accepted'] as const;

  it('are refused by every node until the setting is on, and done from then on', async () => {
    const refused = await stage.kvctl(...put, '-o', 'json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.err).error).toMatchObject({
      reason: 'ACCEPTED_WRITES_OFF',
      outcome: 'NOT_EXECUTED',
    });
    const set = await stage.kvctl('settings', 'set', 'accepted-writes', 'on');
    expect(set.out).toBe('accepted-writes  on\n');
    for (const node of stage.cluster.names) {
      const told = async (): Promise<boolean> => {
        const { out: stdout } = await stage.kvctl(
          'status',
          '-o',
          'json',
          '--endpoints',
          stage.endpoint(node),
        );
        return JSON.parse(stdout).settings.acceptedWrites;
      };
      await expect.poll(told, patience).toBe(true);
    }
    const queued = await stage.kvctl(...put, '-o', 'json');
    expect(queued.code).toBe(0);
    expect(JSON.parse(queued.out)).toMatchObject({ outcome: 'UNKNOWN' });
    expect(JSON.parse(queued.out)).not.toHaveProperty('revision');
    await expect.poll(async () => (await kv.get('{acc}/k'))?.value, patience).toBe('v');
  });

  it('are said over HTTP with 202', async () => {
    const response = await fetch(url('n2', '/v1/kv/%7Bacc%7D/h'), {
      method: 'PUT',
      body: 'x',
      headers: { 'ringkv-ack': 'accepted' },
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ outcome: 'UNKNOWN' });
    expect(response.headers.get('ringkv-revision')).toBeNull();
  });
});

describe('an order under an idempotency key', () => {
  const order = { idempotencyKey: 'order-123' };

  it('is placed once, whichever process sends it, though the leader dies and all nodes start again', async () => {
    const first = await kv.increment('{order}/left', 5, order);
    await stage.cluster.kill(await stage.leaderOf(kv, '{order}/left'));
    const another = await stage.connect();
    expect(
      await another.increment('{order}/left', 5, { ...order, timeoutMs: 10_000 }),
    ).toMatchObject({
      value: 5,
      revision: first.revision,
      replayed: true,
    });
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.restart(name)));
    const later = await stage.connect();
    expect(await later.increment('{order}/left', 5, order)).toMatchObject({
      value: 5,
      replayed: true,
    });
    await expect(later.increment('{order}/left', 6, order)).rejects.toMatchObject({
      reason: 'IDEMPOTENCY_KEY_REUSED',
      outcome: 'not_executed',
    });
    await stage.expectEqualReplicas();
  });

  it('is told by kvctl and over HTTP in their words', async () => {
    const args = ['put', '{order}/a', 'v', '--idempotency-key', 'order-7', '-o', 'json'];
    expect(JSON.parse((await stage.kvctl(...args)).out)).toMatchObject({ replayed: false });
    expect(JSON.parse((await stage.kvctl(...args)).out)).toMatchObject({ replayed: true });
    const response = await fetch(url('n1', '/v1/kv/%7Border%7D/a'), {
      method: 'PUT',
      body: 'v',
      headers: { 'idempotency-key': 'order-7' },
    });
    expect(response.headers.get('ringkv-replayed')).toBe('true');
  });
});

describe('appends', () => {
  it('of several clients sort as they were answered, and a scan reads them in that order', async () => {
    const clients = [await stage.connect(), await stage.connect(), await stage.connect()];
    const keys: string[] = [];
    for (let round = 0; round < 10; round++) {
      const added = await Promise.all(
        clients.map(async (client, c) => client.append('{q}/jobs/', `${round}/${c}`)),
      );
      const these = added.map((one) => (one.ok ? one.key : one.reason)).sort();
      // Each round began when the one before was answered.
      expect((keys.at(-1) ?? '') < (these[0] ?? '')).toBe(true);
      keys.push(...these);
    }
    const scanned: string[] = [];
    for await (const { key } of kv.scan('{q}/jobs/')) scanned.push(key);
    expect(scanned).toEqual(keys);
  });

  it('are done by kvctl and over HTTP', async () => {
    const { out: stdout } = await stage.kvctl('append', '{q}/jobs/', 'from kvctl');
    expect((await kv.get(stdout.trim()))?.value).toBe('from kvctl');
    const response = await fetch(url('n3', '/v1/kv/%7Bq%7D/jobs/'), {
      method: 'POST',
      body: 'http',
    });
    expect(response.status).toBe(201);
    const { key } = (await response.json()) as { key: string };
    expect(key > stdout.trim()).toBe(true);
    const unrouted = await stage.kvctl('append', 'jobs/', 'x', '-o', 'json');
    expect(JSON.parse(unrouted.err).error).toMatchObject({ reason: 'PREFIX_NOT_ROUTED' });
  });
});

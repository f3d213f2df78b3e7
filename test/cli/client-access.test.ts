import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectAccess } from '../../src/cli/client-access.ts';
import { failureOf } from '../../src/cli/failure.ts';
import type { KvAccess, RecordAnswer } from '../../src/cli/kv-access.ts';
import type { TxnScript } from '../../src/cli/txn-script.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { FakeCluster, noLeader } from '../client/fake-cluster.ts';

let cluster: FakeCluster;
let kv: KvAccess;

beforeEach(async () => {
  cluster = await FakeCluster.start(3);
  kv = await connectAccess({ endpoints: cluster.endpoints, timeoutMs: 2_000, token: null });
});

afterEach(async () => {
  await kv.close();
  cluster.stop();
});

const terms = { consistency: null, maxStalenessMs: null, replica: null };
const plain = {
  ttlMs: null,
  ifAbsent: false,
  ifRevision: null,
  ack: 'quorum',
  idempotencyKey: null,
} as const;
const unbounded = { min: null, max: null, ttlMs: null, idempotencyKey: null };

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('did not fail');
    },
    (error: unknown) => error,
  );
}

describe('kvctl over the typed client', () => {
  it('reads what it wrote, byte by byte', async () => {
    const value = Uint8Array.of(0xff, 0x00, 0x41);
    const put = await kv.put('k', value, plain);
    expect(put).toMatchObject({ ok: true, version: 1 });
    const entry = await kv.get('k', terms);
    expect(entry).toMatchObject({ version: 1, expiresAt: null, consistency: 'linearizable' });
    expect(entry?.key).toEqual(utf8('k'));
    expect(entry?.value).toEqual(value);
    expect(entry?.servedBy).toBeGreaterThan(0);
    expect(await kv.get('other', terms)).toBeNull();
  });

  it('is one session over several commands, by its token', async () => {
    const { endpoints } = cluster;
    const first = await connectAccess({ endpoints, timeoutMs: 2_000, token: 'new' });
    await first.put('k', utf8('v'), plain);
    const second = await connectAccess({ endpoints, timeoutMs: 2_000, token: first.token() });
    expect(await second.get('k', terms)).toMatchObject({ consistency: 'session' });
    expect(second.token()).toBe(first.token());
    expect(kv.token()).toBeNull();
    await Promise.all([first.close(), second.close()]);
  });

  it('answers conditions with what was there', async () => {
    const first = await kv.put('k', utf8('a'), { ...plain, ifAbsent: true });
    expect(first.ok).toBe(true);
    const second = await kv.put('k', utf8('b'), { ...plain, ifAbsent: true });
    expect(second).toMatchObject({ ok: false, current: { version: 1 } });
    const absent = await kv.put('nothing', utf8('b'), { ...plain, ifRevision: 5 });
    expect(absent).toEqual({ ok: false, current: null });
  });

  it('runs a transaction of every operation and condition', async () => {
    const time = { target: 'time', relation: '>=', ms: 0 } as const;
    await kv.put('{t}/old', utf8('x'), plain);
    const script: TxnScript = {
      if: [
        { target: 'exists', key: '{t}/old' },
        { target: 'absent', key: '{t}/new' },
        { target: 'version', key: '{t}/old', relation: '=', number: 1 },
        { target: 'revision', key: '{t}/old', relation: '>', number: 0 },
        { target: 'value', key: '{t}/old', relation: '!=', text: 'y' },
        time,
      ],
      then: [
        { kind: 'get', key: '{t}/old' },
        { kind: 'put', key: '{t}/new', value: 'é', ttlMs: 1_000 },
        { kind: 'delete', key: '{t}/gone' },
        { kind: 'increment', key: '{t}/n', delta: 2, min: null, max: 3, ttlMs: null },
        { kind: 'touch', key: '{t}/old', ttlMs: 0 },
        { kind: 'get', key: '{t}/gone' },
      ],
      else: [{ kind: 'touch', key: '{t}/gone', ttlMs: 5 }],
    };
    expect(await kv.txn(script)).toMatchObject({
      succeeded: true,
      branch: 'then',
      revision: 2,
      results: [
        { kind: 'get', record: { key: utf8('{t}/old'), value: utf8('x'), version: 1 } },
        { kind: 'put', version: 1, expiresAt: 1_000 },
        { kind: 'delete', deleted: false },
        { kind: 'increment', value: 2, version: 1, expiresAt: null },
        { kind: 'touch', found: true, version: 1, expiresAt: null },
        { kind: 'get', record: null },
      ],
      refused: null,
    });
    expect(await kv.txn(script)).toMatchObject({
      succeeded: false,
      branch: 'else',
      results: [{ kind: 'touch', found: false }],
      refused: null,
    });
    expect(await kv.txn({ ...script, if: [time] })).toMatchObject({
      succeeded: false,
      branch: 'then',
      results: [],
      refused: { index: 3, value: 2 },
    });
  });

  it('deletes once', async () => {
    await kv.put('k', utf8('a'), plain);
    expect(await kv.delete('k')).toMatchObject({ deleted: true });
    expect(await kv.delete('k')).toMatchObject({ deleted: false });
  });

  it('counts within bounds', async () => {
    expect(await kv.increment('n', 3, unbounded)).toMatchObject({ ok: true, value: 3 });
    expect(await kv.increment('n', -5, { ...unbounded, min: 0 })).toEqual({ ok: false, value: 3 });
  });

  it('touches what is there, and says when it is not', async () => {
    await kv.put('k', utf8('a'), { ...plain, ttlMs: 60_000 });
    const touched = await kv.touch('k', 120_000);
    expect(touched.found).toBe(true);
    expect(touched.expiresAt).toBeGreaterThan(0);
    expect(await kv.touch('k', 0)).toMatchObject({ found: true, expiresAt: null });
    expect(await kv.touch('gone', 1_000)).toMatchObject({ found: false, expiresAt: null });
  });

  it('scans in key order up to a limit', async () => {
    for (const key of ['a/2', 'a/1', 'b', 'a/3']) await kv.put(key, utf8(key), plain);
    const keysOf = async (limit: number, reverse = false): Promise<string[]> => {
      const found: RecordAnswer[] = [];
      for await (const record of kv.scan('a/', { limit, reverse, keysOnly: false, terms })) {
        found.push(record);
      }
      return found.map(({ key }) => Buffer.from(key).toString());
    };
    expect(await keysOf(Number.POSITIVE_INFINITY)).toEqual(['a/1', 'a/2', 'a/3']);
    expect(await keysOf(2)).toEqual(['a/1', 'a/2']);
    expect(await keysOf(2, true)).toEqual(['a/3', 'a/2']);
    expect(await kv.count('a/', terms)).toBe(3);
    for await (const { value } of kv.scan('a/', {
      limit: 1,
      reverse: false,
      keysOnly: true,
      terms,
    })) {
      expect(value.length).toBe(0);
    }
  });

  it('locates a key among the members', async () => {
    const { partition, leader, replicas } = await kv.locate('k');
    const put = await kv.put('k', utf8('a'), plain);
    expect(put).toMatchObject({ partition });
    expect(replicas).toContain(leader);
    const ids = (await kv.members()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...replicas]));
  });
});

describe('failures of the typed client, as exit codes', () => {
  it('is 5 when nobody leads, and nothing happened', async () => {
    cluster.script(() => noLeader);
    await kv.close();
    kv = await connectAccess({ endpoints: cluster.endpoints, timeoutMs: 200, token: null });
    const error = await rejection(kv.put('k', utf8('a'), plain));
    expect(failureOf(error, 'writes')).toMatchObject({ exitCode: 5, outcome: 'NOT_EXECUTED' });
  });

  it('is 8 when a write was sent and nobody answered, 5 for a read', async () => {
    await kv.close();
    kv = await connectAccess({ endpoints: cluster.endpoints, timeoutMs: 200, token: null });
    cluster.script(({ put, get }) => (put || get ? 'drop' : 'serve'));
    const write = await rejection(kv.put('k', utf8('a'), plain));
    expect(failureOf(write, 'writes')).toMatchObject({ exitCode: 8, outcome: 'UNKNOWN' });
    const read = await rejection(kv.get('k', terms));
    expect(failureOf(read, 'reads')).toMatchObject({ exitCode: 5 });
  });

  it('is 5 when no endpoint answers', async () => {
    const { endpoints } = cluster;
    cluster.stop();
    const error = await rejection(connectAccess({ endpoints, timeoutMs: 200, token: null }));
    const failure = failureOf(error, 'reads');
    expect(failure).toMatchObject({ exitCode: 5, code: 'UNAVAILABLE' });
    expect(failure.message).toContain(endpoints[0]);
  });

  it('is 9 for a key or value over its limit, 2 for an empty key', async () => {
    const long = await rejection(kv.get('k'.repeat(5_000), terms));
    expect(failureOf(long, 'reads').exitCode).toBe(9);
    const large = await rejection(kv.put('k', new Uint8Array(2 ** 20 + 1), plain));
    expect(failureOf(large, 'writes')).toMatchObject({ exitCode: 9, outcome: 'NOT_EXECUTED' });
    const empty = await rejection(kv.get('', terms));
    expect(failureOf(empty, 'reads').exitCode).toBe(2);
  });
});

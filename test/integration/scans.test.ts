import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { check } from '../../src/client/index.ts';
import { clusterService, detailOf, kvService } from '../../src/rpc/index.ts';
import { openLevelEngine } from '../../src/storage/leveldb-engine.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { Line, Stage } from './support.ts';

type ScanRequest = ringkv.v1.ScanRequest.$Properties;
type ScanResponse = ringkv.v1.ScanResponse.$Properties;

const { Reason } = ringkv.v1;
let stage: Stage;

beforeAll(async () => {
  // Four nodes: one of them holds no replica of the meta group, and learns its keys from its peers.
  stage = await Stage.start({ nodes: 4, partitions: 4 });
});

afterAll(async () => stage.end());

async function page(node: string, request: ScanRequest): Promise<ScanResponse> {
  using line = new Line(stage.endpoint(node));
  return await line.ask(kvService.scan, request);
}

async function refusal(node: string, request: ScanRequest): Promise<number | undefined> {
  const error: unknown = await page(node, request).catch((failure: unknown) => failure);
  return detailOf(error as Parameters<typeof detailOf>[0])?.reason ?? undefined;
}

function keysOf({ records }: ScanResponse): string[] {
  return (records ?? []).map(({ key }) => fromUtf8(key ?? new Uint8Array(0)));
}

const wanted = Array.from({ length: 60 }, (_, n) => `row/${String(n).padStart(2, '0')}`);

describe('the pages of a scan (R36)', () => {
  it('are found again by any node, with other leaders and after all nodes were restarted', async () => {
    const kv = await stage.connect();
    await Promise.all(wanted.map((key) => kv.put(key, key)));
    const found: string[] = [];
    let pageToken: Uint8Array | null = null;
    for (let turn = 0; ; turn++) {
      const node = stage.cluster.names[turn % 4] as string;
      const answer: ScanResponse = await page(node, { prefix: utf8('row/'), limit: 7, pageToken });
      found.push(...keysOf(answer));
      pageToken = answer.nextPageToken ?? null;
      if (!pageToken?.length) break;
      // Whoever leads loses it in the course of these.
      if (turn < 4) await stage.cluster.restart(node);
      if (turn === 4) {
        await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.kill(name)));
        await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.restart(name)));
      }
    }
    expect(found).toEqual(wanted);
  });

  it('are refused to tokens that nobody here has given', async () => {
    const { nextPageToken } = await page('n1', { prefix: utf8('row/'), limit: 7 });
    const forged = new Uint8Array(nextPageToken ?? []);
    forged[8] = (forged[8] ?? 0) ^ 1;
    for (const node of stage.cluster.names) {
      expect(await refusal(node, { prefix: utf8('row/'), pageToken: forged })).toBe(
        Reason.BAD_PAGE_TOKEN,
      );
    }
  });
});

describe('a prefix that is deleted', () => {
  it('goes as a whole while nodes are killed, and is counted once', async () => {
    const kv = await stage.connect();
    const names = Array.from({ length: 400 }, (_, n) => `gone/${n}`);
    await Promise.all(names.map((key) => kv.put(key, 'x')));
    expect(await kv.count('gone/')).toBe(names.length);
    const [first = '', second = ''] = stage.cluster.names;
    const chaos = (async () => {
      for (const name of [first, second]) {
        await stage.cluster.kill(name);
        await stage.cluster.restart(name);
      }
    })();
    const [gone] = await Promise.allSettled([
      kv.deleteRange('gone/', { timeoutMs: 30_000 }),
      chaos,
    ]);
    expect(gone).toMatchObject({ status: 'fulfilled', value: { deleted: names.length } });
    expect(await kv.count('gone/')).toBe(0);
    expect(await kv.count('row/')).toBe(wanted.length);
    await stage.expectEqualReplicas();
  });

  it('can be asked for by a client that speaks nothing but gRPC', async () => {
    const kv = await stage.connect();
    for (const n of [1, 2, 3]) await kv.put(`{grpc}/${n}`, 'x');
    using line = new Line(stage.endpoint('n4'));
    const prefix = utf8('{grpc}/');
    const first = await line.ask(kvService.deleteRange, { prefix, limit: 2 });
    expect(first).toMatchObject({ deleted: 2, more: true });
    const second = await line.ask(kvService.deleteRange, { prefix, limit: 2 });
    expect(second).toMatchObject({ deleted: 1, more: false });
    expect(second.header?.revision).toBe((first.header?.revision ?? 0) + 1);
  });

  it('can be the condition of a transaction', async () => {
    const kv = await stage.connect();
    const key = (n: number): string => `{seats}/${n}`;
    const take = (n: number) =>
      kv.txn({ if: [check.count('{seats}/', '<', 3)], then: [kv.ops.put(key(n), 'taken')] });
    const taken = await Promise.all([1, 2, 3, 4, 5, 6].map(take));
    expect(taken.filter(({ ok }) => ok).length).toBe(3);
    expect(await kv.count('{seats}/')).toBe(3);
    const cleared = await kv.txn({
      if: [check.count('{seats}/', '=', 3), check.everyVersion('{seats}/', '=', 1)],
      then: [kv.ops.deleteRange('{seats}/'), kv.ops.put('{seats}', 'closed')],
    });
    expect(cleared).toMatchObject({ ok: true, results: [{ deleted: 3 }, { version: 1 }] });
    expect(await kv.count('{seats}/')).toBe(0);
  });
});

describe('the key that signs page tokens', () => {
  it('is the same on all nodes, and in nothing that a client or an operator is shown', async () => {
    const shown: string[] = [];
    for (const { name, httpAddress } of stage.cluster.report().nodes) {
      using line = new Line(stage.endpoint(name));
      shown.push(JSON.stringify(await line.ask(clusterService.getTopology, {})));
      shown.push(JSON.stringify(await stage.status(name)));
      for (const path of ['/metrics', '/readyz?verbose']) {
        shown.push(await (await fetch(`http://${httpAddress}${path}`)).text());
      }
    }
    shown.push((await stage.kvctl('status', '-o', 'json')).out);
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.kill(name)));
    const secrets = new Set<string>();
    for (const name of stage.cluster.names) {
      shown.push(stage.log(name));
      const directory = `${stage.dir}/cluster/node-${name.slice(1)}`;
      for (const part of ['db', 'wal']) {
        shown.push((await stage.kvctl('debug', part, directory)).out);
      }
      secrets.add(await secretIn(`${directory}/db`));
    }
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.restart(name)));
    expect(secrets.size).toBe(1);
    const secret = Buffer.from([...secrets][0] ?? '', 'hex');
    expect(secret.length).toBe(32);
    const text = shown.join('\n');
    expect(text).toContain('n1');
    for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const) {
      expect(text).not.toContain(secret.toString(form));
    }
    expect(text).not.toContain(JSON.stringify([...secret]).slice(1, -1));
  });
});

/** The node's own copy of the key, in hexadecimal. */
async function secretIn(directory: string): Promise<string> {
  const engine = await openLevelEngine(directory);
  try {
    // All nodes' rows: ffffffff, generation 0, 'n', name.
    const row = engine.get(
      new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0x6e, ...utf8('cluster-keys')]),
    );
    // A crc32 ends every row.
    const keys = ringkv.v1.ClusterKeys.decode((row ?? new Uint8Array(4)).slice(0, -4));
    return Buffer.from(keys.pageKeys[0]?.secret ?? []).toString('hex');
  } finally {
    await new Promise<void>((resolve) => engine.close(() => resolve()));
  }
}

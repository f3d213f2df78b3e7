import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RingKv } from '../../src/client/index.ts';
import { Random } from '../../src/util/random.ts';
import { memberId, patience, Stage } from './support.ts';

let stage: Stage;
let kv: RingKv;

beforeAll(async () => {
  stage = await Stage.start({ partitions: 4, extraArgs: ['--scrub-interval-ms', '1000'] });
  kv = await stage.connect({ timeoutMs: patience.timeout });
  for (let n = 0; n < 200; n++) await kv.put(`key-${n}`, value(n));
});

afterAll(async () => stage.end());

/** Nothing that LevelDB could compress, so that most bytes of its tables are bytes of values. */
function value(n: number): string {
  const random = new Random(n + 1);
  return Array.from({ length: 125 }, () => random.uint32().toString(16).padStart(8, '0')).join('');
}

function directory(node: string, name: string): string {
  return join(stage.cluster.dataDir, `node-${memberId(node)}`, name);
}

function tables(node: string): string[] {
  return readdirSync(directory(node, 'db')).filter((name) => name.endsWith('.ldb'));
}

/** Rows reach a table when LevelDB opens again: until then they lie in its own log. */
async function withTables(node: string): Promise<string> {
  await stage.cluster.kill(node);
  await stage.cluster.restart(node);
  await stage.cluster.kill(node);
  const sizes = tables(node).map((name) => directory(node, `db/${name}`));
  const largest = sizes.sort((a, b) => statSync(b).size - statSync(a).size)[0];
  expect(largest, `tables of ${node}`).toBeDefined();
  return largest ?? '';
}

/** The node is whole again: everything is there without the help of the others but one. */
async function expectRebuilt(node: string): Promise<void> {
  await expect.poll(() => stage.state(node), patience).toBe('ready');
  await stage.expectEqualReplicas();
  const hashes = async (): Promise<string[]> => (await kv.hashes()).map(({ verdict }) => verdict);
  await expect.poll(hashes, patience).toEqual(Array.from({ length: 5 }, () => 'equal'));
  const other = stage.cluster.names.find((name) => name !== node) ?? '';
  await stage.cluster.kill(other);
  for (const n of [0, 99, 199]) expect((await kv.get(`key-${n}`))?.value).toBe(value(n));
  expect(await kv.put('after', node)).toMatchObject({ ok: true });
  await stage.cluster.restart(other);
  await stage.expectEqualReplicas();
}

describe('the database of a node that lost', () => {
  it('a table file is set aside, and its replicas are rebuilt from their peers', async () => {
    rmSync(await withTables('n1'));
    await stage.cluster.restart('n1');
    expect(stage.log('n1')).toContain(
      'the database is damaged: all replicas are rebuilt from peers',
    );
    await expectRebuilt('n1');
    await expect.poll(() => existsSync(directory('n1', 'db.damaged')), patience).toBe(false);
  });

  it('half of its MANIFEST, likewise', async () => {
    await withTables('n2');
    const [manifest = ''] = readdirSync(directory('n2', 'db')).filter((f) => f.startsWith('MAN'));
    const file = directory('n2', `db/${manifest}`);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2)));
    await stage.cluster.restart('n2');
    expect(stage.log('n2')).toMatch(/the database is damaged|a replica lost its state/);
    await expectRebuilt('n2');
  });

  it('a bit in a data block is found by whoever reads it, the scrub at the latest', async () => {
    const file = await withTables('n3');
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 3);
    bytes[middle] = (bytes[middle] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
    await stage.cluster.restart('n3');
    await expect.poll(() => stage.log('n3'), patience).toContain('a replica lost its state');
    await expectRebuilt('n3');
  });

  it('everything, but not its log, starts with an empty one and gets all of it again', async () => {
    await stage.cluster.kill('n1');
    rmSync(directory('n1', 'db'), { recursive: true });
    await stage.cluster.restart('n1');
    await expectRebuilt('n1');
  });
});

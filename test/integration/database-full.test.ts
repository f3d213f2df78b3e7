import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { bytes, LimitError } from '../../src/client/index.ts';
import { SmallDisk } from '../storage/small-disk.ts';
import { patience, Stage } from './support.ts';

const MIB = 1024 * 1024;
const diskBytes = 200 * MIB;
const fillerBytes = 60 * MIB;
/** More than the node wants to see before it reopens its database. */
const ballastBytes = 48 * MIB;
const blobBytes = 128 * 1024;
const atATime = 8;

let disk: SmallDisk | null = null;
let stage: Stage;

beforeAll(async () => {
  disk = SmallDisk.mount(diskBytes);
  if (disk === null) return;
  disk.fillTo(diskBytes - fillerBytes);
  stage = await Stage.start({
    nodes: 1,
    partitions: 2,
    dataDir: join(disk.path, 'cluster'),
    extraArgs: [
      `--wal-segment-bytes=${4 * MIB}`,
      // Nothing warns before LevelDB itself finds no room.
      '--disk-reserve-bytes=0',
      `--ballast-bytes=${ballastBytes}`,
    ],
  });
});

afterAll(async () => {
  if (disk === null) return;
  await stage.end();
  disk.unmount();
});

it('a database that finds its disk full is reopened with the ballast, and once there is room, without a restart', async (context: TestContext) => {
  if (disk === null) return context.skip('needs root on Linux, to mount a file system');
  const { path } = disk;
  const ballast = (): number =>
    statSync(join(path, 'cluster/node-1/ballast'), { throwIfNoEntry: false })?.size ?? 0;
  const lines = (text: string): number => stage.log('n1').split(text).length - 1;
  const full = (): number => lines('DATABASE_FULL: writes are refused');
  const over = (): number => lines('DATABASE_FULL is over');
  await expect.poll(ballast, patience).toBe(ballastBytes);
  const pid = stage.pid('n1');

  const kv = await stage.connect();
  const blobs = kv.keyspace(bytes);
  const stored: string[] = [];
  let next = 0;
  const put = async (): Promise<unknown> => {
    const key = `blob-${next++}`;
    try {
      // Random, because LevelDB compresses.
      await blobs.put(key, randomBytes(blobBytes));
    } catch (error) {
      return error;
    }
    stored.push(key);
    return null;
  };
  const untilRefused = async (): Promise<unknown> => {
    for (let refusal = await put(); ; refusal = await put()) if (refusal !== null) return refusal;
  };
  /** Several at a time. The first refusal. */
  const fill = async (): Promise<unknown> =>
    (await Promise.all(Array.from({ length: atATime }, untilRefused)))[0];
  const has = async (key: string): Promise<boolean> => (await blobs.get(key)) !== null;
  const missing = async (): Promise<string[]> => {
    const lost: string[] = [];
    for (let at = 0; at < stored.length; at += atATime) {
      const keys = stored.slice(at, at + atATime);
      const found = await Promise.all(keys.map(has));
      lost.push(...keys.filter((_, i) => !found[i]));
    }
    return lost;
  };
  const refusal = { reason: 'SPACE_QUOTA', outcome: 'not_executed' };

  // The ballast is what it is reopened with.
  const first = await fill();
  expect(first).toBeInstanceOf(LimitError);
  expect(first).toMatchObject(refusal);
  await expect.poll(over, patience).toBe(1);
  expect(ballast()).toBe(0);
  const before = stored.length;
  expect(before).toBeGreaterThan(200);

  // The second time there is nothing to give up: it refuses what needs room, and serves the rest.
  await expect.poll(put, patience).toBeNull();
  while (full() === over()) expect([null, 'SPACE_QUOTA']).toContain(reasonOf(await put()));
  expect(await fill()).toMatchObject(refusal);
  expect(stored.length).toBeGreaterThan(before);
  expect(await missing()).toEqual([]);
  const [gone = ''] = stored.splice(0, 1);
  await kv.delete(gone);
  expect(await has(gone)).toBe(false);
  const page = await blobs.scan('blob-').next();
  expect(page.done).toBe(false);

  disk.free();
  const taken = async (): Promise<boolean> => (await put()) === null;
  await expect.poll(taken, patience).toBe(true);
  expect(over()).toBeGreaterThanOrEqual(2);
  expect(stage.pid('n1')).toBe(pid);
  expect(await missing()).toEqual([]);

  // And what it has now is on the disk.
  await stage.cluster.kill('n1');
  await stage.cluster.restart('n1');
  await expect.poll(() => has(stored[0] ?? '').catch(() => false), patience).toBe(true);
  expect(await missing()).toEqual([]);
  expect(await has(gone)).toBe(false);
});

function reasonOf(error: unknown): string | null {
  return error instanceof LimitError ? error.reason : (error as null);
}

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { bytes, type KvError, LimitError } from '../../src/client/index.ts';
import { SmallDisk } from '../storage/small-disk.ts';
import { patience, Stage } from './support.ts';

const MIB = 1024 * 1024;
const fileSystemBytes = 96 * MIB;
const reserveBytes = 32 * MIB;
const fillerBytes = 20 * MIB;

let disk: SmallDisk | null = null;
let stage: Stage;

beforeAll(async () => {
  disk = SmallDisk.mount(fileSystemBytes);
  if (disk === null) return;
  disk.fillTo(fileSystemBytes - fillerBytes);
  stage = await Stage.start({
    nodes: 1,
    partitions: 2,
    dataDir: join(disk.path, 'cluster'),
    extraArgs: ['--wal-segment-bytes', `${MIB}`, '--disk-reserve-bytes', `${reserveBytes}`],
  });
});

afterAll(async () => {
  if (disk === null) return;
  await stage.end();
  disk.unmount();
});

it('a disk that fills up refuses writes before it is full, takes deletes, and recovers by itself', async (context: TestContext) => {
  if (disk === null) return context.skip('needs root on Linux, to mount a file system');
  const kv = await stage.connect();
  const blobs = kv.keyspace(bytes);
  // Random, because LevelDB compresses: a log that is purged in time would never fill the disk.
  const blob = randomBytes(32 * 1024);
  const stored: string[] = [];
  const fill = async (): Promise<unknown> => {
    for (let n = 0; n < 4_000; n++) {
      const key = `blob-${stored.length}`;
      try {
        await blobs.put(key, randomBytes(blob.length));
      } catch (error) {
        return error;
      }
      stored.push(key);
    }
    return null;
  };
  const refusal = await fill();
  expect(refusal).toBeInstanceOf(LimitError);
  expect(refusal).toMatchObject({ reason: 'SPACE_QUOTA', outcome: 'not_executed' });
  expect(stage.log('n1')).toContain('DISK_LOW: writes are refused');
  expect(stored.length).toBeGreaterThan(100);

  const [first = '', second = ''] = stored;
  expect((await blobs.get(first))?.value).toHaveLength(blob.length);
  await kv.delete(first);
  expect(await blobs.get(first)).toBe(null);

  // Also in another life: it starts on the disk that is nearly full, and has everything.
  await stage.cluster.kill('n1');
  await stage.cluster.restart('n1');
  const has = async (key: string): Promise<boolean> => (await blobs.get(key)) !== null;
  await expect.poll(() => has(second).catch(() => false), patience).toBe(true);
  for (const key of stored.slice(1)) expect(await has(key), key).toBe(true);
  // A start gives space back, so there may be some; but not for long.
  expect(await fill()).toMatchObject({ reason: 'SPACE_QUOTA' });

  disk.free();
  const put = async (): Promise<string> =>
    blobs.put('one-more', blob).then(
      () => 'taken',
      (error: KvError) => `${error.reason}, with ${disk?.freeBytes} bytes free`,
    );
  await expect.poll(put, patience).toBe('taken');
  expect(stage.log('n1')).toContain('DISK_LOW is over');
});

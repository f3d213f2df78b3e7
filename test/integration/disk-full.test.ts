import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { bytes, LimitError } from '../../src/client/index.ts';
import { patience, Stage } from './support.ts';

const MIB = 1024 * 1024;
/** A file system of its own, so that nobody else's disk is filled. */
const fileSystemBytes = 96 * MIB;
const reserveBytes = 32 * MIB;
const fillerBytes = 20 * MIB;

let mounted = '';
let stage: Stage;

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ringkv-full-'));
  try {
    const size = `size=${fileSystemBytes}`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'ringkv-test', directory], { stdio: 'pipe' });
  } catch {
    rmSync(directory, { recursive: true });
    return;
  }
  mounted = directory;
  writeFileSync(join(mounted, 'filler'), new Uint8Array(fillerBytes));
  stage = await Stage.start({
    nodes: 1,
    partitions: 2,
    dataDir: join(mounted, 'cluster'),
    extraArgs: ['--wal-segment-bytes', `${MIB}`, '--disk-reserve-bytes', `${reserveBytes}`],
  });
});

afterAll(async () => {
  if (mounted === '') return;
  await stage.end();
  execFileSync('umount', [mounted]);
  rmSync(mounted, { recursive: true });
});

it('a disk that fills up refuses writes before it is full, takes deletes, and recovers by itself', async (context: TestContext) => {
  if (mounted === '') context.skip('needs root on Linux, to mount a file system');
  const kv = await stage.connect();
  const blobs = kv.keyspace(bytes);
  // Random: LevelDB compresses, and then only the log would fill the disk, if it is written faster than it is purged.
  const blob = new Uint8Array(randomBytes(64 * 1024));
  const stored: string[] = [];
  const fill = async (): Promise<unknown> => {
    for (let n = 0; n < 2_000; n++) {
      const key = `blob-${stored.length}`;
      try {
        await blobs.put(key, blob);
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
  expect((await blobs.get(first))?.value).toEqual(blob);
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

  rmSync(join(mounted, 'filler'));
  const put = async (): Promise<boolean> =>
    blobs.put('one-more', blob).then(
      () => true,
      () => false,
    );
  await expect.poll(put, patience).toBe(true);
  expect(stage.log('n1')).toContain('DISK_LOW is over');
});

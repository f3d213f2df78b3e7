import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { shimNeeds } from '../../jepsen-lite/disk/build.ts';
import { anyFile, type FaultyDisk, fileKinds } from '../../jepsen-lite/disk/faulty-disk.ts';
import { FaultyDisks } from '../../jepsen-lite/disk/faulty-disks.ts';
import { Random } from '../../jepsen-lite/random.ts';
import { contradictions } from '../../jepsen-lite/storm/verify.ts';
import { Writers } from '../../jepsen-lite/storm/writers.ts';
import type { RingKv } from '../../src/client/index.ts';
import { patience, Stage } from './support.ts';

const needs = shimNeeds();
const disks = new FaultyDisks();
let stage: Stage;

beforeAll(async () => {
  if (needs !== null) return;
  stage = await Stage.start({
    partitions: 2,
    nodeEnv: disks.nodeEnv,
    // Else a node may see that its disk fills up, and refuse the writes for which it would have no room.
    extraArgs: ['--disk-reserve-bytes', '0'],
  });
});

beforeEach((context) => {
  if (needs !== null) context.skip(needs);
});

afterAll(async () => {
  if (needs === null) await stage.end();
});

async function writing(kv: RingKv): Promise<Writers> {
  const writers = new Writers();
  const name = `life-${Math.random().toString(36).slice(2)}`;
  writers.putters(
    kv,
    [1, 2, 3, 4].map((n) => `${name}-${n}`),
  );
  writers.incrementers(kv, [`${name}-count`]);
  await progress(writers, 50);
  return writers;
}

async function progress(writers: Writers, more: number): Promise<void> {
  const goal = writers.acknowledged.size + more;
  await expect.poll(() => writers.acknowledged.size, patience).toBeGreaterThan(goal);
}

async function expectAllTrue(kv: RingKv, writers: Writers): Promise<void> {
  await writers.stop();
  expect(await contradictions(kv, writers)).toEqual([]);
  await stage.expectEqualReplicas();
}

it('no write is acknowledged before the log of a majority is synced', async () => {
  const kv = await stage.connect();
  const key = 'precious';
  await kv.put(key, 'before');
  const leader = await stage.leaderOf(kv, key);
  const followers = stage.cluster.names.filter((name) => name !== leader);
  const [one = '', other = ''] = followers;

  disks.of(one).hold(fileKinds.wal);
  await kv.put(key, 'one of three waits');

  const before = followers.map((name) => disks.of(name).counts.held);
  const synced = disks.of(leader).counts.syncs;
  disks.of(other).hold(fileKinds.wal);
  let isAcknowledged = false;
  const put = kv.put(key, 'two of three wait').then(() => {
    isAcknowledged = true;
  });
  await expect.poll(() => disks.of(other).counts.held, patience).toBeGreaterThan(before[1] ?? 0);
  await expect.poll(() => disks.of(leader).counts.syncs, patience).toBeGreaterThan(synced);
  // The leader has it, the others have written it, and everybody has time to say so.
  for (let n = 0; n < 50; n++) await kv.get(key, { consistency: 'eventual' });
  expect(isAcknowledged).toBe(false);

  disks.of(other).heal();
  await put;
  expect((await kv.get(key))?.value).toBe('two of three wait');
  disks.of(one).heal();
  await stage.expectEqualReplicas();
});

it('all nodes lose power at once, and what was acknowledged is there', async () => {
  const random = new Random(7);
  const kv = await stage.connect();
  for (const keptShare of [0, 0.5]) {
    const writers = await writing(kv);
    const before = disks.all.map(({ counts }) => counts.held);
    for (const disk of disks.all) disk.hold(anyFile);
    const isOpen = (): boolean =>
      disks.all.every(({ counts }, i) => counts.held > (before[i] ?? 0));
    await expect.poll(isOpen, patience).toBe(true);
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.kill(name)));
    const lost = disks.all.map((disk) => {
      disk.heal();
      const { bytes, names } = disk.losePower(random, keptShare);
      return bytes + names;
    });
    expect(lost.reduce((sum, changes) => sum + changes)).toBeGreaterThan(0);
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.restart(name)));
    await progress(writers, 50);
    await expectAllTrue(kv, writers);
  }
});

it.each<[string, (disk: FaultyDisk) => void, RegExp]>([
  [
    'fails a sync of its log',
    (disk) => disk.failSync(fileKinds.wal, 5),
    /write of \S+\.log failed: EIO/,
  ],
  ['fails a sync of its database', (disk) => disk.failSync(fileKinds.db, 2), /Input\/output error/],
  // Were there no room for its database either, that might find it first, and make room by the ballast.
  [
    'is full for its log',
    (disk) => disk.limitSpace(4_096, fileKinds.wal),
    /write of \S+\.log failed: ENOSPC/,
  ],
])(
  'a node whose disk %s ends with 74 and loses nothing, by a power loss after it either',
  async (_, fail, why) => {
    const kv = await stage.connect();
    const writers = await writing(kv);
    const victim = await stage.leaderOf(kv, 'any');
    const disk = disks.of(victim);
    fail(disk);
    const end = await stage.untilEnded(victim);
    expect(end).toMatch(/^ended with 74: .*the disk failed/);
    expect(end).toMatch(why);
    disk.heal();
    disk.losePower(new Random(7), 0);
    await stage.cluster.restart(victim);
    await progress(writers, 50);
    await expectAllTrue(kv, writers);
  },
);

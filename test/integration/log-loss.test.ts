import {
  closeSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RingKv } from '../../src/client/index.ts';
import { NodeDisk } from '../../src/storage/index.ts';
import { frameHeaderBytes } from '../../src/storage/wal-format.ts';
import { inspectWal } from '../../src/storage/wal-inspect.ts';
import { memberId, patience, Stage, temporaryDirectory } from './support.ts';

/** Into a frame. */
const byteOfFrame = 50;
const settings = temporaryDirectory();
const config = join(settings, 'kvd.json');
let stage: Stage;

beforeAll(async () => {
  recoverBy('strict');
  stage = await Stage.start({ partitions: 4, extraArgs: ['--config', config] });
});

afterAll(async () => {
  await stage.end();
  rmSync(settings, { recursive: true });
});

/** What every node is told at its next start. */
function recoverBy(mode: 'strict' | 'suspect'): void {
  writeFileSync(config, JSON.stringify({ 'wal-recovery': mode }));
}

function walOf(node: string): string {
  return join(stage.cluster.dataDir, `node-${memberId(node)}`, 'wal');
}

/** One byte of a record in the middle of all that the log of the node holds. */
function flipByte(node: string): void {
  const { segments } = inspectWal(new NodeDisk(), walOf(node));
  const all = segments.flatMap(({ path, frames }) => frames.map((frame) => ({ path, frame })));
  // Behind a short payload, as a vote alone is, that byte belongs to nothing, and the log is as good as before.
  const frames = all.filter(({ frame }) => frame.payload.length > byteOfFrame - frameHeaderBytes);
  const middle = frames[frames.length >> 1];
  if (middle === undefined) throw new Error('an empty log');
  const file = openSync(middle.path, 'r+');
  const at = middle.frame.offset + byteOfFrame;
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.of((byte[0] ?? 0) ^ 1), 0, 1, at);
  closeSync(file);
}

async function put(kv: RingKv, acknowledged: string[], count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const key = `key-${acknowledged.length}`;
    await kv.put(key, key);
    acknowledged.push(key);
  }
}

async function expectAll(kv: RingKv, acknowledged: readonly string[]): Promise<void> {
  for (const key of acknowledged) expect((await kv.get(key))?.value, key).toBe(key);
}

it('a log that is damaged in its middle is refused, or cut off: the node catches up, is trusted, and can be relied on', async () => {
  const kv = await stage.connect({ timeoutMs: 20_000 });
  const acknowledged: string[] = [];
  await put(kv, acknowledged, 200);
  await stage.cluster.kill('n2');
  flipByte('n2');
  await put(kv, acknowledged, 50);

  // Both ways out are in the line.
  await expect(stage.cluster.restart('n2')).rejects.toThrow(
    /is corrupt at byte.*start once with --wal-recovery suspect.*kvctl debug wal .* --salvage OUT_DIR/,
  );
  expect(readdirSync(walOf('n2')).filter((name) => name.endsWith('.damaged'))).toEqual([]);

  // A node is ready when it is trusted.
  recoverBy('suspect');
  await stage.cluster.restart('n2');
  recoverBy('strict');
  expect(stage.log('n2')).toMatch(/WAL_SUSPECT: cut off after frame \d+, 5 groups suspect/);
  expect(stage.log('n2').match(/WAL_SUSPECT is over: trusted again/g)?.length).toBe(5);
  expect(readdirSync(walOf('n2')).some((name) => name.endsWith('.damaged'))).toBe(true);
  const { replicas } = await stage.status('n2');
  expect(replicas?.some(({ suspect }) => suspect)).toBe(false);
  expect((await stage.kvctl('status')).out).not.toContain('suspect');

  // Each of the others may be missed now, one at a time.
  for (const node of ['n1', 'n3']) {
    await stage.cluster.kill(node);
    await put(kv, acknowledged, 20);
    await expectAll(kv, acknowledged);
    await stage.cluster.restart(node);
  }
  await stage.expectEqualReplicas();
});

it('a node that cannot reach all the others stays suspect, says so, and remembers it', async () => {
  const kv = await stage.connect({ timeoutMs: 20_000 });
  await put(kv, [], 50);
  await stage.cluster.kill('n2');
  flipByte('n2');
  await stage.cluster.pause('n3');
  recoverBy('suspect');
  const started = stage.cluster.restart('n2');
  const suspects = async (): Promise<number> => {
    const { replicas } = await stage.status('n2').catch(() => ({ replicas: [] }));
    return replicas?.filter(({ suspect }) => suspect).length ?? 0;
  };
  await expect.poll(suspects, patience).toBe(5);
  const status = async (): Promise<string> => (await stage.kvctl('status')).out;
  await expect.poll(status, patience).toContain('with suspect replicas');
  await stage.cluster.resume('n3');
  await started;
  recoverBy('strict');
  await expect.poll(suspects, patience).toBe(0);
  await stage.expectEqualReplicas();
});

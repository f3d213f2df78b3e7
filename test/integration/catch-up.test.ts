import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes, type RingKv } from '../../src/client/index.ts';
import { memberId, patience, Stage } from './support.ts';

let stage: Stage;

beforeAll(async () => {
  const smallLog = ['--wal-segment-bytes', `${256 * 1024}`];
  stage = await Stage.start({ partitions: 4, extraArgs: smallLog });
});

afterAll(async () => stage.end());

/** The files of a node's log; purging it removes the oldest. */
function segments(node: string): string[] {
  const directory = join(stage.cluster.dataDir, `node-${memberId(node)}`, 'wal');
  return readdirSync(directory)
    .filter((name) => name.endsWith('.log'))
    .sort();
}

async function moveAllLeaders(kv: RingKv, to: string): Promise<void> {
  const { partitions } = await kv.topology();
  for (let partition = 0; partition < partitions; partition++) {
    // A partition that is just electing a leader has nobody yet who could hand it over.
    const moved = async (): Promise<number> =>
      kv.moveLeader(partition, memberId(to)).then(
        ({ leader }) => leader,
        () => 0,
      );
    await expect.poll(moved, patience).toBe(memberId(to));
  }
}

describe('a node that was away for longer than the log reaches back', () => {
  it('installs snapshots and then holds what the others hold', async () => {
    const kv = await stage.connect();
    const blobs = kv.keyspace(bytes);
    await kv.put('first', 'before n3 went');
    await stage.cluster.kill('n3');
    await moveAllLeaders(kv, 'n1');
    const [oldest] = segments('n2');

    // A leader keeps its log for members that are away; a follower keeps only what its own state machine needs.
    const blob = new Uint8Array(32 * 1024).fill(7);
    for (let n = 0; n < 100; n++) await blobs.put(`blob-${n}`, blob);
    for (let n = 0; n < 50; n++) await kv.delete(`blob-${n}`);
    await expect.poll(() => segments('n2'), patience).not.toContain(oldest);
    await moveAllLeaders(kv, 'n2');

    await stage.cluster.restart('n3');
    await expect.poll(() => stage.log('n3'), patience).toContain('snapshot installed');
    await stage.expectEqualReplicas();

    // With n1 gone the majority is n2 and what n3 was given.
    await stage.cluster.kill('n1');
    expect((await kv.get('first'))?.value).toBe('before n3 went');
    expect((await blobs.get('blob-99'))?.value).toEqual(blob);
    expect(await blobs.get('blob-0')).toBeNull();
    expect(await kv.put('first', 'after')).toMatchObject({ ok: true, version: 2 });
    await stage.cluster.restart('n1');
    await stage.expectEqualReplicas();
  });
});

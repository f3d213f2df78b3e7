import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes, type RingKv } from '../../src/client/index.ts';
import { memberId, patience, Stage } from './support.ts';

const smallLog = ['--wal-segment-bytes', `${256 * 1024}`];

/** The files of a node's log; purging it removes the oldest. */
function segments(stage: Stage, node: string): string[] {
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

/** The sum of a metric over its labels, as the node reports it. */
async function metric(stage: Stage, node: string, name: string): Promise<number> {
  const found = stage.cluster.report().nodes.find((one) => one.name === node);
  const text = await (await fetch(`http://${found?.httpAddress}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.split(/[ {]/)[0] === name);
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Leaves a node behind: it is down, and the others' log begins beyond what it has. n2 leads everything. */
async function leaveBehind(stage: Stage, kv: RingKv, node: string, blobs: number): Promise<void> {
  const blob = new Uint8Array(32 * 1024).fill(7);
  await stage.cluster.kill(node);
  await moveAllLeaders(kv, 'n1');
  const [oldest] = segments(stage, 'n2');
  // A leader keeps its log for members that are away; a follower keeps only what its own state machine needs.
  for (let n = 0; n < blobs; n++) await kv.keyspace(bytes).put(`blob-${n}`, blob);
  await expect.poll(() => segments(stage, 'n2'), patience).not.toContain(oldest);
  await moveAllLeaders(kv, 'n2');
}

describe('a node that was away for longer than the log reaches back', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.start({ partitions: 4, extraArgs: smallLog });
  });

  afterAll(async () => stage.end());

  it('installs snapshots and then holds what the others hold', async () => {
    const kv = await stage.connect();
    const blobs = kv.keyspace(bytes);
    await kv.put('first', 'before n3 went');
    await leaveBehind(stage, kv, 'n3', 100);
    for (let n = 0; n < 50; n++) await kv.delete(`blob-${n}`);

    await stage.cluster.restart('n3');
    await expect.poll(() => stage.log('n3'), patience).toContain('snapshot installed');
    await stage.expectEqualReplicas();

    // With n1 gone the majority is n2 and what n3 was given.
    await stage.cluster.kill('n1');
    expect((await kv.get('first'))?.value).toBe('before n3 went');
    expect((await blobs.get('blob-99'))?.value).toEqual(new Uint8Array(32 * 1024).fill(7));
    expect(await blobs.get('blob-0')).toBeNull();
    expect(await kv.put('first', 'after')).toMatchObject({ ok: true, version: 2 });
    await stage.cluster.restart('n1');
    await stage.expectEqualReplicas();
  });
});

describe('a snapshot whose link is cut in the middle', () => {
  const chunkBytes = 1024 * 1024;
  let stage: Stage;

  beforeAll(async () => {
    const slowly = ['--snapshot-bytes-per-second', `${chunkBytes}`];
    stage = await Stage.start({
      partitions: 1,
      proxied: true,
      extraArgs: [...smallLog, ...slowly],
    });
  });

  afterAll(async () => stage.end());

  it('goes on where it was once the link is back, while writes go on, and none of them is lost', async () => {
    const kv = await stage.connect();
    await leaveBehind(stage, kv, 'n3', 256);
    const load = new Load(kv);
    const received = async (): Promise<number> =>
      metric(stage, 'n3', 'ringkv_network_snapshot_bytes_total');
    const restarted = stage.cluster.restart('n3');
    await expect.poll(() => stage.log('n3'), patience).toContain('pulling a snapshot');
    await expect.poll(received, patience).toBeGreaterThan(2 * chunkBytes);
    expect(stage.log('n3')).not.toContain('snapshot installed');

    stage.cluster.split('n1,n2/n3');
    await expect.poll(() => stage.log('n3'), patience).toContain('snapshot pull interrupted');
    const before = load.acknowledged;
    await expect.poll(() => load.acknowledged, patience).toBeGreaterThan(before + 10);
    stage.cluster.heal();

    await expect.poll(() => stage.log('n3'), patience).toContain('snapshot installed');
    await restarted;
    const resumed = await metric(stage, 'n3', 'ringkv_network_snapshot_resumed_total');
    expect(resumed).toBeGreaterThan(0);
    // Nothing came twice but what was on its way when the link was cut.
    const installed = await metric(stage, 'n3', 'ringkv_snapshot_installed_bytes_total');
    expect(installed).toBeGreaterThan(8 * chunkBytes);
    expect(await received()).toBe(installed);

    const written = await load.end();
    await stage.expectEqualReplicas();
    // With n1 gone every answer needs what n3 was given.
    await stage.cluster.kill('n1');
    for (const [key, value] of written) expect((await kv.get(key))?.value).toBe(value);
  });
});

/** Puts one value after the other until it is told to end. */
class Load {
  acknowledged = 0;
  readonly #written = new Map<string, string>();
  readonly #running: Promise<void>;
  #over = false;

  constructor(kv: RingKv) {
    this.#running = this.#run(kv);
  }

  /** What was acknowledged last for each key. */
  async end(): Promise<ReadonlyMap<string, string>> {
    this.#over = true;
    await this.#running;
    return this.#written;
  }

  async #run(kv: RingKv): Promise<void> {
    for (let n = 0; !this.#over; n++) {
      const key = `load-${n % 20}`;
      await kv.put(key, `${n}`);
      this.#written.set(key, `${n}`);
      this.acknowledged++;
    }
  }
}

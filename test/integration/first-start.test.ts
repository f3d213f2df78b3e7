import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { shimNeeds } from '../../jepsen-lite/disk/build.ts';
import { anyFile } from '../../jepsen-lite/disk/faulty-disk.ts';
import { FaultyDisks } from '../../jepsen-lite/disk/faulty-disks.ts';
import { openLocalCluster } from '../../src/cli/local/cluster.ts';
import { patience, temporaryDirectory } from './support.ts';

const needs = shimNeeds();
/** The syncs of a first start at which the power fails; FIRST_SYNCS=18 is all of them. */
const all = Number(process.env['FIRST_SYNCS'] ?? 0);
const moments = all > 0 ? Array.from({ length: all }, (_, i) => i + 1) : [2, 4];

let dir = '';
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it.for(moments.flatMap((nth) => [['lost', nth] as const, ['kept', nth] as const]))(
  'a node whose names are %s when the power fails in sync %i of its first start starts all the same',
  async ([names, nth], context) => {
    if (needs !== null) context.skip(needs);
    dir = temporaryDirectory();
    const disks = new FaultyDisks();
    const { nodeEnv } = disks;
    const dataDir = join(dir, 'cluster');
    const cluster = await openLocalCluster({ nodes: 1, dataDir, freePorts: true, nodeEnv });
    try {
      const disk = disks.of('n1');
      disk.hold(anyFile, nth);
      // The launcher waits for a node that is killed here.
      const start = cluster.start().catch(() => {});
      await expect.poll(() => disk.counts.held, patience).toBeGreaterThan(0);
      await cluster.kill('n1');
      await start;
      disk.heal();
      const between = (least: number, most: number): number => (names === 'lost' ? least : most);
      disk.losePower({ between, chance: () => false }, 0);
      await cluster.restart('n1');
      expect(cluster.report().nodes.map(({ state }) => state)).toEqual(['ready']);
    } finally {
      await cluster.stopNow();
    }
  },
);

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Build } from './builds.ts';
import { measureRounds, type Run } from './rounds.ts';
import { Side } from './side.ts';
import { guardWorkloads, type Verdict } from './verdict.ts';

export interface Comparison extends Run {
  readonly baseline: Build;
  readonly current: Build;
  /** For the clusters; removed at the end. */
  readonly dataDir: string;
}

/** Both builds side by side on clusters of their own, and what all rounds of each workload say. */
export async function compareBuilds(comparison: Comparison): Promise<readonly Verdict[]> {
  const { dataDir, signal } = comparison;
  const sides: Side[] = [];
  const start = async (build: Build, folder: string): Promise<Side> => {
    signal.throwIfAborted();
    const side = await Side.start(build, join(dataDir, folder), signal);
    sides.push(side);
    return side;
  };
  mkdirSync(dataDir, { recursive: true });
  try {
    const baseline = await start(comparison.baseline, 'baseline');
    const current = await start(comparison.current, 'current');
    for (const workload of guardWorkloads) {
      for (const side of sides) await side.warmUp(workload);
    }
    return await measureRounds(baseline, current, comparison);
  } finally {
    await Promise.all(sides.map(async (side) => side.stop()));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

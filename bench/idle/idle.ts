import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRingkv } from '../clusters/ringkv-cluster.ts';
import { watchCpu } from '../cpu.ts';
import { BenchError } from '../errors.ts';
import type { Findings } from '../findings.ts';
import { benchLimits } from '../limits.ts';
import type { Stage } from '../measurement.ts';
import { memoryOf } from '../memory.ts';
import { type IdleOptions, idleLimits } from './options.ts';
import { findingsOf, type IdleNode, type IdleSize } from './report.ts';

export function idleLimitMs({ partitions, settleSeconds, seconds }: IdleOptions): number {
  return partitions.length * (idleLimits.startMs + (settleSeconds + seconds) * 1_000);
}

/** A cluster of each size, one after the other: two would take turns on the cores. */
export async function measureIdle(options: IdleOptions, stage: Stage): Promise<Findings> {
  const sizes: IdleSize[] = [];
  for (const partitions of options.partitions) {
    stage.signal.throwIfAborted();
    sizes.push(await measureSize(partitions, options, stage));
  }
  return findingsOf(options, sizes);
}

/** Nobody is connected while it is measured, and nobody reads metrics: that would be work. */
async function measureSize(
  partitions: number,
  { settleSeconds, seconds }: IdleOptions,
  { dataDir, signal, say }: Stage,
): Promise<IdleSize> {
  const size = { nodes: benchLimits.nodes, partitions };
  const cluster = await startRingkv(join(dataDir, `idle-${partitions}`), size);
  try {
    say(`${partitions} partitions: ${settleSeconds} s to settle, ${seconds} s of measurement`);
    await sleep(settleSeconds * 1_000, undefined, { signal });
    const pids = cluster.pids ?? [];
    const { seconds: passed, shares } = await watchCpu(pids, seconds, signal);
    cluster.checkAlive();
    if (shares === null) throw new BenchError('no CPU times of the nodes in /proc');
    const nodes = pids.map((pid, i): IdleNode => {
      const memory = memoryOf(pid);
      if (memory === null) throw new BenchError(`no memory of ${pid} in /proc`);
      return {
        node: `n${i + 1}`,
        sharePercent: (shares[i] ?? Number.NaN) * 100,
        residentBytes: memory.resident,
      };
    });
    return { partitions, seconds: passed, nodes };
  } finally {
    await cluster.stop();
  }
}

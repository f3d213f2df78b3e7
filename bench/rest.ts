import { cpuSecondsOf } from './cpu.ts';
import { benchLimits } from './limits.ts';
import type { Processes } from './server-meter.ts';

/**
 * Until flushes and compactions of the turn before are done: they are the work of that turn, not of the next. `idleShare`
 * is what the clusters are known to use of a core when they are.
 */
export async function rest(clusters: readonly Processes[], idleShare = 0): Promise<void> {
  const pids = clusters.flatMap((cluster) => cluster.pids ?? []);
  const { restWindowMs, restMs, restCpuShare } = benchLimits;
  const deadline = performance.now() + restMs;
  do {
    const before = cpuSecondsOf(pids);
    await new Promise((resolve) => setTimeout(resolve, restWindowMs));
    const after = cpuSecondsOf(pids);
    if (before === null || after === null) return;
    if ((after - before) / (restWindowMs / 1_000) < idleShare + restCpuShare) return;
  } while (performance.now() < deadline);
}

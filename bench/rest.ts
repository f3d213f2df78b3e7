import { cpuSecondsOf } from './cpu.ts';
import { benchLimits } from './limits.ts';

/**
 * Until the processes are done with what a turn left them, flushes and compactions: that is the work of that turn, not of the
 * next. At most `restMs`. `idleShare` is what they are known to use of a core when they are done. Returns the CPU seconds that
 * they had used when they came to rest; null where there is no /proc.
 */
export async function rest(pids: readonly number[], idleShare = 0): Promise<number | null> {
  const { restWindowMs, restMs, restCpuShare } = benchLimits;
  const deadline = performance.now() + restMs;
  for (;;) {
    const before = cpuSecondsOf(pids);
    await new Promise((resolve) => setTimeout(resolve, restWindowMs));
    const after = cpuSecondsOf(pids);
    if (before === null || after === null) return null;
    if ((after - before) / (restWindowMs / 1_000) < idleShare + restCpuShare) return before;
    if (performance.now() > deadline) return after;
  }
}

import { cpuSecondsOf } from './cpu.ts';
import { benchLimits } from './limits.ts';

/**
 * Until the processes are done with what a turn left them, flushes and compactions: that is the work of that turn, not of the
 * next. At most `restMs`.
 */
export async function rest(pids: readonly number[]): Promise<void> {
  const { restWindowMs, restMs, restCpuShare } = benchLimits;
  const deadline = performance.now() + restMs;
  do {
    const before = cpuSecondsOf(pids);
    await new Promise((resolve) => setTimeout(resolve, restWindowMs));
    const after = cpuSecondsOf(pids);
    if (before === null || after === null) return;
    if ((after - before) / (restWindowMs / 1_000) < restCpuShare) return;
  } while (performance.now() < deadline);
}

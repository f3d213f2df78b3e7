import { benchLimits } from '../limits.ts';
import { keyName, type Load } from '../plan.ts';
import type { Driver } from './driver.ts';
import type { Fill } from './protocol.ts';

/** Writes every key of the load once and returns how many: fewer than all when time was up. */
export async function fillAll(
  driver: Driver,
  { keys, firstKey = 0 }: Load,
  value: () => Buffer,
  { concurrency, seconds }: Pick<Fill, 'concurrency' | 'seconds'>,
  onProgress: (keys: number) => void = () => {},
): Promise<number> {
  const { fillTimeoutMs, fillProgressMs } = benchLimits;
  const end = performance.now() + seconds * 1_000;
  let next = 0;
  let filled = 0;
  let isFailed = false;
  // Those that are left end with the first that fails, and are waited for: they would load whatever comes next.
  const worker = async (): Promise<void> => {
    while (next < keys && !isFailed && performance.now() < end) {
      try {
        await driver.put(keyName(firstKey + next++), value(), fillTimeoutMs);
        filled++;
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  const timer = setInterval(() => onProgress(filled), fillProgressMs);
  try {
    const ended = await Promise.allSettled(Array.from({ length: concurrency }, worker));
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } finally {
    clearInterval(timer);
  }
  return filled;
}

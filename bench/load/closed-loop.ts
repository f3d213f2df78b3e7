import { oneLine } from '../errors.ts';
import { Latencies } from '../latencies.ts';
import type { Measured } from './protocol.ts';

export interface ClosedLoop {
  readonly concurrency: number;
  readonly seconds: number;
  /** How long requests may take that are still unanswered at the end. */
  readonly drainMs: number;
  readonly operation: () => Promise<void>;
}

/**
 * Workers that each start the next operation when the last was answered. What is answered after the end does not
 * count, as with h2load: a slow tail neither stretches the time nor adds to it. What fails then, or is never
 * answered, does count as an error: it was asked for within the time.
 */
export async function closedLoop(loop: ClosedLoop): Promise<Measured> {
  const { concurrency, seconds, drainMs, operation } = loop;
  const latencies = new Latencies();
  let lateOps = 0;
  let errors = 0;
  let inFlight = 0;
  let firstError: string | null = null;
  const cpuBefore = process.cpuUsage();
  const end = performance.now() + seconds * 1_000;
  const worker = async (): Promise<void> => {
    for (let now = performance.now(); now < end; ) {
      const began = now;
      inFlight++;
      try {
        await operation();
        now = performance.now();
        if (now <= end) latencies.record((now - began) * 1_000);
        else lateOps++;
      } catch (error) {
        now = performance.now();
        errors++;
        firstError ??= oneLine(error);
      }
      inFlight--;
    }
  };
  const workers = Promise.all(Array.from({ length: concurrency }, worker));
  const late = timeLimit(seconds * 1_000 + drainMs);
  const drained = await Promise.race([workers.then(() => true), late.passed.then(() => false)]);
  late.cancel();
  if (!drained) {
    errors += inFlight;
    firstError ??= `unanswered ${drainMs} ms after the end`;
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    ops: latencies.count,
    lateOps,
    errors,
    firstError,
    seconds,
    latencyMs: latencies.summary(),
    cpuSeconds: (user + system) / 1e6,
  };
}

function timeLimit(ms: number): { readonly passed: Promise<void>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { passed, cancel: () => clearTimeout(timer) };
}

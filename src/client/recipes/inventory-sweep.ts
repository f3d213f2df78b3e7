import { AbortError, KvError } from '../errors.ts';
import type { Entry } from '../results.ts';
import type { Orders } from './inventory-orders.ts';
import type { Saga } from './inventory-records.ts';
import type { SweepOptions, SweepReport } from './inventory-types.ts';
import { Steps } from './steps.ts';

const PARALLEL = 32;
/** For one order: less than a customer's call gets, so that orders of a partition that is away do not hold up the others. */
const ORDER_MS = 4_000;

/**
 * Advances the orders that are due at `now`. That is only a choice of whom to ask: each transaction compares the
 * deadline with the clock of its own partition again. A failure of one order does not keep the others waiting.
 */
export async function sweepOrders(
  open: AsyncIterable<Entry<Saga>>,
  now: number,
  orders: Orders,
  options: SweepOptions,
): Promise<SweepReport> {
  const parallel = Math.max(1, options.parallel ?? PARALLEL);
  const counts = { open: 0, expired: 0, completed: 0, failed: 0, waits: 0 };
  let nextDueMs = Infinity;
  let broken: Error | null = null as Error | null;
  const running = new Set<Promise<void>>();

  const advance = async (saga: Saga): Promise<void> => {
    try {
      const outcome = await orders.advance(saga, new Steps(options, ORDER_MS));
      counts[outcome]++;
      if (outcome === 'waits') nextDueMs = Math.min(nextDueMs, saga.due);
    } catch (error) {
      if (error instanceof KvError) counts.failed++;
      else broken ??= error instanceof Error ? error : new Error(String(error));
    }
  };

  try {
    for await (const { value: saga } of open) {
      counts.open++;
      if (saga.due > now) {
        nextDueMs = Math.min(nextDueMs, saga.due);
        continue;
      }
      const work = advance(saga).finally(() => running.delete(work));
      running.add(work);
      if (running.size >= parallel) await Promise.race(running);
      if (broken !== null || options.signal?.aborted) break;
    }
  } catch (error) {
    // What was seen is advanced; the rest is for the next sweep.
    if (!(error instanceof KvError) || error instanceof AbortError) throw error;
    counts.failed++;
  } finally {
    await Promise.all(running);
  }
  // A record that contradicts the protocol is no operating error.
  if (broken !== null) throw broken;
  return {
    open: counts.open,
    expired: counts.expired,
    completed: counts.completed,
    failed: counts.failed,
    nextDueMs: Number.isFinite(nextDueMs) ? nextDueMs : null,
  };
}

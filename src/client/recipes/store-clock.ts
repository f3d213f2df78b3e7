import { AbortError, KvError } from '../errors.ts';
import type { Key } from '../keys.ts';
import type { Served } from '../results.ts';
import type { RingKv } from '../ring-kv.ts';
import type { Steps } from './steps.ts';

/**
 * What the cluster's clock says, as far as this process can know: the stamp of the last write that was answered,
 * carried on by the monotonic clock.
 *
 *     stamp of an entry ───────▶ answer ─ ─ ─ monotonic ─ ─ ─▶ now()
 *
 * Only a proposal: whatever depends on it is compared with the partition's clock in the transaction itself, because
 * partitions differ by the skew between nodes and this process may have slept. Before the first answer the wall
 * clock is as good a guess as any.
 */
export class StoreClock {
  #stampMs: number | null = null;
  #at = 0;

  /** Of writes only: an idle partition answers reads with the stamp of its last entry, however old. */
  observe(served: Served): void {
    this.#stampMs = served.partitionTimeMs;
    this.#at = performance.now();
  }

  /** Milliseconds since 1970. */
  now(): number {
    if (this.#stampMs === null) return Date.now();
    return Math.floor(this.#stampMs + performance.now() - this.#at);
  }

  /**
   * Learns the time from a log entry that changes nothing: a touch of a key that never exists. Where that key's
   * partition is away, what is known already must do.
   */
  async ask(kv: RingKv, absent: Key, steps: Steps): Promise<number> {
    try {
      this.observe(await steps.run(async (options) => kv.touch(absent, null, options)));
    } catch (error) {
      if (!(error instanceof KvError) || error instanceof AbortError) throw error;
    }
    return this.now();
  }
}

import { serverLimits } from '../util/limits.ts';
import { type Refusal, refuse } from './errors.ts';
import { lowShare } from './host/priority.ts';

/**
 * How many operations a node has under way. What is more waits in queues of the node, and after some time for nothing: its client
 * has given up. So the number is bounded, and under load by what the node does in `queueMs` (Little's law), as CoDel bounds a queue
 * by the time that a packet spends in it:
 *
 *   in a window of queueMs   even the quickest took longer than that            ─▶ limit = answers of the window
 *                            the limit was reached, and the mean took half of it ─▶ limit = twice as much, up to pendingOperations
 *
 * The quickest of those that wait for a quorum: one partition without a leader, or one slow replica, says nothing about the node,
 * and neither does a read that any replica answers at once.
 */
export class Admission {
  readonly #most: number;
  readonly #least: number;
  #limit: number;
  #pending = 0;
  #windowAt: number;
  #answered = 0;
  #quickestMs = Number.POSITIVE_INFINITY;
  #tookMs = 0;
  #wasFull = false;

  constructor(now: number, most: number = serverLimits.pendingOperations) {
    this.#windowAt = now;
    this.#most = most;
    this.#least = Math.min(most, serverLimits.pendingMin);
    this.#limit = Math.min(most, serverLimits.pendingStart);
  }

  /** Operations admitted and not yet answered. */
  get pending(): number {
    return this.#pending;
  }

  /** What `pending` may come to. */
  get limit(): number {
    return this.#limit;
  }

  /** Why nothing is admitted now; null while something would be. */
  refusal(low: boolean): Refusal | null {
    const limit = low ? Math.ceil(this.#limit * lowShare) : this.#limit;
    if (this.#pending < limit) return null;
    // PRIORITY_LOW fills its share and leaves the others theirs: that makes no room for more.
    if (!low) this.#wasFull = true;
    return low ? fullForLow(limit) : full(limit);
  }

  /** Each one that is admitted is `settled` once. */
  admit(low: boolean): Refusal | null {
    const refusal = this.refusal(low);
    if (refusal === null) this.#pending++;
    return refusal;
  }

  /** It says nothing about the time that operations take. */
  settled(): void {
    this.#pending--;
  }

  /** It waited for a quorum: `tookMs` from its arrival until it was answered or given up, now. */
  served(tookMs: number, now: number): void {
    this.#pending--;
    this.#answered++;
    this.#tookMs += tookMs;
    if (tookMs < this.#quickestMs) this.#quickestMs = tookMs;
    if (now - this.#windowAt >= serverLimits.queueMs) this.#nextWindow(now);
  }

  #nextWindow(now: number): void {
    const { queueMs } = serverLimits;
    const windows = (now - this.#windowAt) / queueMs;
    // Where few are under way there is no queue: something else takes its time.
    const queued = this.#pending + this.#answered > this.#least;
    if (queued && this.#quickestMs > queueMs) {
      const served = Math.ceil(this.#answered / windows);
      this.#limit = Math.min(this.#limit, Math.max(this.#least, served));
    } else if (this.#wasFull && this.#tookMs <= (this.#answered * queueMs) / 2)
      this.#limit = Math.min(this.#most, 2 * this.#limit);
    this.#windowAt = now;
    this.#answered = 0;
    this.#tookMs = 0;
    this.#quickestMs = Number.POSITIVE_INFINITY;
    this.#wasFull = false;
  }
}

const full = (limit: number): Refusal =>
  refuse('OVERLOADED', `${limit} operations are unanswered`, limit, limit + 1);

const fullForLow = (limit: number): Refusal =>
  refuse(
    'OVERLOADED',
    `${limit} operations are unanswered, and this one is PRIORITY_LOW`,
    limit,
    limit + 1,
  );

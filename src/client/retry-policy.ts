import type { ClientTuning } from './limits.ts';

/** A number in [0, 1). */
export type Draw = () => number;

/**
 * Decorrelated jitter: each delay is drawn between the least one and three times the last, up to a cap. The cap
 * grows with the age of the call: a young one most likely waits for an election, and those end soon.
 */
export function nextBackoff(
  lastMs: number,
  ageMs: number,
  tuning: Pick<ClientTuning, 'retryBackoffMinMs' | 'retryBackoffMaxMs' | 'electionBackoffMs'>,
  draw: Draw,
): number {
  const { retryBackoffMinMs: least, retryBackoffMaxMs: most, electionBackoffMs: young } = tuning;
  const cap = Math.max(least, Math.min(most, Math.max(young, ageMs / 4)));
  const upper = Math.max(least, lastMs * 3);
  return Math.min(cap, least + draw() * (upper - least));
}

/**
 * Keeps retries from multiplying an overload: calls earn a share of a token each, retries cost one. An empty
 * bucket delays a retry and never fails a call by itself; the deadline does that.
 */
export class RetryBudget {
  readonly #share: number;
  readonly #floorPerMs: number;
  readonly #reserve: number;
  #tokens: number;
  #refilledAt: number;

  constructor(
    tuning: Pick<ClientTuning, 'retryShare' | 'retryFloorPerSecond' | 'retryReserve'>,
    now: number,
  ) {
    this.#share = tuning.retryShare;
    this.#floorPerMs = tuning.retryFloorPerSecond / 1_000;
    this.#reserve = tuning.retryReserve;
    this.#tokens = tuning.retryReserve;
    this.#refilledAt = now;
  }

  get tokens(): number {
    return this.#tokens;
  }

  /** One call began. */
  earn(): void {
    this.#tokens = Math.min(this.#reserve, this.#tokens + this.#share);
  }

  /** Whether one retry may go now. */
  spend(now: number): boolean {
    const elapsed = Math.max(0, now - this.#refilledAt);
    this.#refilledAt = now;
    this.#tokens = Math.min(this.#reserve, this.#tokens + elapsed * this.#floorPerMs);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

/** Another node, or the same one under a new identity, may answer at once: the first time without a delay. */
export const AT_ONCE: ReadonlySet<string> = new Set([
  'CONNECTION_LOST',
  'UNREACHABLE',
  'NO_ANSWER',
  'NOT_LEADER',
  'DRAINING',
  'SESSION_EXPIRED',
  'SEQUENCE_TOO_FAR',
]);

/** The node itself is all right: there is no reason to prefer another. */
export const SAME_NODE: ReadonlySet<string> = new Set([
  'OVERLOADED',
  'DEADLINE',
  'SESSION_EXPIRED',
  'SEQUENCE_TOO_FAR',
]);

/** The identity took no part of this try: the write starts over under another, unless an earlier try may have run. */
export const START_OVER: ReadonlySet<string> = new Set(['SESSION_EXPIRED', 'SEQUENCE_TOO_FAR']);

/** Answers of the exactly-once table, or of apply, that hold for every try of the sequence (R31, R33). */
export const FINAL: ReadonlySet<string> = new Set([
  'NOT_A_NUMBER',
  'RESULT_TOO_LARGE',
  'VOIDED',
  'IDEMPOTENCY_KEY_REUSED',
  'IDEMPOTENCY_FULL',
]);

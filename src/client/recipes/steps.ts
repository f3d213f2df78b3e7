import { AbortError, KvError, TimeoutError, UnknownOutcomeError } from '../errors.ts';
import type { CallOptions } from '../options.ts';

export const stepLimits = {
  /** For a call of a recipe that names no deadline: several steps, each of which may meet an election. */
  timeoutMs: 10_000,
  /** One try of one step; the rest of the time is for further tries. */
  tryMs: 2_000,
  backoffMinMs: 10,
  backoffMaxMs: 250,
} as const;

/** One try of a step, with the deadline and the signal to pass on. */
export type Step<T> = (options: CallOptions) => Promise<T>;

/**
 * Runs steps that are idempotent by their own guards, so that a step whose outcome was unknown can be run again and
 * finds what the earlier try did. Before that the earlier try is resolved: one that is still under way could take
 * effect after the later one was refused, and a refusal is told as final. Nothing is ever guessed.
 *
 *     try ──unknown──▶ resolve: done, or void for good ──▶ try again
 */
export class Steps {
  readonly #deadline: number;
  readonly #signal: AbortSignal | undefined;

  /** `timeoutMs` is for all steps together. */
  constructor(options: CallOptions | undefined, timeoutMs: number = stepLimits.timeoutMs) {
    this.#deadline = performance.now() + (options?.timeoutMs ?? timeoutMs);
    this.#signal = options?.signal;
  }

  /**
   * Throws what the last try threw, unless an earlier one had an unknown outcome: then that one, because a refusal
   * of a later try says nothing about an earlier one that may still take effect (R38).
   */
  async run<T>(step: Step<T>): Promise<T> {
    let unknown: KvError | null = null;
    let underWay: UnknownOutcomeError | null = null;
    let last: KvError | null = null;
    let backoffMs: number = stepLimits.backoffMinMs;
    for (;;) {
      const leftMs = this.#deadline - performance.now();
      if (leftMs <= 0) throw unknown ?? last ?? overdue();
      const options = { timeoutMs: Math.min(leftMs, stepLimits.tryMs), signal: this.#signal };
      try {
        if (underWay !== null) {
          const { status } = await underWay.resolve(options);
          if (status === 'not_done' && unknown === underWay) unknown = null;
          underWay = null;
        }
        return await step(options);
      } catch (error) {
        if (!(error instanceof KvError)) throw error;
        last = error;
        if (error.outcome === 'unknown') unknown ??= error;
        if (error instanceof UnknownOutcomeError) underWay = error;
        const isFinal = error instanceof AbortError || !(error.retryable || isUnsettled(error));
        if (isFinal || performance.now() + backoffMs >= this.#deadline) throw unknown ?? error;
      }
      await pause(backoffMs * (0.5 + Math.random()));
      backoffMs = Math.min(backoffMs * 2, stepLimits.backoffMaxMs);
    }
  }
}

/** A try that ran out of its own time leaves time for another. */
function isUnsettled(error: KvError): boolean {
  return error.outcome === 'unknown' || error instanceof TimeoutError;
}

function overdue(): TimeoutError {
  return new TimeoutError('The deadline passed before the step could be tried', {
    code: 'DEADLINE_EXCEEDED',
    reason: 'DEADLINE',
    outcome: 'not_executed',
    retryable: true,
  });
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

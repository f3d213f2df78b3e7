import type { ringkv } from '#proto';
import { requestLimits } from '../util/limits.ts';
import { quorumAck } from './ack-plan.ts';
import type { Call, CallSpec } from './call.ts';
import { KvError, type Resolution, type Resolver } from './errors.ts';
import { leaderRead } from './read-plan.ts';
import type { MutableStats } from './stats.ts';
import { storedAnswer } from './stored-answer.ts';

/**
 * Asks the partition what became of an uncertain write (R31). The question is a log entry: it finds the stored
 * answer, or voids the sequence, after which no try that is still under way can run. Asking again is harmless, so
 * the question itself is retried freely.
 */
export function resolverOf(
  call: Call,
  submit: (spec: CallSpec) => unknown,
  now: () => number,
  defaultTimeoutMs: number,
  stats: MutableStats,
): Resolver {
  const { identity, sequence } = call;
  const { partition } = call.spec;
  let settled: Resolution | null = null;
  const settle = (resolution: Resolution): Resolution => {
    // Two questions at a time get the same answer, but the floor moves only once.
    if (settled === null && resolution.status !== 'unknown') {
      identity?.answered(sequence);
      stats.resolved++;
      if (resolution.status === 'not_done') stats.voided++;
    }
    settled ??= resolution;
    return settled;
  };
  return ({ timeoutMs: asked, signal }) => {
    if (settled !== null) return Promise.resolve(settled);
    if (identity === null || identity.ended) {
      return Promise.resolve(settle({ status: 'unknown' }));
    }
    const timeoutMs = Math.min(asked ?? defaultTimeoutMs, requestLimits.deadlineMs);
    return new Promise<Resolution>((resolve, reject) => {
      submit({
        kind: 'resolve',
        class: 'control',
        body: { resolve: { partition, sequence } },
        partition,
        read: leaderRead,
        minRevision: 0,
        ack: quorumAck,
        idempotencyKey: null,
        clientId: () => identity.clientId,
        bytes: identity.clientId.length,
        deadline: now() + timeoutMs,
        timeoutMs,
        signal,
        answered: (answer) => resolve(settle(resolutionOf(answer.resolve))),
        failed: (error) => {
          if (error instanceof KvError && error.reason === 'SESSION_EXPIRED') {
            identity.end();
            resolve(settle({ status: 'unknown' }));
          } else {
            reject(error);
          }
        },
      });
    });
  };
}

function resolutionOf(response: ringkv.v1.IResolveResponse | null | undefined): Resolution {
  if (!response?.executed) return { status: 'not_done' };
  return { status: 'done', answer: storedAnswer(response.answer) };
}

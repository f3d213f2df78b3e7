import type { Call, CallSpec } from './call.ts';
import {
  AbortError,
  ClosedError,
  KvError,
  OverloadedError,
  TimeoutError,
  UnknownOutcomeError,
} from './errors.ts';
import { errorOf, type Failure } from './failure.ts';
import { resolverOf } from './resolve.ts';
import type { MutableStats } from './stats.ts';

/** The exception for each way in which a call can end without an answer. What is known decides, never what is likely. */
export interface Endings {
  expired(call: Call, sent: boolean): KvError;
  aborted(call: Call, sent: boolean, reason: unknown): KvError;
  closed(call: Call, sent: boolean): KvError;
  /** No further try makes sense. */
  gaveUp(call: Call, failure: Failure): KvError;
  /** The failure holds for every try of the call. */
  definite(call: Call, failure: Failure): KvError;
  unknown(call: Call, failure: Failure | null): UnknownOutcomeError;
  /** The write never got an identity. */
  refused(call: Call, cause: KvError): KvError;
}

export function callEnding(
  submit: (spec: CallSpec) => unknown,
  now: () => number,
  timeoutMs: number,
  stats: MutableStats,
): Endings {
  const unknown = (call: Call, why: string, cause: unknown): UnknownOutcomeError =>
    new UnknownOutcomeError(
      `The write may have taken effect: ${why}; ask resolve() before trying again`,
      {
        code: 'DEADLINE_EXCEEDED',
        reason: call.lastFailure?.reason ?? 'DEADLINE',
        partition: call.spec.partition,
        requestId: call.requestId,
        cause,
      },
      resolverOf(call, submit, now, timeoutMs, stats),
    );
  const lost = (call: Call, failure: Failure | null): UnknownOutcomeError => {
    const why = failure === null ? 'its answer was lost' : lowerCase(failure.message);
    return unknown(call, why, failure === null ? undefined : errorOf(failure, placeOf(call)));
  };
  return {
    unknown: lost,
    definite: (call, failure) => errorOf(known(call, failure), placeOf(call)),
    gaveUp: (call, failure) =>
      call.uncertain ? lost(call, failure) : errorOf(known(call, failure), placeOf(call)),
    closed: (call) =>
      call.uncertain
        ? unknown(call, 'the client was closed', new ClosedError())
        : new ClosedError(),
    aborted: (call, _sent, reason) =>
      new AbortError(reason, call.uncertain ? unknown(call, 'the call was aborted', reason) : null),
    expired: (call, sent) => {
      const failure = call.lastFailure;
      const cause = failure === null ? undefined : errorOf(failure, placeOf(call));
      const last = failure === null ? '' : `; last: ${lowerCase(failure.message)}`;
      const why = `no answer within ${call.spec.timeoutMs} ms${last}`;
      if (call.uncertain) return unknown(call, why, cause);
      if (failure === null || sent) return timeout(call, why, cause);
      const tries = `gave up after ${call.tries} tries in ${call.spec.timeoutMs} ms`;
      return errorOf(
        known(call, failure),
        placeOf(call),
        `${upperCase(failure.message)}; ${tries}`,
      );
    },
    refused: (call, cause) =>
      new KvError(`The write was not sent: no identity could be opened: ${cause.message}`, {
        code: cause.code,
        reason: cause.reason,
        outcome: 'not_executed',
        retryable: cause.retryable,
        partition: call.spec.partition,
        cause,
      }),
  };
}

/**
 * Reads have no effect and an uncertain write never gets here, so what is left did not run; what the exactly-once
 * table itself reports keeps its outcome. Of a resolve nothing may be concluded but that it has to be asked again.
 */
function known(call: Call, failure: Failure): Failure {
  if (call.spec.class === 'control') return { ...failure, outcome: 'unknown' };
  return failure.outcome === 'executed' ? failure : { ...failure, outcome: 'not_executed' };
}

function timeout(call: Call, why: string, cause: unknown): TimeoutError {
  return new TimeoutError(`${upperCase(why)}; raise timeoutMs or check the nodes`, {
    code: 'DEADLINE_EXCEEDED',
    reason: 'DEADLINE',
    outcome: call.spec.class === 'control' ? 'unknown' : 'not_executed',
    retryable: true,
    requestId: call.requestId,
    partition: call.spec.partition,
    cause,
  });
}

function placeOf(call: Call): { partition: number; requestId: string | null } {
  return { partition: call.spec.partition, requestId: call.requestId };
}

function lowerCase(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Refused before any work. */
export function tooManyCalls(limit: number): OverloadedError {
  return new OverloadedError(`More than ${limit} calls wait in this client; send fewer at a time`, {
    code: 'RESOURCE_EXHAUSTED',
    reason: 'CLIENT_QUEUE_FULL',
    outcome: 'not_executed',
    retryable: true,
  });
}

import { type ServiceError, status } from '@grpc/grpc-js';
import { certificateRefusalOf, detailOf, type Method } from '../rpc/index.ts';
import type { Dispatcher } from './dispatcher.ts';
import { AbortError, ClosedError, type KvError, TimeoutError } from './errors.ts';
import { errorOf, type Failure, failureOf, handshakeFailure, linkFailure } from './failure.ts';
import { clientCertificateFault } from './handshake-fault.ts';
import { type CallOptions, timeoutOf } from './options.ts';
import { nextBackoff } from './retry-policy.ts';
import { route } from './routing.ts';
import { WheelTimer } from './timer-wheel.ts';

/** One try gets at most this share of the time, so that a silent node leaves time for another. */
const TRY_SHARE = 0.5;

export interface UnaryCall<Request, Response> {
  readonly method: Method<Request, Response>;
  /** Made anew for each try, with the time that it has. */
  readonly request: (timeoutMs: number) => Request;
  /** A call that changes something is repeated only when it did not run. */
  readonly readOnly: boolean;
  readonly options: CallOptions | undefined;
}

/** A call of any node beside the Pipeline, retried within its deadline. */
export async function unary<Request, Response>(
  dispatcher: Dispatcher,
  call: UnaryCall<Request, Response>,
): Promise<Response> {
  const { now, tuning, topology, stats } = dispatcher;
  const timeoutMs = timeoutOf(call.options, tuning.timeoutMs);
  const startedAt = now();
  const deadline = startedAt + timeoutMs;
  let failed: string | null = null;
  let last: Failure | null = null;
  let backoffMs = 0;
  stats.calls++;
  for (;;) {
    check(dispatcher, call.options?.signal);
    const left = deadline - now();
    if (left <= 0) throw gaveUp(last, timeoutMs);
    const address = anyNode(dispatcher, failed);
    if (address === null) {
      last = dispatcher.links.unreachable(topology.addresses());
      if (!last.retryable) throw errorOf(last, { partition: null, requestId: null });
    } else {
      if (failed !== null) stats.retries++;
      const tryMs = call.readOnly ? Math.max(1, Math.floor(left * TRY_SHARE)) : left;
      const result = await once(dispatcher, address, call, tryMs);
      if ('response' in result) return result.response;
      last = result.failure;
      failed = address;
      const repeatable = call.readOnly || last.outcome === 'not_executed';
      if (!last.retryable || !repeatable) throw errorOf(last, { partition: null, requestId: null });
    }
    backoffMs = nextBackoff(backoffMs, now() - startedAt, tuning, dispatcher.draw);
    const pause = Math.max(backoffMs, last.retryAfterMs);
    await sleep(dispatcher, Math.min(pause, deadline - now()), call.options?.signal);
  }
}

function check(dispatcher: Dispatcher, signal: AbortSignal | undefined): void {
  if (dispatcher.closed) throw new ClosedError();
  if (signal?.aborted) throw new AbortError(signal.reason, null);
}

/** No partition is asked for, so that no leader is preferred. */
export function anyNode(dispatcher: Dispatcher, failed: string | null): string | null {
  const question = { partition: -1, anyReplica: false, failed, draw: dispatcher.draw() };
  const { topology, links } = dispatcher;
  return route(topology.view, topology.endpoints, question, (address) => links.health(address));
}

type TryResult<Response> = { readonly response: Response } | { readonly failure: Failure };

function once<Request, Response>(
  dispatcher: Dispatcher,
  address: string,
  { method, request, options, readOnly }: UnaryCall<Request, Response>,
  timeoutMs: number,
): Promise<TryResult<Response>> {
  return new Promise((resolve) => {
    const signal = options?.signal;
    const link = dispatcher.links.at(address);
    const sentAt = dispatcher.now();
    const running = link.unary(method, request(timeoutMs), timeoutMs, (error, response) => {
      signal?.removeEventListener('abort', abort);
      if (response !== null) return resolve({ response });
      const failure = failureOfStatus(address, error as ServiceError, readOnly);
      if (failure.reason === 'NO_ANSWER' && !link.heardSince(sentAt)) link.avoid();
      resolve({ failure });
    });
    const abort = (): void => running.cancel();
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function failureOfStatus(address: string, error: ServiceError, readOnly: boolean): Failure {
  const refusal = certificateRefusalOf(error);
  if (refusal !== null) return handshakeFailure(clientCertificateFault(address, refusal));
  const detail = detailOf(error);
  if (detail !== null) return failureOf(detail);
  const code = status[error.code] ?? 'UNKNOWN';
  const silent = error.code === status.DEADLINE_EXCEEDED;
  const what = silent ? 'did not answer in time' : error.details || error.message;
  return {
    ...linkFailure(silent ? 'NO_ANSWER' : code, `${address}: ${what}`, !readOnly),
    code,
    retryable: silent || error.code === status.UNAVAILABLE || error.code === status.CANCELLED,
  };
}

function gaveUp(last: Failure | null, timeoutMs: number): KvError {
  if (last !== null) return errorOf(last, { partition: null, requestId: null });
  return new TimeoutError(`No answer within ${timeoutMs} ms`, {
    code: 'DEADLINE_EXCEEDED',
    reason: 'DEADLINE',
    outcome: 'not_executed',
    retryable: true,
  });
}

function sleep(dispatcher: Dispatcher, ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      dispatcher.wheel.disarm(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = new WheelTimer<null>(null, done);
    dispatcher.wheel.arm(timer, dispatcher.now() + ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

import { status } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import {
  CrossPartitionError,
  InvalidRequestError,
  KvError,
  type KvErrorFields,
  LimitError,
  type Outcome,
  OverloadedError,
  ServerFaultError,
  TimeoutError,
  TlsError,
  UnavailableError,
} from './errors.ts';
import type { HandshakeFault } from './handshake-fault.ts';

/** How one try ended, if not with an answer. Plain data: most failures are retried and never become an Error. */
export interface Failure {
  readonly reason: string;
  readonly code: string;
  readonly outcome: Outcome;
  readonly message: string;
  /** Another try may succeed. */
  readonly retryable: boolean;
  /** Member id of the leader that the answer named, 0 for none. */
  readonly leader: number;
  readonly retryAfterMs: number;
  readonly limit: number;
  readonly actual: number;
}

const NONE = { leader: 0, retryAfterMs: 0, limit: 0, actual: 0 } as const;

/** Reasons after which the same request may succeed, at another node or later. */
const RETRYABLE: ReadonlySet<string> = new Set([
  'NOT_LEADER',
  'NO_LEADER',
  'LEADER_CHANGED',
  'FORWARD_LOST',
  'OVERLOADED',
  'SEQUENCE_TOO_FAR',
  'DEADLINE',
  'STALE_TOPOLOGY',
  'TOO_MANY_HOPS',
  'DRAINING',
  'NOT_READY',
  'SESSION_NOT_REACHED',
  'TOO_STALE',
]);

export function failureOf(detail: ringkv.v1.IErrorDetail): Failure {
  const number = detail.reason ?? 0;
  const known: string | undefined = ringkv.v1.Reason[number];
  const reason = known ?? `REASON_${number}`;
  const code = status[detail.code ?? status.UNKNOWN] ?? 'UNKNOWN';
  return {
    reason,
    code,
    outcome: outcomeOf(detail.outcome),
    message: detail.message || reason,
    // A reason of a newer server is judged by its status.
    retryable: RETRYABLE.has(reason) || (known === undefined && code === 'UNAVAILABLE'),
    leader: detail.leader ?? 0,
    retryAfterMs: detail.retryAfterMs ?? 0,
    limit: detail.limit ?? 0,
    actual: detail.actual ?? 0,
  };
}

/** Anything that is not said to be definite is not. */
function outcomeOf(outcome: ringkv.v1.Outcome | null | undefined): Outcome {
  if (outcome === ringkv.v1.Outcome.NOT_EXECUTED) return 'not_executed';
  return outcome === ringkv.v1.Outcome.EXECUTED ? 'executed' : 'unknown';
}

/** The link to a node ended, could not be made, or fell silent. Unknown if the operation had been handed to it. */
export function linkFailure(reason: string, message: string, sent: boolean): Failure {
  return {
    ...NONE,
    reason,
    code: reason === 'NO_ANSWER' ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE',
    outcome: sent ? 'unknown' : 'not_executed',
    message,
    retryable: true,
  };
}

/** No connection because of TLS, and none before somebody changes something. Nothing was sent. */
export function handshakeFailure({ reason, code, message }: HandshakeFault): Failure {
  return { ...NONE, reason, code, outcome: 'not_executed', message, retryable: false };
}

/** The server answered something that the request did not ask for. */
export function protocolFailure(message: string): Failure {
  return {
    ...NONE,
    reason: 'INTERNAL',
    code: 'INTERNAL',
    outcome: 'unknown',
    message,
    retryable: false,
  };
}

/** The exception for a failure that ends a call. `message` replaces the failure's own. */
export function errorOf(
  failure: Failure,
  where: { readonly partition: number | null; readonly requestId: string | null },
  message: string = sentence(failure.message),
): KvError {
  const fields: KvErrorFields = {
    code: failure.code,
    reason: failure.reason,
    outcome: failure.outcome,
    retryable: failure.retryable,
    retryAfterMs: failure.retryAfterMs === 0 ? null : failure.retryAfterMs,
    partition: where.partition,
    requestId: where.requestId,
  };
  switch (failure.reason) {
    case 'OVERLOADED':
    // Answers that this client awaits fill their room: as a full queue, it passes.
    case 'SEQUENCE_TOO_FAR':
      return new OverloadedError(message, fields);
    case 'DEADLINE':
    case 'NO_ANSWER':
      return new TimeoutError(message, fields);
    case 'KEY_TOO_LARGE':
    case 'VALUE_TOO_LARGE':
    case 'REQUEST_TOO_LARGE':
    case 'SPACE_QUOTA':
    case 'RESULT_TOO_LARGE':
    case 'IDEMPOTENCY_FULL':
    case 'RANGE_TOO_LARGE':
      return new LimitError(message, failure.limit, failure.actual, fields);
    case 'CROSS_PARTITION':
      return new CrossPartitionError(message, null, fields);
    case 'INVALID_REQUEST':
    case 'BAD_PAGE_TOKEN':
    case 'NOT_A_NUMBER':
    case 'VOIDED':
    case 'ACK_TOO_WEAK':
    case 'PREFIX_NOT_ROUTED':
    case 'IDEMPOTENCY_KEY_REUSED':
      return new InvalidRequestError(message, fields);
    case 'CORRUPT':
    case 'INTERNAL':
      return new ServerFaultError(message, fields);
    default:
      if (failure.reason.startsWith('TLS_')) return new TlsError(message, fields);
      return failure.code === 'UNAVAILABLE'
        ? new UnavailableError(message, fields)
        : new KvError(message, fields);
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { status } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import type { Failure } from './host/operation.ts';

export type ReasonName = Exclude<keyof typeof ringkv.v1.Reason, 'REASON_UNSPECIFIED'>;
export type OutcomeName = 'NOT_EXECUTED' | 'UNKNOWN' | 'EXECUTED';
export type ErrorDetail = ringkv.v1.ErrorDetail.$Properties;

/**
 * The gRPC code of every reason: the only such table. Generic gRPC retries touch UNAVAILABLE alone, so only what a
 * client may try elsewhere or again has it. The row for people is in docs/errors.md.
 */
export const codeOfReason: Readonly<Record<ReasonName, status>> = {
  NOT_LEADER: status.UNAVAILABLE,
  NO_LEADER: status.UNAVAILABLE,
  LEADER_CHANGED: status.UNAVAILABLE,
  FORWARD_LOST: status.UNAVAILABLE,
  OVERLOADED: status.RESOURCE_EXHAUSTED,
  DEADLINE: status.DEADLINE_EXCEEDED,
  KEY_TOO_LARGE: status.INVALID_ARGUMENT,
  VALUE_TOO_LARGE: status.INVALID_ARGUMENT,
  REQUEST_TOO_LARGE: status.INVALID_ARGUMENT,
  INVALID_REQUEST: status.INVALID_ARGUMENT,
  SESSION_EXPIRED: status.FAILED_PRECONDITION,
  SEQUENCE_TOO_FAR: status.FAILED_PRECONDITION,
  VOIDED: status.FAILED_PRECONDITION,
  NOT_A_NUMBER: status.FAILED_PRECONDITION,
  STALE_TOPOLOGY: status.FAILED_PRECONDITION,
  TOO_MANY_HOPS: status.UNAVAILABLE,
  DRAINING: status.UNAVAILABLE,
  SPACE_QUOTA: status.RESOURCE_EXHAUSTED,
  NOT_READY: status.UNAVAILABLE,
  CORRUPT: status.DATA_LOSS,
  INTERNAL: status.INTERNAL,
  CROSS_PARTITION: status.INVALID_ARGUMENT,
  RESULT_TOO_LARGE: status.INVALID_ARGUMENT,
  TOKEN_FOREIGN_CLUSTER: status.FAILED_PRECONDITION,
  SESSION_NOT_REACHED: status.UNAVAILABLE,
  TOO_STALE: status.UNAVAILABLE,
  BAD_PAGE_TOKEN: status.INVALID_ARGUMENT,
  RANGE_TOO_LARGE: status.INVALID_ARGUMENT,
  COMPACTED: status.OUT_OF_RANGE,
  FUTURE_POSITION: status.OUT_OF_RANGE,
  ACK_TOO_WEAK: status.INVALID_ARGUMENT,
  ACCEPTED_WRITES_OFF: status.FAILED_PRECONDITION,
  IDEMPOTENCY_KEY_REUSED: status.FAILED_PRECONDITION,
  IDEMPOTENCY_FULL: status.RESOURCE_EXHAUSTED,
  PREFIX_NOT_ROUTED: status.INVALID_ARGUMENT,
};

/** What was wrong with a request before any work was done for it: always NOT_EXECUTED. */
export interface Refusal {
  readonly type: 'refused';
  readonly reason: ReasonName;
  readonly message: string;
  /** For limits: what it is and what was asked; 0 and 0 otherwise. */
  readonly limit: number;
  readonly actual: number;
}

export function refuse(reason: ReasonName, message: string, limit = 0, actual = 0): Refusal {
  return { type: 'refused', reason, message, limit, actual };
}

/** An error as it travels; `more` adds leader, retry delay, limits or header. */
export function errorDetail(
  reason: ReasonName,
  outcome: OutcomeName,
  message: string,
  more: ErrorDetail = {},
): ErrorDetail {
  return {
    code: codeOfReason[reason],
    reason: ringkv.v1.Reason[reason],
    outcome: ringkv.v1.Outcome[outcome],
    message,
    ...more,
  };
}

const outcomeNames = {
  not_executed: 'NOT_EXECUTED',
  unknown: 'UNKNOWN',
  executed: 'EXECUTED',
} as const satisfies Record<Failure['outcome'], OutcomeName>;

export function outcomeName(outcome: Failure['outcome']): OutcomeName {
  return outcomeNames[outcome];
}

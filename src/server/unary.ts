import type { ServerUnaryCall, ServiceError, sendUnaryData } from '@grpc/grpc-js';
import { toServiceError } from '../rpc/index.ts';
import { requestLimits } from '../util/limits.ts';
import type { ErrorDetail, Refusal } from './errors.ts';
import type { RequestContext } from './request-header.ts';
import { invalid } from './validate.ts';

/** Milliseconds until the call's gRPC deadline, Infinity without one. */
export function grpcTimeoutMs(call: { getDeadline(): Date | number }, wallNow: number): number {
  const deadline = call.getDeadline();
  const at = deadline instanceof Date ? deadline.getTime() : deadline;
  return Math.max(0, at - wallNow);
}

/** What a call may take: its header, its gRPC deadline and the server's limit, whichever ends first. */
export function timeoutOf(context: RequestContext, grpcTimeout: number): number {
  return Math.min(
    context.timeoutMs || requestLimits.deadlineMs,
    grpcTimeout,
    requestLimits.deadlineMs,
  );
}

export function failCall<Response>(callback: sendUnaryData<Response>, detail: ErrorDetail): void {
  callback(toServiceError(detail) as Partial<ServiceError>, null);
}

/** R41: a field that an operation has no use for must be unset. */
export function checkNoSequence(context: RequestContext): Refusal | null {
  if (context.idempotencyKey.length > 0) return invalid('this request carries no idempotency_key');
  if (context.sequence === 0 && context.floor === 0) return null;
  return invalid('this request carries no sequence');
}

export type UnaryHandler<Request, Response> = (
  call: ServerUnaryCall<Request, Response>,
  callback: sendUnaryData<Response>,
) => void;

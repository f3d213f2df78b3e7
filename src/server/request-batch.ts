import { status } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { assert } from '../util/assert.ts';
import type { Hash32 } from '../util/hash.ts';
import { requestLimits } from '../util/limits.ts';
import { decodeOperation } from './decode-operation.ts';
import type { RequestMethod } from './edge-metrics.ts';
import type { ErrorDetail, Refusal } from './errors.ts';
import { isReplicaRead, type OperationBody, type Reply } from './host/operation.ts';
import type { PageTokens } from './page-token.ts';
import type { RequestContext } from './request-header.ts';
import { type Result, resultOf } from './results.ts';
import {
  isLow,
  type ResultSink,
  type RoutedOperation,
  type Router,
  refusalError,
} from './router.ts';
import { checkSession } from './session-token.ts';

type WireOperation = ringkv.v1.Operation.$Properties;

/** What answering operations takes; one per node. */
export interface RequestServer {
  readonly router: Router;
  readonly hash: Hash32;
  readonly tokens: PageTokens;
}

/** Who waits for answers: a call of grpc-js, as it is, or what stands for one. */
export interface Caller {
  /** It ended or broke: nobody waits any more. */
  readonly cancelled: boolean;
}

/** Where the answers of a batch go. Called once per operation, in any order. */
export type Deliver = (result: Result) => void;

/**
 * The operations of one request message and their answers: one sink for all of them, so that an operation costs no
 * closure and no promise. Unary calls and parts of a Scan are batches too.
 */
export class RequestBatch implements ResultSink {
  readonly #server: RequestServer;
  readonly #context: RequestContext;
  readonly #deliver: Deliver;
  readonly #caller: Caller;
  readonly #startedAt: number;
  /** By slot; null once answered. */
  readonly #open: (RoutedOperation | null)[] = [];
  #overload: Refusal | null = null;
  #overloadError: ErrorDetail | null = null;

  constructor(server: RequestServer, context: RequestContext, caller: Caller, deliver: Deliver) {
    this.#server = server;
    this.#context = context;
    this.#deliver = deliver;
    this.#caller = caller;
    this.#startedAt = server.router.clock.now();
  }

  get abandoned(): boolean {
    return this.#caller.cancelled;
  }

  /** Takes one operation in; answers it now or later. `grpcTimeoutMs` Infinity means that the call has no deadline. */
  submit(wire: WireOperation, grpcTimeoutMs = Number.POSITIVE_INFINITY): void {
    const { router, hash } = this.#server;
    const overload = this.#overload ?? router.admit(this.#context);
    if (overload !== null) {
      this.#turnAway(wire, overload);
      return;
    }
    const foreign = checkSession(this.#context.session, router.view.clusterId);
    if (foreign !== null) {
      router.admission.settled();
      this.refuse(wire, foreign);
      return;
    }
    const ring = { partitions: router.view.partitions, hash };
    const decoded = decodeOperation(wire, this.#context, ring);
    if (decoded.type === 'refused') {
      router.admission.settled();
      this.refuse(wire, decoded);
      return;
    }
    const timeoutMs = Math.min(
      wire.timeoutMs || this.#context.timeoutMs || requestLimits.deadlineMs,
      grpcTimeoutMs,
      requestLimits.deadlineMs,
    );
    const operation: RoutedOperation = {
      partition: decoded.partition,
      body: decoded.body,
      deadline: this.#startedAt + timeoutMs,
      sink: this,
      slot: this.#open.length,
      low: isLow(this.#context),
      wire,
      context: this.#context,
    };
    this.#open.push(operation);
    router.route(operation);
  }

  /** Some operation was refused because too many are under way; so are those behind it, at the cost of their answers alone. */
  get overloaded(): boolean {
    return this.#overload !== null;
  }

  #turnAway(wire: WireOperation, refusal: Refusal): void {
    if (refusal.reason !== 'OVERLOADED') {
      this.refuse(wire, refusal);
      return;
    }
    const { router } = this.#server;
    this.#overload = refusal;
    this.#overloadError ??= refusalError(refusal, this.#context, router.view);
    this.#observe('invalid', '', this.#overloadError, 0);
    this.#deliver({ id: wire.id ?? 0, error: this.#overloadError });
  }

  /** Answers an operation that is not taken in. */
  refuse(wire: WireOperation, refusal: Refusal): void {
    const { router } = this.#server;
    const error = refusalError(refusal, this.#context, router.view);
    this.#observe('invalid', '', error, router.clock.now() - this.#startedAt);
    this.#deliver({ id: wire.id ?? 0, error });
  }

  reply(slot: number, reply: Reply): void {
    const waiting = this.#open[slot] ?? null;
    if (reply.type === 'failed' && waiting !== null) {
      if (this.#server.router.goesOn(waiting, reply.failure)) return;
    }
    const operation = this.#take(slot);
    const id = operation.wire.id ?? 0;
    this.#finish(
      operation,
      resultOf(id, operation.body, reply, this.#context, this.#server.router.view),
    );
  }

  result(slot: number, result: Result): void {
    const operation = this.#take(slot);
    this.#finish(operation, { ...result, id: operation.wire.id ?? 0 });
  }

  /** R10: exactly one answer. A second one would be taken for another operation's by the client. */
  #take(slot: number): RoutedOperation {
    const operation = this.#open[slot] ?? null;
    assert(operation !== null, () => `second answer for slot ${slot} of ${this.#open.length}`);
    this.#open[slot] = null;
    return operation;
  }

  #finish({ body }: RoutedOperation, result: Result): void {
    const { router } = this.#server;
    const now = router.clock.now();
    const tookMs = now - this.#startedAt;
    const tells = !this.abandoned && waitedForQuorum(body, result.error);
    if (tells) router.admission.served(tookMs, now);
    else router.admission.settled();
    const level = body.type === 'write' ? '' : body.level;
    this.#observe(methodOf(body), level, result.error, tookMs);
    this.#deliver(result);
  }

  #observe(
    method: RequestMethod,
    consistency: string,
    error: ErrorDetail | null | undefined,
    tookMs: number,
  ): void {
    const { metrics, admission } = this.#server.router;
    const code = error ? (status[error.code ?? status.UNKNOWN] ?? 'UNKNOWN') : 'OK';
    metrics.pending(admission.pending, admission.limit);
    metrics.request(method, consistency, code, tookMs);
  }
}

/** Whether the time that an operation took is that of the node's queues. */
function waitedForQuorum(body: OperationBody, error: ErrorDetail | null | undefined): boolean {
  if (body.type !== 'write' && isReplicaRead(body.level)) return false;
  return !error || error.reason === ringkv.v1.Reason.DEADLINE;
}

function methodOf(body: OperationBody): RequestMethod {
  if (body.type !== 'write') return body.type;
  const { kind } = body.command.body;
  switch (kind) {
    case 'open':
      return 'open_client';
    case 'deleteRange':
      return 'delete_range';
    case 'expire':
      return 'invalid';
    case 'put':
    case 'delete':
    case 'increment':
    case 'touch':
    case 'append':
    case 'txn':
    case 'resolve':
      return kind;
  }
}

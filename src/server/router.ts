import { ringkv } from '#proto';
import type { Clock } from '../util/clock.ts';
import { serverLimits } from '../util/limits.ts';
import { Admission } from './admission.ts';
import { edgeLimits } from './edge-limits.ts';
import type { EdgeMetrics } from './edge-metrics.ts';
import { type ErrorDetail, errorDetail, type ReasonName, type Refusal, refuse } from './errors.ts';
import type { HostApi } from './host/host-api.ts';
import type { Failure, Operation, OperationBody, ReplySink } from './host/operation.ts';
import type { RequestContext } from './request-header.ts';
import { type Result, refusalHeader } from './results.ts';
import type { TopologyView } from './topology-view.ts';

/** A sink for answers of the host and for those that are in wire form already. */
export interface ResultSink extends ReplySink {
  /** A forwarded answer, or an error of the router. The result's id is replaced by the sink. */
  result(slot: number, result: Result): void;
}

/** An operation on its way to the replica that answers it. */
export interface RoutedOperation extends Operation {
  readonly sink: ResultSink;
  /** As it was received: what a forward sends on, under an id of its own. */
  readonly wire: ringkv.v1.Operation.$Properties;
  readonly context: RequestContext;
}

/** Sends operations to another node; answers exactly once into the operation's sink. */
export interface Forwarding {
  forward(member: number, operation: RoutedOperation): void;
  /** Whether operations for this node would leave at once. */
  reachable(member: number): boolean;
}

export interface RouterOptions {
  readonly host: HostApi;
  readonly view: TopologyView;
  readonly forwarder: Forwarding;
  readonly clock: Clock;
  readonly metrics: EdgeMetrics;
  readonly pendingOperations?: number;
  readonly hops?: number;
}

/**
 * Any node takes any request (R4): it is answered here when this node leads the partition (or holds it, for a read that any
 * replica may serve), else sent on to the leader, at most twice in all.
 *
 *   leads, or holds and may serve it ──yes──▶ host ── not fresh enough ──▶ forward to the leader
 *              │ no
 *   direct ──yes──▶ NOT_LEADER / NO_LEADER / STALE_TOPOLOGY
 *              │ no
 *   hops used up ──yes──▶ TOO_MANY_HOPS
 *              │ no
 *   leader known ──yes──▶ forward to it
 *              │ no
 *   no replica here ──yes──▶ forward to a replica          otherwise NO_LEADER
 */
export class Router {
  readonly host: HostApi;
  readonly view: TopologyView;
  readonly clock: Clock;
  readonly metrics: EdgeMetrics;
  readonly #forwarder: Forwarding;
  readonly admission: Admission;
  readonly #hopLimit: number;

  constructor(options: RouterOptions) {
    this.host = options.host;
    this.view = options.view;
    this.clock = options.clock;
    this.metrics = options.metrics;
    this.#forwarder = options.forwarder;
    this.admission = new Admission(options.clock.now(), options.pendingOperations);
    this.#hopLimit = options.hops ?? serverLimits.hops;
  }

  /** Operations admitted and not yet answered. */
  get pending(): number {
    return this.admission.pending;
  }

  /** Before any work: whether one more operation is taken in. Each admitted one is settled, or served, once. */
  admit(context: RequestContext): Refusal | null {
    const refusal = this.refusal(context) ?? this.admission.admit(isLow(context));
    const { pending, limit } = this.admission;
    if (refusal === null) this.metrics.pending(pending, limit);
    return refusal;
  }

  /** Why nothing of this request is taken in now; null while something would be. */
  refusal(context: RequestContext): Refusal | null {
    if (this.host.draining) return refuse('DRAINING', 'the node is stopping; ask another');
    if (this.view.epoch === 0) return refuse('NOT_READY', 'the node has no topology yet');
    return this.admission.refusal(isLow(context));
  }

  route(operation: RoutedOperation): void {
    const group = operation.partition + 1;
    const { host } = this;
    const { body } = operation;
    // Admission only, by a setting that may be old here: apply never asks (R14).
    if (body.type === 'write' && body.accepted === true && !this.view.settings.acceptedWrites) {
      this.#refuse(operation, 'ACCEPTED_WRITES_OFF', 0);
      return;
    }
    if (host.leads(group) || (mayServeHere(body) && host.holds(group))) {
      host.submit(operation);
      return;
    }
    const leader = host.leaderOf(group);
    if (operation.context.direct) {
      this.#refuse(operation, this.#directReason(operation, leader), leader);
      return;
    }
    // The host believes in this node, but it does not serve yet: the host knows best what to say.
    if (leader !== 0 && leader === this.view.self) {
      host.submit(operation);
      return;
    }
    if (operation.context.hops >= this.#hopLimit) {
      this.#refuse(operation, 'TOO_MANY_HOPS', leader);
      return;
    }
    const target = leader !== 0 ? leader : this.#anyReplica(operation.partition);
    if (target === 0) this.#refuse(operation, 'NO_LEADER', 0);
    else this.#forwarder.forward(target, operation);
  }

  /** Whether a read that this node's replica could not serve, or not in time, was sent on to the leader instead. */
  goesOn(operation: RoutedOperation, { reason, outcome }: Failure): boolean {
    const { body, context } = operation;
    if (!mayServeHere(body) || context.direct || context.hops >= this.#hopLimit) return false;
    if (outcome !== 'not_executed' || !elsewhere.has(reason)) return false;
    const leader = this.host.leaderOf(operation.partition + 1);
    if (leader === 0 || leader === this.view.self) return false;
    this.#forwarder.forward(leader, operation);
    return true;
  }

  /** R13: a stale epoch matters to direct requests alone, and only when this node has nothing to do with the key. */
  #directReason(operation: RoutedOperation, leader: number): ReasonName {
    const { topologyEpoch } = operation.context;
    const stale = topologyEpoch !== 0 && topologyEpoch < this.view.epoch;
    if (stale && !this.host.holds(operation.partition + 1)) return 'STALE_TOPOLOGY';
    return leader === 0 ? 'NO_LEADER' : 'NOT_LEADER';
  }

  /** Whoever holds a replica knows its leader better; 0 when this node holds one itself or nobody is named. */
  #anyReplica(partition: number): number {
    if (this.host.holds(partition + 1)) return 0;
    const others = this.view.replicasOf(partition).filter((member) => member !== this.view.self);
    return others.find((member) => this.#forwarder.reachable(member)) ?? others[0] ?? 0;
  }

  #refuse(operation: RoutedOperation, reason: ReasonName, leader: number): void {
    const detail = errorDetail(reason, 'NOT_EXECUTED', refusalMessages[reason] ?? reason, {
      leader,
      leaderAddress: this.view.address(leader) ?? '',
      header: refusalHeader(operation.context, this.view, operation.partition),
    });
    operation.sink.result(operation.slot, { error: detail });
  }
}

const refusalMessages: Partial<Record<ReasonName, string>> = {
  NOT_LEADER: 'this node does not lead the partition',
  NO_LEADER: 'nobody is known to lead the partition now',
  STALE_TOPOLOGY:
    'the request was routed by an old topology; this node does not hold the partition',
  TOO_MANY_HOPS: 'the request was sent on too often',
  ACCEPTED_WRITES_OFF: 'the cluster does not allow writes with ACCEPTED: kvctl settings',
};

/** A refused operation in wire form, with a retry delay where the reason has one. */
export function refusalError(
  refusal: Refusal,
  context: RequestContext | null,
  view: TopologyView,
): ErrorDetail {
  const { reason, message, limit, actual } = refusal;
  const retryAfterMs = reason === 'OVERLOADED' ? edgeLimits.retryAfterMs : 0;
  const header = refusalHeader(context, view);
  return errorDetail(reason, 'NOT_EXECUTED', message, { limit, actual, retryAfterMs, header });
}

export function isLow({ priority }: RequestContext): boolean {
  return priority === ringkv.v1.Priority.PRIORITY_LOW;
}

function mayServeHere(body: OperationBody): boolean {
  return body.type !== 'write' && body.here === true;
}

/** What another replica may well have and this one has not. */
const elsewhere: ReadonlySet<Failure['reason']> = new Set([
  'NOT_LEADER',
  'SESSION_NOT_REACHED',
  'TOO_STALE',
  'NOT_READY',
]);

import { Client, type ClientDuplexStream } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { channelOptions, kvService } from '../rpc/index.ts';
import type { Clock, Timer } from '../util/clock.ts';
import { requestLimits } from '../util/limits.ts';
import type { Logger } from '../util/logger.ts';
import { BoundedQueue } from '../util/queue.ts';
import type { EdgeLimits } from './edge-limits.ts';
import type { EdgeMetrics } from './edge-metrics.ts';
import { errorDetail, type OutcomeName, type ReasonName } from './errors.ts';
import {
  answers,
  forwardable,
  forwardHeader,
  operationBytes,
  sameHeader,
} from './forward-codec.ts';
import { isDropped } from './host/abandoned.ts';
import { lowShare } from './host/priority.ts';
import type { PeerDialer } from './peer-dialer.ts';
import { refusalHeader } from './results.ts';
import type { RoutedOperation } from './router.ts';
import type { TopologyView } from './topology-view.ts';

export interface ForwardLinkOptions {
  readonly member: number;
  readonly name: string;
  readonly address: string;
  readonly dialer: PeerDialer;
  readonly view: TopologyView;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: EdgeMetrics;
  readonly limits: EdgeLimits;
}

interface Pending {
  readonly id: number;
  readonly operation: RoutedOperation;
  readonly bytes: number;
  /** Handed to the stream: from here on a lost write is UNKNOWN (R38). */
  written: boolean;
  settled: boolean;
}

type Stream = ClientDuplexStream<
  ringkv.v1.PipelineRequest.$Properties,
  ringkv.v1.PipelineResponse.$Properties
>;

/** Our own connection: Raft traffic must not queue behind forwarded values, nor share a reconnect backoff. */
const linkOptions = { ...channelOptions, 'grpc.use_local_subchannel_pool': 1 };

/**
 * The operations that this node sends on to one other node.
 *
 *   closed ── first operation ──▶ opening ── the peer's headers ──▶ open
 *     ▲                              │ failed: all NOT_EXECUTED       │ broke
 *     └──────────────────────────────┴───────────────────────────────┘
 *
 * Nothing is written before the peer has answered the opening of the stream with its headers: so whatever was queued
 * when a connection is refused has certainly not run, and says so.
 */
export class ForwardLink {
  readonly address: string;
  readonly #options: ForwardLinkOptions;
  readonly #queue: BoundedQueue<Pending>;
  readonly #pending = new Map<number, Pending>();
  #client: Client | null = null;
  #stream: Stream | null = null;
  #state: 'closed' | 'opening' | 'open' = 'closed';
  #nextId = 1;
  #queuedBytes = 0;
  #flushScheduled = false;
  /** The stream pushes back until its next `drain`. */
  #blocked = false;
  #retryAt = 0;
  #connectTimer: Timer | null = null;
  #sweepTimer: Timer | null = null;
  #sweepAt = Number.POSITIVE_INFINITY;

  constructor(options: ForwardLinkOptions) {
    this.address = options.address;
    this.#options = options;
    this.#queue = new BoundedQueue(options.limits.forwardOperations);
  }

  get reachable(): boolean {
    return this.#state !== 'closed' || this.#options.clock.now() >= this.#retryAt;
  }

  send(operation: RoutedOperation): void {
    const { limits, metrics, member } = this.#options;
    if (this.#isDropped(operation)) return;
    if (!this.reachable) {
      const message = `node ${member} refused the connection a moment ago`;
      this.#fail(operation, 'FORWARD_LOST', 'NOT_EXECUTED', message);
      return;
    }
    const bytes = operationBytes(operation.body);
    const pending = { id: this.#nextId++, operation, bytes, written: false, settled: false };
    const share = operation.low === true ? lowShare : 1;
    const full = this.#pending.size >= share * limits.forwardOperations;
    const most = share * limits.forwardQueueBytes;
    const heavy = this.#queuedBytes > 0 && this.#queuedBytes + bytes > most;
    if (full || heavy || !this.#queue.push(pending)) {
      const message = `too many operations wait for node ${member}`;
      this.#fail(operation, 'OVERLOADED', 'NOT_EXECUTED', message, limits.retryAfterMs);
      return;
    }
    this.#pending.set(pending.id, pending);
    this.#queuedBytes += bytes;
    metrics.forwarded(1);
    this.#watchDeadline(operation.deadline);
    if (this.#state === 'closed') this.#open();
    else this.#scheduleFlush();
  }

  close(): void {
    this.#lost('the node is stopping');
    this.#sweepTimer?.cancel();
    this.#sweepTimer = null;
    this.#sweepAt = Number.POSITIVE_INFINITY;
  }

  #open(): void {
    const { limits, clock, dialer, name } = this.#options;
    const client = new Client(this.address, dialer.credentials(name), linkOptions);
    const { path, requestSerialize, responseDeserialize } = kvService.pipeline;
    const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    this.#client = client;
    this.#stream = stream;
    this.#state = 'opening';
    this.#blocked = false;
    const current = (): boolean => this.#stream === stream;
    stream.on('metadata', () => {
      if (!current()) return;
      this.#state = 'open';
      this.#connectTimer?.cancel();
      this.#flush();
    });
    stream.on('data', (response: ringkv.v1.PipelineResponse.$Properties) => {
      if (current()) this.#answered(response);
    });
    stream.on('drain', () => {
      if (!current()) return;
      this.#blocked = false;
      this.#flush();
    });
    stream.on('error', (error) => {
      if (current()) this.#lost(error.message);
    });
    stream.on('end', () => {
      if (current()) this.#lost('the peer ended the stream');
    });
    this.#connectTimer = clock.timer(limits.connectMs, () => {
      if (current()) this.#lost(`no connection within ${limits.connectMs} ms`);
    });
  }

  /** The turn's operations leave together. */
  #scheduleFlush(): void {
    if (this.#flushScheduled || this.#state !== 'open') return;
    this.#flushScheduled = true;
    this.#options.clock.endOfTurn(() => {
      this.#flushScheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    while (this.#state === 'open' && !this.#blocked) {
      const batch = this.#nextBatch();
      const first = batch[0];
      if (first === undefined) return;
      const now = this.#options.clock.now();
      const operations = batch.map((pending) => forwardable(pending.operation, pending.id, now));
      for (const pending of batch) pending.written = true;
      const header = forwardHeader(first.operation.context, this.#options.view.epoch);
      const request = { header, operations };
      if (this.#stream?.write(request) === false) this.#blocked = true;
    }
  }

  /** The longest run of queued operations that one message may carry. */
  #nextBatch(): Pending[] {
    const batch: Pending[] = [];
    let bytes = 0;
    for (;;) {
      const next = this.#queue.peek();
      if (next === undefined) return batch;
      const first = batch[0];
      if (!next.settled && first !== undefined) {
        const full =
          batch.length >= requestLimits.pipelineOperations ||
          bytes + next.bytes > this.#options.limits.forwardMessageBytes;
        if (full || !sameHeader(first.operation.context, next.operation.context)) return batch;
      }
      this.#queue.shift();
      this.#queuedBytes -= next.bytes;
      if (next.settled || this.#isGivenUp(next)) continue;
      bytes += next.bytes;
      batch.push(next);
    }
  }

  /** It has not left, and need not: whoever asked is gone, or its time has passed. */
  #isGivenUp(pending: Pending): boolean {
    if (!this.#isDropped(pending.operation)) return false;
    this.#pending.delete(pending.id);
    pending.settled = true;
    return true;
  }

  #isDropped(operation: RoutedOperation): boolean {
    const { clock, metrics } = this.#options;
    return isDropped(operation, clock.now(), metrics);
  }

  #answered(response: ringkv.v1.PipelineResponse.$Properties): void {
    for (const result of response.results ?? []) {
      const id = result.id ?? 0;
      const pending = this.#pending.get(id);
      // Answered by its deadline already.
      if (pending === undefined) continue;
      this.#pending.delete(id);
      pending.settled = true;
      const { operation } = pending;
      if (answers(operation.body, result)) operation.sink.result(operation.slot, result);
      else
        this.#fail(
          operation,
          'INTERNAL',
          lostOutcome(pending),
          'the peer answered another request',
        );
    }
  }

  /** R38: what was written may run; what was not, cannot. */
  #lost(why: string): void {
    const { clock, limits, logger, member } = this.#options;
    const opened = this.#state === 'open';
    const stream = this.#stream;
    this.#state = 'closed';
    this.#stream = null;
    if (!opened) this.#retryAt = clock.now() + limits.reconnectMinMs;
    this.#connectTimer?.cancel();
    stream?.on('error', () => {});
    stream?.cancel();
    this.#client?.close();
    this.#client = null;
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    while (this.#queue.shift() !== undefined);
    this.#queuedBytes = 0;
    if (lost.length > 0) {
      logger.info({ peer: member, why, operations: lost.length }, 'forwarded operations lost');
    }
    for (const pending of lost) {
      pending.settled = true;
      this.#fail(
        pending.operation,
        'FORWARD_LOST',
        lostOutcome(pending),
        pending.written
          ? `the connection to node ${member} broke: ${why}`
          : `no connection to node ${member}: ${why}`,
      );
    }
  }

  #watchDeadline(deadline: number): void {
    if (deadline >= this.#sweepAt) return;
    const { clock, limits } = this.#options;
    this.#sweepTimer?.cancel();
    this.#sweepAt = deadline;
    const delay = Math.max(limits.deadlineSweepMs, Math.ceil(deadline - clock.now()));
    this.#sweepTimer = clock.timer(delay, () => this.#sweep());
  }

  #sweep(): void {
    const now = this.#options.clock.now();
    this.#sweepAt = Number.POSITIVE_INFINITY;
    this.#sweepTimer = null;
    let next = Number.POSITIVE_INFINITY;
    for (const pending of this.#pending.values()) {
      const { deadline } = pending.operation;
      if (deadline > now) {
        next = Math.min(next, deadline);
        continue;
      }
      this.#pending.delete(pending.id);
      pending.settled = true;
      const message = pending.written
        ? 'no answer from the leader within the deadline'
        : 'the deadline passed before it was sent on';
      this.#fail(pending.operation, 'DEADLINE', lostOutcome(pending), message);
    }
    if (next !== Number.POSITIVE_INFINITY) this.#watchDeadline(next);
  }

  #fail(
    operation: RoutedOperation,
    reason: ReasonName,
    outcome: OutcomeName,
    message: string,
    retryAfterMs = 0,
  ): void {
    const header = refusalHeader(operation.context, this.#options.view, operation.partition);
    const error = errorDetail(reason, outcome, message, { header, retryAfterMs });
    operation.sink.result(operation.slot, { error });
  }
}

/** A read has no effect to be unsure of. */
function lostOutcome(pending: Pending): OutcomeName {
  return pending.written && pending.operation.body.type === 'write' ? 'UNKNOWN' : 'NOT_EXECUTED';
}

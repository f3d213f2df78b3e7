import type { ringkv } from '#proto';
import type { AckPlan } from './ack-plan.ts';
import type { Failure } from './failure.ts';
import type { Identity } from './identity.ts';
import type { NodeLink } from './node-link.ts';
import type { ReadPlan } from './read-plan.ts';
import { WheelTimer } from './timer-wheel.ts';

/** A result that is an answer of the kind that was asked for. */
export type Answer = ringkv.v1.Result.$Properties;

/** The request part of a Pipeline operation, e.g. `{ get: { key } }`. */
export type OperationBody = Pick<
  ringkv.v1.Operation.$Properties,
  | 'get'
  | 'put'
  | 'delete'
  | 'deleteRange'
  | 'increment'
  | 'touch'
  | 'append'
  | 'txn'
  | 'openClient'
  | 'resolve'
>;

export type OperationKind = keyof OperationBody;

/**
 * `read`: repeating it is harmless. `write`: runs under an identity (R31). `accepted`: a write that asks for no answer but
 * that it was queued: without an identity, so it is never repeated. `control`: open and resolve, log entries that are
 * idempotent by what they are.
 */
export type CallClass = 'read' | 'write' | 'accepted' | 'control';

/** What its maker decides about a call. */
export interface CallSpec {
  readonly kind: OperationKind;
  readonly class: CallClass;
  readonly body: OperationBody;
  readonly partition: number;
  /** Of a read; everything else goes where a plain one goes. */
  readonly read: ReadPlan;
  /** Of a write: when it is answered; of everything else {@link quorumAck}. */
  readonly ack: AckPlan;
  /** Of a write that its business has a name for; else null. */
  readonly idempotencyKey: Uint8Array | null;
  /** Of a session read: the revision that the session has seen of the partition; else 0. */
  readonly minRevision: number;
  /** For control calls: names the identity that one try is about. */
  readonly clientId: (() => Uint8Array) | null;
  /** Of key and value: what a message is filled by. */
  readonly bytes: number;
  /** On the client's monotonic clock. */
  readonly deadline: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Gets the answer; may throw (then `failed` gets what it threw). */
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

/**
 *   waiting -> ready to go -> at a link -> done          waiting: for a free place among those in flight
 *                 ^  |  ^        |                       parked: for an identity of its partition
 *                 |  v  |        v                       at a link: queued there or sent
 *               parked  +--- backing off
 */
export type CallState = 'waiting' | 'parked' | 'linked' | 'backoff' | 'done';

/** One operation from the caller's request to its end, over all its tries. At most one try is alive at a time. */
export class Call {
  readonly spec: CallSpec;
  readonly startedAt: number;
  readonly deadlineTimer: WheelTimer<Call>;
  /** Made for the first wait between two tries: most calls have none. */
  retryTimer: WheelTimer<Call> | null = null;
  state: CallState = 'waiting';
  link: NodeLink | null = null;
  /** The id of the live try on its link. */
  wireId = 0;
  /** The live try has been handed to the stream. */
  sent = false;
  sentAt = 0;
  /** For writes: the identity and sequence of all tries. */
  identity: Identity | null = null;
  sequence = 0;
  /**
   * Some try was sent whose end is not known: it may take effect at any time, whatever later tries are told
   * (R38). Only an answer of the exactly-once table, under the same sequence, ends this.
   */
  uncertain = false;
  tries = 0;
  backoffMs = 0;
  lastFailure: Failure | null = null;
  /** Where the live or last try went. */
  target: string | null = null;
  /** A node that another one is preferred to, because the last try failed there. */
  failedAt: string | null = null;
  requestId: string | null = null;

  constructor(spec: CallSpec, startedAt: number, expired: (call: Call) => void) {
    this.spec = spec;
    this.startedAt = startedAt;
    this.deadlineTimer = new WheelTimer<Call>(this, expired);
  }
}

import { ringkv } from '#proto';
import { partitionOf } from '../ring/index.ts';
import { type AckPlan, quorumAck } from './ack-plan.ts';
import type { Answer, CallClass, CallSpec, OperationBody, OperationKind } from './call.ts';
import type { Core } from './core.ts';
import { type Key, keyBytes } from './keys.ts';
import { requestMemory } from './memory.ts';
import { type OperationOptions, timeoutOf } from './options.ts';
import { leaderRead, type ReadPlan } from './read-plan.ts';
import { seenBy } from './session.ts';

/** What an operation is apart from its arguments: made once, not for every call. */
export interface KeyOperation<T> {
  readonly kind: OperationKind;
  readonly class: CallClass;
  /** What the caller gets for an answer of this kind; may throw. */
  readonly convert: (answer: Answer, call: KeyCall<T>) => T | Promise<T>;
}

const NO_BODY: OperationBody = {};
const { SESSION } = ringkv.v1.ReadConsistency;

/**
 * A call on one key, from its arguments to the end of its promise. It is what the dispatcher gets, so that a call makes
 * one object beside its promise and what it sends.
 *
 * Made first of all, because its time runs from then on; {@link submit} follows when the value is encoded.
 */
export class KeyCall<T> implements CallSpec {
  readonly key: Key;
  readonly keyBytes: Uint8Array;
  readonly clientId = null;
  read: ReadPlan = leaderRead;
  minRevision = 0;
  ack: AckPlan = quorumAck;
  idempotencyKey: Uint8Array | null = null;
  body: OperationBody = NO_BODY;
  partition = 0;
  bytes = 0;
  deadline = 0;
  timeoutMs = 0;
  readonly #core: Core;
  readonly #operation: KeyOperation<T>;
  readonly #options: OperationOptions | undefined;
  readonly #startedAt: number;
  readonly #resolve: (value: T | Promise<T>) => void;
  readonly #reject: (error: unknown) => void;

  /** Throws InvalidRequestError or LimitError for the key. */
  constructor(
    core: Core,
    operation: KeyOperation<T>,
    key: Key,
    options: OperationOptions | undefined,
    resolve: (value: T | Promise<T>) => void,
    reject: (error: unknown) => void,
  ) {
    this.#core = core;
    this.#operation = operation;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#startedAt = core.dispatcher.now();
    this.key = key;
    // The caller of a get may keep the bytes of its key, that of a write never sees them.
    this.keyBytes = keyBytes(key, operation.class === 'read' ? undefined : requestMemory);
  }

  get kind(): OperationKind {
    return this.#operation.kind;
  }

  get class(): CallClass {
    return this.#operation.class;
  }

  get signal(): AbortSignal | undefined {
    return this.#options?.signal;
  }

  /** `valueBytes`: length of the value in the body. Throws InvalidRequestError for the options. */
  submit(body: OperationBody, valueBytes: number): void {
    const { dispatcher, hash } = this.#core;
    this.body = body;
    this.timeoutMs = timeoutOf(this.#options, dispatcher.tuning.timeoutMs);
    this.deadline = this.#startedAt + this.timeoutMs;
    this.bytes = this.keyBytes.length + valueBytes;
    this.partition = partitionOf(this.keyBytes, dispatcher.topology.view.partitions, hash);
    if (this.read.consistency === SESSION) {
      this.minRevision = seenBy(this.#options?.session)?.revisionOf(this.partition) ?? 0;
    }
    dispatcher.submit(this);
  }

  answered(answer: Answer): void {
    if (this.#options?.session !== undefined) {
      seenBy(this.#options.session)?.heard(answer[this.kind]?.header);
    }
    this.#resolve(this.#operation.convert(answer, this));
  }

  failed(error: unknown): void {
    this.#reject(error);
  }
}

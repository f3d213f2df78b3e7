import type { StandardIssue } from './standard-schema.ts';

/**
 * Whether a failed operation took effect: `not_executed` means that it did not and never will; `unknown` that it
 * may have, or may still; `executed` that it did.
 */
export type Outcome = 'not_executed' | 'unknown' | 'executed';

export interface KvErrorFields {
  /** gRPC status name. */
  readonly code: string;
  /** A name of `ringkv.v1.Reason`, or one of the client's own: see docs/errors.md. */
  readonly reason: string;
  readonly outcome: Outcome;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number | null;
  readonly requestId?: string | null;
  readonly partition?: number | null;
  readonly cause?: unknown;
}

/**
 * Every failure of a call. Expected outcomes (a condition that failed, a bound that was hit, a missing key) are
 * values and never get here.
 */
export class KvError extends Error {
  override name = 'KvError';
  readonly code: string;
  readonly reason: string;
  readonly outcome: Outcome;
  /** The same call may succeed later. Only with outcome `not_executed` is repeating a write safe. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  /** Of the message that carried the last try; it appears in the servers' logs. */
  readonly requestId: string | null;
  readonly partition: number | null;

  constructor(message: string, fields: KvErrorFields) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.code = fields.code;
    this.reason = fields.reason;
    this.outcome = fields.outcome;
    this.retryable = fields.retryable ?? false;
    this.retryAfterMs = fields.retryAfterMs ?? null;
    this.requestId = fields.requestId ?? null;
    this.partition = fields.partition ?? null;
  }
}

/** No node could serve the call within its deadline: no leader, no connection, a node that is starting or stopping. */
export class UnavailableError extends KvError {
  override name = 'UnavailableError';
}

/**
 * No connection, because of TLS: the two ends do not agree on it, or one does not take the certificate of the other. `reason`
 * says which (docs/errors.md), the message what to do. Trying again cannot help before that is done.
 */
export class TlsError extends KvError {
  override name = 'TlsError';
}

/** A queue was full, at a server or in this client; `retryAfterMs` says when to come back. */
export class OverloadedError extends KvError {
  override name = 'OverloadedError';
}

/** The deadline passed and the operation did not take effect, or was a read. */
export class TimeoutError extends KvError {
  override name = 'TimeoutError';
}

/** The request itself is wrong; repeating it cannot help. */
export class InvalidRequestError extends KvError {
  override name = 'InvalidRequestError';
}

/** The keys of a transaction lie in different partitions, so that no single one can run it. */
export class CrossPartitionError extends InvalidRequestError {
  override name = 'CrossPartitionError';
  /** Two keys that exclude each other; null when a server refused and only the message names them. */
  readonly keys: readonly [string, string] | null;

  constructor(
    message: string,
    keys: readonly [string, string] | null,
    fields: Partial<KvErrorFields> = {},
  ) {
    super(message, {
      code: 'INVALID_ARGUMENT',
      outcome: 'not_executed',
      ...fields,
      reason: 'CROSS_PARTITION',
    });
    this.keys = keys;
  }
}

/** What the client itself refuses before anything is sent. */
export function invalidRequest(message: string): InvalidRequestError {
  return new InvalidRequestError(message, {
    code: 'INVALID_ARGUMENT',
    reason: 'INVALID_REQUEST',
    outcome: 'not_executed',
  });
}

/** The data is damaged or the server met a bug; the message says which. */
export class ServerFaultError extends KvError {
  override name = 'ServerFaultError';
}

/** A key, value, request or the disk of a node is over its limit. */
export class LimitError extends KvError {
  override name = 'LimitError';
  /** 0 when the server named none. */
  readonly limit: number;
  readonly actual: number;

  constructor(message: string, limit: number, actual: number, fields: KvErrorFields) {
    super(message, fields);
    this.limit = limit;
    this.actual = actual;
  }
}

/**
 * Events after the position of a watch are not kept any more: some are missing. Begin without a cursor and with `initial`, or
 * watch with `onCompacted: 'resync'`.
 */
export class CompactedError extends KvError {
  override name = 'CompactedError';
  /** The lowest revision of the partition after which events are kept. */
  readonly oldest: number;

  constructor(partition: number, oldest: number) {
    const message = `Events of partition ${partition} are kept from revision ${oldest} on, later than the watch has come`;
    super(message, {
      code: 'OUT_OF_RANGE',
      reason: 'COMPACTED',
      outcome: 'not_executed',
      partition,
    });
    this.oldest = oldest;
  }
}

/** The position of a watch lies above everything that was ever written: the cursor is of another time of this cluster. */
export class FuturePositionError extends KvError {
  override name = 'FuturePositionError';

  constructor(partition: number, detail: string) {
    const message = `The cursor lies after everything in partition ${partition}: begin without it`;
    super(detail === '' ? message : `${message} (${detail})`, {
      code: 'OUT_OF_RANGE',
      reason: 'FUTURE_POSITION',
      outcome: 'not_executed',
      partition,
    });
  }
}

/**
 * A value did not fit its codec or schema, on its way in or out. On the way out of a transaction the outcome is
 * `executed`: its writes were done all the same.
 */
export class ValidationError extends KvError {
  override name = 'ValidationError';
  readonly issues: readonly StandardIssue[];

  constructor(
    message: string,
    issues: readonly StandardIssue[],
    cause?: unknown,
    outcome: Outcome = 'not_executed',
  ) {
    super(message, {
      code: 'INVALID_ARGUMENT',
      reason: 'VALIDATION',
      outcome,
      cause,
    });
    this.issues = issues;
  }
}

/** The client was closed before the operation was sent. */
export class ClosedError extends KvError {
  override name = 'ClosedError';

  constructor(message = 'The client is closed; connect a new one') {
    super(message, { code: 'CANCELLED', reason: 'CLOSED', outcome: 'not_executed' });
  }
}

/** What the exactly-once table keeps of a write that was executed. */
export interface StoredAnswer {
  /** False: a condition failed or a bound was hit, and nothing changed. */
  readonly succeeded: boolean;
  readonly reason: string | null;
  readonly revision: number;
  readonly version: number;
  /** Increment: the counter, also of one that stopped a transaction. Delete: 1 if a record went. */
  readonly value: number;
  readonly expiresAt: number | null;
  readonly current: { readonly version: number; readonly modRevision: number } | null;
  /** Of a transaction, null of all else. `succeeded` above is then whether its branch was done. */
  readonly txn: StoredTxn | null;
  /** Of a page of deleteRange, whose number of deleted keys is `value`: the partition had further ones. */
  readonly more: boolean;
}

/** What the exactly-once table keeps of a transaction. Values are bytes: no codec has read them. */
export interface StoredTxn {
  /** Whether every condition held, and so which branch the rest is about. */
  readonly succeeded: boolean;
  /** Which operation of the branch hit its bound, from 0: then nothing was done. Null: all of the branch was. */
  readonly refusedIndex: number | null;
  /** One for each operation of the branch, in order; empty when it was refused. */
  readonly results: readonly StoredTxnResult[];
}

export type StoredTxnResult =
  | { readonly kind: 'get'; readonly record: StoredRecord | null }
  | { readonly kind: 'put'; readonly version: number; readonly expiresAt: number | null }
  | { readonly kind: 'delete'; readonly deleted: boolean }
  /** How many keys went. */
  | { readonly kind: 'deleteRange'; readonly deleted: number }
  | {
      readonly kind: 'increment';
      readonly value: number;
      readonly version: number;
      readonly expiresAt: number | null;
    }
  | {
      readonly kind: 'touch';
      readonly found: boolean;
      readonly version: number;
      readonly expiresAt: number | null;
    };

export interface StoredRecord {
  readonly keyBytes: Uint8Array;
  readonly value: Uint8Array;
  readonly version: number;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly expiresAt: number | null;
}

/**
 * What became of a write. `done`: it was executed, exactly once, and this is what it answered. `not_done`: it never
 * ran and never will. `unknown`: its identity has ended, so nobody can tell any more; the current state can be read.
 */
export type Resolution =
  | { readonly status: 'done'; readonly answer: StoredAnswer }
  | { readonly status: 'not_done' }
  | { readonly status: 'unknown' };

export interface ResolveOptions {
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the partition; throws UnavailableError or TimeoutError when it cannot be reached, and may be asked again. */
export type Resolver = (options: ResolveOptions) => Promise<Resolution>;

/**
 * The write was sent and nobody knows whether it took effect: it may have, or may still. Do not repeat it;
 * ask {@link resolve}.
 *
 * @example
 * try { await kv.increment('stock', -1, { min: 0 }); }
 * catch (error) {
 *   if (!(error instanceof UnknownOutcomeError)) throw error;
 *   const { status } = await error.resolve({ timeoutMs: 10_000 });
 *   if (status === 'not_done') console.log('safe to try again');
 * }
 */
export class UnknownOutcomeError extends KvError {
  override name = 'UnknownOutcomeError';
  readonly #resolver: Resolver;

  constructor(message: string, fields: Omit<KvErrorFields, 'outcome'>, resolver: Resolver) {
    super(message, { ...fields, outcome: 'unknown', retryable: false });
    this.#resolver = resolver;
  }

  /** What became of the write. Asking decides it: `not_done` voids the write for good. */
  resolve(options: ResolveOptions = {}): Promise<Resolution> {
    return this.#resolver(options);
  }
}

/**
 * A prefix was deleted in part. Outcome `unknown` stands for that: `deleted` keys are gone for certain, those of the
 * partitions `unfinished` may be or not. Deleting it again is harmless but for what was written meanwhile.
 */
export class DeleteRangeError extends KvError {
  override name = 'DeleteRangeError';
  readonly deleted: number;
  /** Partitions of which it is not known that nothing is left. */
  readonly unfinished: readonly number[];
  /** Why the first page failed that did. */
  override readonly cause: KvError;

  constructor(cause: KvError, deleted: number, unfinished: readonly number[]) {
    const { code, reason, retryable, retryAfterMs, requestId, partition } = cause;
    super(
      `${deleted} keys were deleted for certain, ${unfinished.length} partitions are not done: ${cause.message}`,
      { code, reason, retryable, retryAfterMs, requestId, partition, outcome: 'unknown', cause },
    );
    this.cause = cause;
    this.deleted = deleted;
    this.unfinished = unfinished;
  }
}

/** The caller's AbortSignal fired. A write that had been sent by then has outcome `unknown`, and `pending` resolves it. */
export class AbortError extends KvError {
  override name = 'AbortError';
  readonly pending: UnknownOutcomeError | null;

  constructor(reason: unknown, pending: UnknownOutcomeError | null) {
    super(
      pending === null
        ? 'The call was aborted'
        : 'The call was aborted after the write had been sent; ask pending.resolve()',
      {
        code: 'CANCELLED',
        reason: 'ABORTED',
        outcome: pending === null ? 'not_executed' : 'unknown',
        requestId: pending?.requestId ?? null,
        partition: pending?.partition ?? null,
        cause: reason,
      },
    );
    this.pending = pending;
  }
}

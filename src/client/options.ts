import type { ringkv } from '#proto';
import { utf8 } from '../util/bytes.ts';
import { unitMs } from '../util/duration.ts';
import { idempotencyLimits, requestLimits } from '../util/limits.ts';
import { invalidRequest, LimitError } from './errors.ts';
import type { Session } from './session.ts';

/**
 * How fresh a read must be; docs/consistency.md says what each costs and does not give.
 */
export type Consistency =
  /** Sees every operation that completed before it began. */
  | 'linearizable'
  /** The same by the leader's lease where the cluster has leases on, else by asking a quorum. */
  | 'leader_lease'
  /** At least as new as everything that the `session` has seen. */
  | 'session'
  /** At most `maxStaleness` old. */
  | 'bounded_staleness'
  /** Of any age, but a state that the partition once had; also without a quorum. */
  | 'eventual';

/**
 * Which replica answers, of those that the level allows. `nearest` goes by measured round trips; `{ zone }` prefers members
 * of that zone. Where none of the preferred can serve, another one does.
 */
export type ReplicaChoice = 'leader' | 'any' | 'nearest' | { readonly zone: string };

/** Milliseconds, or a number with a unit: `'250ms'`, `'30s'`, `'15m'`, `'2h'`, `'7d'`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

/** What every call takes. */
export interface CallOptions {
  /** Ends the call early with an AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** The call ends by then, whatever happens. Default 2 s, at most a minute. */
  readonly timeoutMs?: number | undefined;
}

/** Of reads and writes. */
export interface OperationOptions extends CallOptions {
  /** Learns what this operation saw or did, and with a read asks to see at least what it has learned. */
  readonly session?: Session | undefined;
}

export interface ReadOptions extends OperationOptions {
  /** Default `linearizable`, with a session `session`. */
  readonly consistency?: Consistency | undefined;
  /** With `bounded_staleness`, and only there. */
  readonly maxStaleness?: Duration | undefined;
  /** Default `leader` for `linearizable`, else `any`. */
  readonly replica?: ReplicaChoice | undefined;
}

export interface WriteOptions extends OperationOptions {
  /**
   * `quorum`, the default: durable on a majority. `all`: and then on every voter; one that is away at the deadline is named by the
   * warning NOT_ALL_REPLICAS of the answer. It makes no read stronger, and is as available as the weakest replica.
   */
  readonly ack?: 'quorum' | 'all' | undefined;
  /** With `all`: instead of the warning a TimeoutError with outcome `executed`. */
  readonly strictAll?: boolean | undefined;
  /**
   * What the business calls this write, such as `order-123`: 1 to 128 bytes. The first write under it in its partition runs;
   * the same one again within an hour, from any process, gets that answer with `replayed`; another one is refused with reason
   * IDEMPOTENCY_KEY_REUSED. Retries of one call need none of it.
   */
  readonly idempotencyKey?: string | Uint8Array | undefined;
}

/**
 * Of a write that is answered when the leader has queued it, which is no acknowledgement: it may be lost, and nobody hears of it.
 * Refused (ACCEPTED_WRITES_OFF) unless the cluster's setting `acceptedWrites` is on. Never repeated by the client.
 */
export interface AcceptedOptions extends CallOptions {
  readonly ack: 'accepted';
}

export interface AcceptedPutOptions extends AcceptedOptions {
  readonly ttl?: Duration | undefined;
}

/** At most one of the two conditions. */
export interface ConditionOptions {
  /** Only if the key does not exist. */
  readonly ifAbsent?: boolean | undefined;
  /** Only if the record's `modRevision` is this. */
  readonly ifRevision?: number | undefined;
}

export interface PutOptions extends WriteOptions, ConditionOptions {
  /** The key expires so long after the write. Default never. */
  readonly ttl?: Duration | undefined;
}

export interface AppendOptions extends WriteOptions {
  /** The key expires so long after the write. Default never. */
  readonly ttl?: Duration | undefined;
}

export interface DeleteOptions extends WriteOptions {
  readonly ifRevision?: number | undefined;
}

export interface IncrementOptions extends WriteOptions {
  /** Refused as `out_of_range` if the counter would get below. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Only when the increment creates the key. */
  readonly ttl?: Duration | undefined;
}

export interface ScanOptions extends ReadOptions {
  /** Ends after so many entries. Default: all. */
  readonly limit?: number | undefined;
  /** Entries per request, at most 1000. `timeoutMs` holds for each request. Default 100. */
  readonly pageSize?: number | undefined;
  /** From the last key to the first. */
  readonly reverse?: boolean | undefined;
  /**
   * A node sends the pages without being asked for each: for scans of many pages, none of which is worth waiting for. The
   * client may then hold 16 pages. With `limit` it has no effect.
   */
  readonly stream?: boolean | undefined;
}

/** Milliseconds from 1 to a year; 0 stands for no expiry. */
export function ttlMs(ttl: Duration | null | undefined): number {
  if (ttl === undefined || ttl === null) return 0;
  const ms = durationMs(ttl);
  if (!(ms >= 1))
    throw invalidRequest(`A ttl of ${ttl} is not positive; leave it out for no expiry`);
  if (ms <= requestLimits.ttlMs) return ms;
  throw new LimitError(
    `A ttl of ${ttl} is longer than a year; leave it out for no expiry`,
    requestLimits.ttlMs,
    ms,
    { code: 'INVALID_ARGUMENT', reason: 'INVALID_REQUEST', outcome: 'not_executed' },
  );
}

/** Whole milliseconds of a duration; throws InvalidRequestError. */
export function durationMs(duration: Duration): number {
  if (typeof duration === 'number') {
    if (Number.isFinite(duration)) return Math.round(duration);
    throw invalidRequest(`${duration} is not a duration`);
  }
  const [, amount, unit] = /^([0-9]+(?:\.[0-9]+)?)(ms|s|m|h|d)$/.exec(duration) ?? [];
  if (amount === undefined || unit === undefined) {
    throw invalidRequest(`"${duration}" is not a duration; write 30s, 15m or milliseconds`);
  }
  return Math.round(Number(amount) * (unitMs[unit] ?? 1));
}

/** Throws InvalidRequestError. */
export function idempotencyKeyOf(options: WriteOptions | undefined): Uint8Array | null {
  const given = options?.idempotencyKey;
  if (given === undefined) return null;
  const key = typeof given === 'string' ? utf8(given) : given;
  const { keyBytes } = idempotencyLimits;
  if (key.length >= 1 && key.length <= keyBytes) return key;
  throw invalidRequest(`idempotencyKey has ${key.length} bytes; 1 to ${keyBytes} are allowed`);
}

export function timeoutOf(options: CallOptions | undefined, defaultMs: number): number {
  const timeoutMs = options?.timeoutMs ?? defaultMs;
  if (!(timeoutMs > 0)) throw invalidRequest(`timeoutMs must be positive, not ${timeoutMs}`);
  return Math.min(timeoutMs, requestLimits.deadlineMs);
}

export function expectationOf(
  options: ConditionOptions | undefined,
): ringkv.v1.IExpectation | null {
  const ifAbsent = options?.ifAbsent;
  const ifRevision = options?.ifRevision;
  if (ifAbsent && ifRevision !== undefined) {
    throw invalidRequest('ifAbsent and ifRevision exclude each other');
  }
  if (ifAbsent) return { absent: true };
  if (ifRevision === undefined) return null;
  if (!Number.isSafeInteger(ifRevision) || ifRevision < 0) {
    throw invalidRequest(`ifRevision must be a revision, not ${ifRevision}`);
  }
  return { revision: ifRevision };
}

/** A whole number up to 2^53 - 1 either way: rounding must not happen unnoticed (R33). */
export function safeInteger(value: number, name: string): number {
  if (Number.isSafeInteger(value)) return value;
  throw invalidRequest(`${name} must be a whole number up to 2^53 - 1, not ${value}`);
}

import { ringkv } from '#proto';
import { requestLimits, sessionLimits } from '../util/limits.ts';
import { type Refusal, refuse } from './errors.ts';
import type { ReadLevel } from './host/operation.ts';

/** A request header after validation: what routing and answering need of it. One per unary call or Pipeline message. */
export interface RequestContext {
  readonly type: 'context';
  readonly requestId: string;
  readonly traceparent: string;
  readonly priority: ringkv.v1.Priority;
  /** 16 bytes or empty. */
  readonly clientId: Uint8Array;
  readonly sequence: number;
  readonly floor: number;
  readonly level: ReadLevel;
  readonly direct: boolean;
  readonly hops: number;
  readonly topologyEpoch: number;
  /** 0 when the header has none. */
  readonly timeoutMs: number;
}

const traceparentForm = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-[\x21-\x7e]{0,64})?$/;

/**
 * R41: every field is checked, also those without a use yet, because a value that is ignored today changes its
 * meaning for that client tomorrow.
 */
export function readHeader(
  header: ringkv.v1.RequestHeader.$Properties | null | undefined,
): RequestContext | Refusal {
  if (header === null || header === undefined) return emptyContext;
  const requestId = header.requestId ?? '';
  const requestIdBytes = Buffer.byteLength(requestId);
  if (requestIdBytes > requestLimits.requestIdBytes) {
    return tooLarge('request_id', requestLimits.requestIdBytes, requestIdBytes, 'INVALID_REQUEST');
  }
  if (header.namespace) {
    return invalid(`namespace must be empty, there are none yet: ${quote(header.namespace)}`);
  }
  const traceparent = header.traceparent ?? '';
  if (traceparent !== '' && !traceparentForm.test(traceparent)) {
    return invalid(`traceparent is not W3C trace context: ${quote(traceparent)}`);
  }
  const level = readLevel(header.consistency ?? 0);
  if (typeof level !== 'string') return level;
  const ack: number = header.ack ?? 0;
  if (ack !== ringkv.v1.WriteAck.WRITE_ACK_UNSPECIFIED && ack !== ringkv.v1.WriteAck.QUORUM) {
    return invalid(`unknown ack ${ack}; known: 1 QUORUM`);
  }
  const priority = header.priority ?? 0;
  if (ringkv.v1.Priority[priority] === undefined) return invalid(`unknown priority ${priority}`);
  const numbers =
    safeCount(header.sequence, 'sequence') ??
    safeCount(header.sequenceFloor, 'sequence_floor') ??
    safeCount(header.topologyEpoch, 'topology_epoch') ??
    safeCount(header.timeoutMs, 'timeout_ms') ??
    safeCount(header.hops, 'hops');
  if (numbers !== null) return numbers;
  const clientId = plainBytes(header.clientId);
  const wrongClient = checkClientId(clientId);
  if (wrongClient !== null) return wrongClient;
  return {
    type: 'context',
    requestId,
    traceparent,
    priority,
    clientId,
    sequence: header.sequence ?? 0,
    floor: header.sequenceFloor ?? 0,
    level,
    direct: header.direct ?? false,
    hops: header.hops ?? 0,
    topologyEpoch: header.topologyEpoch ?? 0,
    timeoutMs: header.timeoutMs ?? 0,
  };
}

const noBytes = new Uint8Array(0);

const emptyContext: RequestContext = {
  type: 'context',
  requestId: '',
  traceparent: '',
  priority: ringkv.v1.Priority.PRIORITY_UNSPECIFIED,
  clientId: noBytes,
  sequence: 0,
  floor: 0,
  level: 'linearizable',
  direct: false,
  hops: 0,
  topologyEpoch: 0,
  timeoutMs: 0,
};

export function readLevel(consistency: number): ReadLevel | Refusal {
  switch (consistency) {
    case ringkv.v1.ReadConsistency.READ_CONSISTENCY_UNSPECIFIED:
    case ringkv.v1.ReadConsistency.LINEARIZABLE:
      return 'linearizable';
    case ringkv.v1.ReadConsistency.EVENTUAL:
      return 'eventual';
    default:
      return invalid(`unknown consistency ${consistency}; known: 1 LINEARIZABLE, 5 EVENTUAL`);
  }
}

export function checkClientId(clientId: Uint8Array): Refusal | null {
  const length = clientId.length;
  if (length === 0 || length === sessionLimits.clientIdBytes) return null;
  return refuse(
    'INVALID_REQUEST',
    `client_id has ${length} bytes, must have ${sessionLimits.clientIdBytes} or none`,
    sessionLimits.clientIdBytes,
    length,
  );
}

export function checkKey(key: Uint8Array): Refusal | null {
  if (key.length === 0) return invalid('the key is empty');
  if (key.length <= requestLimits.keyBytes) return null;
  return tooLarge('the key', requestLimits.keyBytes, key.length, 'KEY_TOO_LARGE');
}

/** A prefix or a key to resume after: may be empty. */
export function checkKeyPart(part: Uint8Array, name: string): Refusal | null {
  if (part.length <= requestLimits.keyBytes) return null;
  return tooLarge(name, requestLimits.keyBytes, part.length, 'KEY_TOO_LARGE');
}

export function checkValue(value: Uint8Array): Refusal | null {
  if (value.length <= requestLimits.valueBytes) return null;
  return tooLarge('the value', requestLimits.valueBytes, value.length, 'VALUE_TOO_LARGE');
}

export function checkTtl(ttlMs: number): Refusal | null {
  const wrong = safeCount(ttlMs, 'ttl_ms');
  if (wrong !== null) return wrong;
  if (ttlMs <= requestLimits.ttlMs) return null;
  return tooLarge('ttl_ms', requestLimits.ttlMs, ttlMs, 'INVALID_REQUEST');
}

export function checkPartition(partition: number, partitions: number): Refusal | null {
  if (Number.isInteger(partition) && partition >= 0 && partition < partitions) return null;
  return refuse(
    'INVALID_REQUEST',
    `there is no partition ${partition}, only 0 to ${partitions - 1}`,
    partitions - 1,
    safeOrZero(partition),
  );
}

/** A non-negative integer of at most 2^53 - 1: beyond it a number would silently be another one. */
export function safeCount(value: number | null | undefined, name: string): Refusal | null {
  if (value === null || value === undefined) return null;
  if (Number.isSafeInteger(value) && value >= 0) return null;
  return refuse(
    'INVALID_REQUEST',
    `${name} must be an integer from 0 to 2^53-1, is ${value}`,
    Number.MAX_SAFE_INTEGER,
    safeOrZero(value),
  );
}

/** R33: magnitudes are checked before any rounding could hide the excess. */
export function checkSigned(value: number, name: string): Refusal | null {
  if (Number.isSafeInteger(value)) return null;
  return refuse(
    'INVALID_REQUEST',
    `${name} must be an integer of at most 2^53-1 in magnitude, is ${value}`,
    Number.MAX_SAFE_INTEGER,
    safeOrZero(Math.abs(value)),
  );
}

export function invalid(message: string): Refusal {
  return refuse('INVALID_REQUEST', message);
}

function tooLarge(
  what: string,
  limit: number,
  actual: number,
  reason: 'KEY_TOO_LARGE' | 'VALUE_TOO_LARGE' | 'INVALID_REQUEST',
): Refusal {
  const unit = what === 'ttl_ms' ? 'ms' : 'bytes';
  return refuse(reason, `${what} has ${actual} ${unit}, the limit is ${limit}`, limit, actual);
}

function safeOrZero(value: number): number {
  return Number.isFinite(value) && value >= 0 ? Math.min(value, Number.MAX_SAFE_INTEGER) : 0;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}...` : text);
}

/** A key for an error message: bytes that do not print are shown as such, and long keys are cut. */
export function quoteKey(key: Uint8Array): string {
  const shown = Buffer.from(key.buffer, key.byteOffset, Math.min(key.length, 64));
  const printable = shown.toString('latin1').replace(/[^\x20-\x7e]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `'${printable}${key.length > shown.length ? '...' : ''}'`;
}

/**
 * Decoded `bytes` fields are Buffers, whose `slice` is a view where everybody else's is a copy. Inside the node all
 * bytes are plain Uint8Arrays.
 */
export function plainBytes(bytes: Uint8Array | null | undefined): Uint8Array {
  if (bytes === null || bytes === undefined || bytes.length === 0) return noBytes;
  return Buffer.isBuffer(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    : bytes;
}

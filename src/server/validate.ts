import { idempotencyLimits, requestLimits, sessionLimits } from '../util/limits.ts';
import { type Refusal, refuse } from './errors.ts';

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

/** Empty for none. */
export function checkIdempotencyKey(key: Uint8Array): Refusal | null {
  const limit = idempotencyLimits.keyBytes;
  if (key.length <= limit) return null;
  return tooLarge('idempotency_key', limit, key.length, 'INVALID_REQUEST');
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

export function tooLarge(
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

export function quote(text: string): string {
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

const noBytes = new Uint8Array(0);

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

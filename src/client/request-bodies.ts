import type { ringkv } from '#proto';
import { requestLimits } from '../util/limits.ts';
import type { Codec } from './codec.ts';
import { LimitError } from './errors.ts';
import {
  type AppendOptions,
  type Duration,
  type IncrementOptions,
  safeInteger,
  ttlMs,
} from './options.ts';

/** What operations say on the wire, the same alone and inside a transaction. Throw InvalidRequestError, LimitError. */

export function putBody(
  key: Uint8Array,
  value: Uint8Array,
  ttl: Duration | undefined,
): ringkv.v1.PutRequest.$Properties {
  return { key, value, ttlMs: ttlMs(ttl) };
}

export function appendBody(
  prefix: Uint8Array,
  value: Uint8Array,
  options: Pick<AppendOptions, 'ttl'> | undefined,
): ringkv.v1.AppendRequest.$Properties {
  return { prefix, value, ttlMs: ttlMs(options?.ttl) };
}

export function touchBody(
  key: Uint8Array,
  ttl: Duration | null,
): ringkv.v1.TouchRequest.$Properties {
  return { key, ttlMs: ttlMs(ttl) };
}

export function incrementBody(
  key: Uint8Array,
  delta: number,
  options: Pick<IncrementOptions, 'min' | 'max' | 'ttl'> | undefined,
): ringkv.v1.IncrementRequest.$Properties {
  const { min, max, ttl } = options ?? {};
  return {
    key,
    delta: safeInteger(delta, 'delta'),
    ...(min !== undefined && { min: safeInteger(min, 'min') }),
    ...(max !== undefined && { max: safeInteger(max, 'max') }),
    ttlMs: ttlMs(ttl),
  };
}

/** The stored form of a value, within its limit; ValidationError when the codec does not take it. */
export function encodeValue<In>(
  codec: Codec<unknown, In>,
  value: In,
): Uint8Array | Promise<Uint8Array> {
  const encoded = codec.encode(value);
  return encoded instanceof Promise ? encoded.then(withinLimit) : withinLimit(encoded);
}

function withinLimit(value: Uint8Array): Uint8Array {
  if (value.length <= requestLimits.valueBytes) return value;
  throw new LimitError(
    `The value has ${value.length} bytes, ${requestLimits.valueBytes} are allowed`,
    requestLimits.valueBytes,
    value.length,
    { code: 'INVALID_ARGUMENT', reason: 'VALUE_TOO_LARGE', outcome: 'not_executed' },
  );
}

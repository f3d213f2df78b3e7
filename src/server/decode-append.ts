import type { ringkv } from '#proto';
import { routingPart } from '../ring/index.ts';
import type { CommandBody } from '../storage/index.ts';
import { appendSuffixBytes } from '../util/append-key.ts';
import { requestLimits } from '../util/limits.ts';
import { type Refusal, refuse } from './errors.ts';
import { checkTtl, checkValue, plainBytes, quoteKey, tooLarge } from './validate.ts';

type Append = Extract<CommandBody, { kind: 'append' }>;

/** An append whose keys lie where its prefix does (R26), and are no longer than a key may be. */
export function decodeAppend(request: ringkv.v1.AppendRequest.$Properties): Append | Refusal {
  const prefix = plainBytes(request.prefix);
  const value = plainBytes(request.value);
  const ttlMs = request.ttlMs ?? 0;
  const wrong = checkPrefix(prefix) ?? checkValue(value) ?? checkTtl(ttlMs);
  return wrong ?? { kind: 'append', prefix, value, ttlMs };
}

function checkPrefix(prefix: Uint8Array): Refusal | null {
  const keyBytes = prefix.length + appendSuffixBytes;
  if (keyBytes > requestLimits.keyBytes) {
    return tooLarge('the appended key', requestLimits.keyBytes, keyBytes, 'KEY_TOO_LARGE');
  }
  // Without braces the whole key routes, and with it the suffix that nobody knows yet.
  if (routingPart(prefix).length < prefix.length) return null;
  return refuse(
    'PREFIX_NOT_ROUTED',
    `the prefix ${quoteKey(prefix)} has no text in braces: write {name}/ so that all its keys are in one partition`,
  );
}

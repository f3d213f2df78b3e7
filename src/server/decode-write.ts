import type { ringkv } from '#proto';
import type { CommandBody, Expectation } from '../storage/index.ts';
import { expectAny } from '../storage/index.ts';
import type { Refusal } from './errors.ts';
import {
  checkKey,
  checkSigned,
  checkTtl,
  checkValue,
  invalid,
  plainBytes,
  safeCount,
} from './validate.ts';

/** The writes of one key: operations of their own, or of a transaction. */
export type WriteBody = Extract<CommandBody, { kind: 'put' | 'delete' | 'increment' | 'touch' }>;

/** The oneof fields that hold them. */
export type WriteFields = Pick<
  ringkv.v1.Operation.$Properties,
  'put' | 'delete' | 'increment' | 'touch'
>;

/** The write under a valid key, or what is wrong with it. */
export function decodeWriteBody(wire: WriteFields): WriteBody | Refusal {
  const request = wire.put ?? wire.delete ?? wire.increment ?? wire.touch;
  if (!request) return invalid('the operation names no request that this version knows');
  const key = plainBytes(request.key);
  const wrong = checkKey(key);
  if (wrong !== null) return wrong;
  if (wire.put) return decodePut(wire.put, key);
  if (wire.increment) return decodeIncrement(wire.increment, key);
  if (wire.touch) {
    const ttlMs = wire.touch.ttlMs ?? 0;
    return checkTtl(ttlMs) ?? { kind: 'touch', key, ttlMs };
  }
  const expect = readExpectation(wire.delete?.expect);
  return expect.type === 'refused' ? expect : { kind: 'delete', key, expect };
}

function decodePut(put: ringkv.v1.PutRequest.$Properties, key: Uint8Array): WriteBody | Refusal {
  const value = plainBytes(put.value);
  const ttlMs = put.ttlMs ?? 0;
  const wrong = checkValue(value) ?? checkTtl(ttlMs);
  if (wrong !== null) return wrong;
  const expect = readExpectation(put.expect);
  return expect.type === 'refused' ? expect : { kind: 'put', key, value, ttlMs, expect };
}

function decodeIncrement(
  increment: ringkv.v1.IncrementRequest.$Properties,
  key: Uint8Array,
): WriteBody | Refusal {
  // -0 would print as 0 and compare as 0, but encode as negative.
  const delta = (increment.delta ?? 0) + 0;
  const min = increment.min ?? null;
  const max = increment.max ?? null;
  const ttlMs = increment.ttlMs ?? 0;
  const wrong =
    checkSigned(delta, 'delta') ??
    (min === null ? null : checkSigned(min, 'min')) ??
    (max === null ? null : checkSigned(max, 'max')) ??
    checkTtl(ttlMs);
  if (wrong !== null) return wrong;
  if (min !== null && max !== null && min > max) return invalid(`min ${min} is above max ${max}`);
  return { kind: 'increment', key, delta, min, max, ttlMs };
}

function readExpectation(
  expect: ringkv.v1.Expectation.$Properties | null | undefined,
): Expectation | Refusal {
  if (!expect) return expectAny;
  const hasAbsent = expect.absent !== null && expect.absent !== undefined;
  const hasRevision = expect.revision !== null && expect.revision !== undefined;
  if (hasAbsent && hasRevision) return invalid('an expectation has at most one condition');
  if (hasAbsent) {
    return expect.absent
      ? { type: 'absent' }
      : invalid('the expectation absent = false is not defined; expect a revision');
  }
  if (!hasRevision) return expectAny;
  const revision = expect.revision ?? 0;
  const wrong = safeCount(revision, 'the expected revision');
  if (wrong !== null) return wrong;
  if (revision === 0) return invalid('no record has revision 0; expect absent instead');
  return { type: 'revision', revision };
}

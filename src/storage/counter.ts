import { utf8 } from '../util/bytes.ts';

/** Longer texts are not counters; more than the 16 digits of 2^53 - 1 can only be leading zeros. */
const MAX_TEXT_BYTES = 32;
const ZERO = 0x30;
const MINUS = 0x2d;

/**
 * The counter that a value holds as ASCII decimal (R33), or null: empty, other characters, or beyond +-(2^53 - 1).
 * Digits are added up only while exact, so nothing is rounded before it is checked.
 */
export function parseCounter(value: Uint8Array): number | null {
  const negative = value[0] === MINUS;
  const first = negative ? 1 : 0;
  if (value.length === first || value.length > MAX_TEXT_BYTES) return null;
  let magnitude = 0;
  for (let i = first; i < value.length; i++) {
    const digit = (value[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return null;
    // Beyond 2^53 the product may be rounded, but never down to a safe integer.
    magnitude = magnitude * 10 + digit;
    if (magnitude > Number.MAX_SAFE_INTEGER) return null;
  }
  return negative && magnitude !== 0 ? -magnitude : magnitude;
}

export function formatCounter(counter: number): Uint8Array {
  return utf8(String(counter));
}

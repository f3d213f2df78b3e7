import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionOf } from '../../src/ring/index.ts';
import { decodeAppend } from '../../src/server/decode-append.ts';
import { appendedKey } from '../../src/util/append-key.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { loadHash } from '../../src/util/hash.ts';
import { requestLimits } from '../../src/util/limits.ts';

const hash = await loadHash();

describe('an append', () => {
  it('has its key where its prefix is, whatever the prefix, or is refused', () => {
    const text = fc.string({ unit: fc.constantFrom('{', '}', 'a', '/', '0'), maxLength: 8 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 2 ** 40 }), (prefix, revision) => {
        const decoded = decodeAppend({ prefix: utf8(prefix) });
        if ('type' in decoded) {
          expect(decoded).toMatchObject({ reason: 'PREFIX_NOT_ROUTED' });
          expect(prefix).not.toMatch(/^[^{]*\{[^}]+\}/);
          return;
        }
        const key = appendedKey(decoded.prefix, revision);
        expect(partitionOf(key, 4_096, hash)).toBe(partitionOf(decoded.prefix, 4_096, hash));
      }),
      { numRuns: 500 },
    );
  });

  it('is measured with its suffix', () => {
    const { keyBytes } = requestLimits;
    const prefix = (length: number): Uint8Array => utf8(`{q}${'x'.repeat(length - 3)}`);
    expect(decodeAppend({ prefix: prefix(keyBytes - 16) })).toMatchObject({ kind: 'append' });
    expect(decodeAppend({ prefix: prefix(keyBytes - 15) })).toMatchObject({
      reason: 'KEY_TOO_LARGE',
      limit: keyBytes,
      actual: keyBytes + 1,
    });
  });

  it.each([
    [
      'a value above its limit',
      { value: new Uint8Array(requestLimits.valueBytes + 1) },
      'VALUE_TOO_LARGE',
    ],
    ['a time to live above its limit', { ttlMs: requestLimits.ttlMs + 1 }, 'INVALID_REQUEST'],
  ])('is refused for %s', (_what, fields, reason) => {
    expect(decodeAppend({ prefix: utf8('{q}'), ...fields })).toMatchObject({ reason });
  });
});

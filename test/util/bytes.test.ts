import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ByteReader,
  ByteWriter,
  compareBytes,
  fromHex,
  hex,
  MalformedBytesError,
} from '../../src/util/bytes.ts';

const count = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('bytes', () => {
  it('are read back as they were written, in any order of kinds', () => {
    const item = fc.oneof(
      fc.record({ kind: fc.constant('varint' as const), value: count }),
      fc.record({ kind: fc.constant('u64' as const), value: count }),
      fc.record({
        kind: fc.constant('u32' as const),
        value: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      }),
      fc.record({ kind: fc.constant('u8' as const), value: fc.integer({ min: 0, max: 255 }) }),
      fc.record({ kind: fc.constant('signed' as const), value: fc.maxSafeInteger() }),
      fc.record({ kind: fc.constant('bytes' as const), value: fc.uint8Array() }),
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const writer = new ByteWriter(1);
        for (const { kind, value } of items) {
          if (kind === 'bytes') writer.bytes(value);
          else writer[kind](value);
        }
        const reader = new ByteReader(writer.finish());
        for (const { kind, value } of items) expect(reader[kind]()).toEqual(value);
        expect(reader.remaining).toBe(0);
      }),
    );
  });

  it('that end early or hold a number past 2^53 are malformed, never wrong', () => {
    const bytes = new ByteWriter().varint(300).bytes(new Uint8Array(10)).finish();
    for (let end = 0; end < bytes.length; end++) {
      const reader = new ByteReader(bytes, 0, end);
      expect(() => [reader.varint(), reader.bytes()]).toThrow(MalformedBytesError);
    }
    expect(() => new ByteReader(new Uint8Array(9).fill(0xff)).varint()).toThrow(
      MalformedBytesError,
    );
    expect(() => new ByteReader(new Uint8Array(8).fill(0xff)).u64()).toThrow(MalformedBytesError);
  });

  it('compare as unsigned numbers, shorter first', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(Buffer.compare(a, b)));
      }),
    );
  });

  it('go through hexadecimal and back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(hex(bytes))).toEqual(bytes);
      }),
    );
  });
});

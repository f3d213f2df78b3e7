import { crc32 as referenceCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter, utf8 } from '../../src/util/bytes.ts';
import { crc32, crc32Concat, hash53, maskedCrc32 } from '../../src/util/hash.ts';

describe('checksums', () => {
  it('of two parts make that of the whole', () => {
    const parts = fc.tuple(
      fc.uint8Array({ maxLength: 3_000 }),
      fc.uint8Array({ maxLength: 3_000 }),
    );
    fc.assert(
      fc.property(parts, ([first, second]) => {
        const joined = crc32Concat(crc32(first), crc32(second), second.length);
        expect(joined).toBe(referenceCrc32(Buffer.concat([first, second])));
      }),
    );
  });

  it('go on over nothing, also over an empty array whose buffer somebody has asked for', () => {
    const nothing = new Uint8Array(0);
    expect(crc32(nothing, 5)).toBe(5);
    expect(nothing.buffer.byteLength).toBe(0);
    expect(crc32(nothing, 5)).toBe(5);
  });

  it('of large parts, too', () => {
    const second = new Uint8Array(5 << 20).fill(7);
    const joined = crc32Concat(crc32(utf8('first')), crc32(second), second.length);
    expect(joined).toBe(crc32(second, crc32(utf8('first'))));
  });

  it('are masked where another one covers them, which else would not see what they are of', () => {
    const withItsChecksum = (text: string, mask: (crc: number) => number): number => {
      const bytes = utf8(text);
      return crc32(
        new ByteWriter()
          .raw(bytes)
          .u32(mask(crc32(bytes)))
          .finish(),
      );
    };
    const plain = ['old', 'new'].map((text) => withItsChecksum(text, (crc) => crc));
    const masked = ['old', 'new'].map((text) => withItsChecksum(text, maskedCrc32));
    expect(plain[0]).toBe(plain[1]);
    expect(masked[0]).not.toBe(masked[1]);
  });
});

describe('53 bits of any bytes', () => {
  it.each([
    ['', 3_338_908_027_751_811],
    ['a', 7_929_297_801_672_961],
    ['b', 8_684_336_938_537_663],
    ['revenge', 4_051_478_007_546_757],
    ['revenue', 8_309_097_637_345_594],
  ])('of %j are those of cyrb53: rows hold them, so they never change', (text, expected) => {
    expect(hash53(utf8(text))).toBe(expected);
  });
});

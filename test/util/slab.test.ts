import { describe, expect, it } from 'vitest';
import { Slab } from '../../src/util/slab.ts';

describe('a slab', () => {
  it('gives every piece bytes that no other piece has, whatever their sizes', () => {
    const slab = new Slab();
    const sizes = [0, 1, 300, 8_192, 8_193, 65_536, 300_000];
    const pieces = Array.from({ length: 2_000 }, (_, i) =>
      slab.take(sizes[i % (i < 100 ? 7 : 4)] ?? 0).fill(i % 251),
    );
    pieces.forEach((piece, i) => {
      expect(piece.every((byte) => byte === i % 251)).toBe(true);
    });
  });

  it('copies bytes into memory of their own', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const copy = new Slab().copyOf(bytes);
    bytes[0] = 9;
    expect(copy).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('writes text as UTF-8, each beside the others', () => {
    const slab = new Slab();
    const texts = ['', 'key', 'Schlüssel', '鍵', '🔑', 'x'.repeat(2_730), 'ü'.repeat(5_000)];
    const all = Array.from({ length: 50 }, () => texts).flat();
    const written = all.map((text) => slab.utf8(text));
    written.forEach((bytes, i) => {
      expect(bytes).toEqual(new TextEncoder().encode(all[i]));
    });
  });
});

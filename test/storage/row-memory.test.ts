import { expect, it } from 'vitest';
import { RowMemory } from '../../src/storage/row-memory.ts';

it('gives every row bytes that no other row has, whatever their sizes', () => {
  const memory = new RowMemory();
  const sizes = [0, 1, 300, 8_192, 8_193, 65_536, 300_000];
  const rows = Array.from({ length: 2_000 }, (_, i) => {
    const row = memory.take(sizes[i % (i < 100 ? 7 : 4)] ?? 0);
    row.fill(i % 251);
    return row;
  });
  rows.forEach((row, i) => {
    expect(row.every((byte) => byte === i % 251)).toBe(true);
  });
});

it('copies a row into memory of its own', () => {
  const memory = new RowMemory();
  const row = Uint8Array.of(1, 2, 3);
  const copy = memory.copyOf(row);
  row[0] = 9;
  expect(copy).toEqual(Uint8Array.of(1, 2, 3));
});

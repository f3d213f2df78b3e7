import { describe, expect, it } from 'vitest';
import { Layer } from '../../src/storage/overlay.ts';
import { RowCache } from '../../src/storage/row-cache.ts';
import { RowSpace } from '../../src/storage/row-keys.ts';

const records = new RowSpace(1, 1, 'record');
const row = (byte: number): Uint8Array => new Uint8Array(100).fill(byte);

describe('rows that the engine has, in memory', () => {
  it('are what was flushed last, also that there is none', () => {
    const cache = new RowCache(100_000);
    cache.flushed([
      layerOf([
        ['a', row(1)],
        ['b', row(1)],
      ]),
      layerOf([
        ['a', row(2)],
        ['b', null],
      ]),
    ]);
    expect(cache.get(records, 'a')).toEqual(row(2));
    expect(cache.get(records, 'b')).toBeNull();
    expect(cache.get(records, 'c')).toBeUndefined();
  });

  it('are those of records alone, and of no generation that is dead', () => {
    const cache = new RowCache(100_000);
    const meta = new RowSpace(1, 1, 'meta');
    const dead = new RowSpace(1, 1, 'record');
    dead.dead = true;
    const layer = layerOf([['a', row(1)]]);
    layer.set(meta, '', row(2));
    layer.set(dead, 'a', row(3));
    cache.flushed([layer]);
    expect(cache.get(meta, '')).toBeUndefined();
    expect(cache.get(dead, 'a')).toBeUndefined();
    expect(cache.get(records, 'a')).toEqual(row(1));
  });

  it('stay while they are asked for, and go when others have filled the limit', () => {
    const cache = new RowCache(2_000);
    cache.set(records, 'asked', row(1));
    cache.set(records, 'forgotten', row(2));
    for (let i = 0; i < 20; i++) {
      cache.set(records, `other-${i}`, row(3));
      expect(cache.get(records, 'asked')).toEqual(row(1));
    }
    expect(cache.get(records, 'forgotten')).toBeUndefined();
  });

  it('are never more than the limit allows, whatever is asked for', () => {
    const cache = new RowCache(10_000);
    for (let i = 0; i < 1_000; i++) cache.set(records, `k${i}`, i % 2 === 0 ? row(1) : null);
    let kept = 0;
    for (let i = 0; i < 1_000; i++) if (cache.get(records, `k${i}`) !== undefined) kept++;
    expect(kept).toBeGreaterThan(20);
    expect(kept).toBeLessThan(110);
  });

  it('are forgotten when the engine is opened anew', () => {
    const cache = new RowCache(10_000);
    cache.set(records, 'a', row(1));
    cache.clear();
    expect(cache.get(records, 'a')).toBeUndefined();
  });
});

function layerOf(rows: readonly (readonly [string, Uint8Array | null])[]): Layer {
  const layer = new Layer();
  for (const [key, value] of rows) layer.set(records, key, value);
  return layer;
}

import { describe, expect, it } from 'vitest';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { RowCache } from '../../src/storage/row-cache.ts';
import { RowSpace } from '../../src/storage/row-keys.ts';
import { RowStore } from '../../src/storage/row-store.ts';
import { CorruptionError } from '../../src/storage/storage-errors.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { engineWith } from './seams.ts';

const records = new RowSpace(1, 1, 'record');
const row = (byte: number): Uint8Array => new Uint8Array(100).fill(byte);

describe('rows of records in use', () => {
  it('are what was written last, also that there is none', () => {
    const cache = new RowCache(100_000);
    cache.set(records, 'a', row(1));
    cache.set(records, 'b', row(1));
    cache.set(records, 'a', row(2));
    cache.set(records, 'b', null);
    expect(cache.get(records, 'a')).toEqual(row(2));
    expect(cache.get(records, 'b')).toBeNull();
    expect(cache.get(records, 'c')).toBeUndefined();
  });

  it('belong to one generation', () => {
    const cache = new RowCache(100_000);
    cache.set(records, 'a', row(1));
    expect(cache.get(new RowSpace(1, 2, 'record'), 'a')).toBeUndefined();
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

describe('a record', () => {
  it('is asked of the engine once, also when there is none, and verified then', () => {
    const engine = new MemoryEngine();
    let asked = 0;
    const counting = engineWith(engine, undefined, (key) => {
      asked++;
      return engine.get(key);
    });
    const rows = new RowStore(counting, 10_000);
    const find = (key: string): Uint8Array | null =>
      rows.record(records, key, utf8(key), 'a record of the test');
    expect([find('none'), find('none')]).toEqual([null, null]);
    rows.set(records, 'written', row(1));
    expect(find('written')).toEqual(row(1));
    expect(asked).toBe(1);
    engine.write([{ key: records.key('bad'), value: row(1) }], () => {});
    engine.pumpAll();
    expect(() => find('bad')).toThrow(CorruptionError);
    expect(() => find('bad')).toThrow(CorruptionError);
  });
});

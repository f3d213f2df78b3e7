import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileClasses, flip } from '../../jepsen-lite/disk/bit-flips.ts';
import { tableRows } from '../../jepsen-lite/disk/ldb-tables.ts';
import { bitOfARecord } from '../../jepsen-lite/disk/row-bits.ts';
import { decompress } from '../../jepsen-lite/disk/snappy.ts';
import { Random } from '../../jepsen-lite/random.ts';
import type { Engine, EngineOp, EngineRow } from '../../src/storage/engine.ts';
import { openLevelEngine } from '../../src/storage/leveldb-engine.ts';
import { bytesOf, RowSpace } from '../../src/storage/row-keys.ts';
import { hex } from '../../src/util/bytes.ts';

let dataDir = '';

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringkv-rows-'));
  mkdirSync(join(dataDir, 'db'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function onDatabase<T>(use: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openLevelEngine(join(dataDir, 'db'));
  const result = await use(engine);
  await new Promise<void>((resolve) => engine.close(() => resolve()));
  return result;
}

function write(engine: Engine, rows: readonly EngineOp[]): Promise<void> {
  return new Promise((resolve) => engine.write(rows, () => resolve()));
}

function all(): Promise<readonly EngineRow[]> {
  return onDatabase((engine) => {
    const view = engine.snapshot();
    const iterator = view.iterate({ from: new Uint8Array(), to: null });
    return new Promise((resolve) => {
      iterator.next(100_000, (_, rows) => {
        iterator.close();
        view.close();
        resolve(rows);
      });
    });
  });
}

const records = new RowSpace(3, 1, 'record');
const others = new RowSpace(3, 1, 'session');

/** Rows of which LevelDB compresses much, or nothing: `noise` bytes of each value are random, as its checksum is. */
async function fill(noise: number): Promise<void> {
  const random = new Random(7);
  const rows = Array.from({ length: 800 }, (_, i) => {
    const name = `key-${`${i}`.padStart(4, '0')}`;
    const body = Array.from({ length: noise }, () => random.between(0, 255));
    const value = Uint8Array.from([...bytesOf('a value as they come, '.repeat(2)), ...body]);
    return { key: (i % 4 === 0 ? others : records).key(name), value };
  });
  await onDatabase((engine) => write(engine, rows));
  // Newer versions of some, in a table of their own; others are gone.
  const newer = rows.slice(600).map(({ key, value }, i) => {
    return { key, value: i % 5 === 0 ? null : value.slice(1) };
  });
  await onDatabase((engine) => write(engine, newer));
  await onDatabase(async () => {});
}

describe('the tables of a database', () => {
  it.each([4, 300])('are read as LevelDB reads them, with %i bytes of noise', async (noise) => {
    await fill(noise);
    const newest = new Map<string, string | null>();
    const rows = tableRows(join(dataDir, 'db')).sort((a, b) => Number(a.sequence - b.sequence));
    for (const { key, hasValue, block, from, to } of rows) {
      newest.set(hex(key), hasValue ? hex(block.bytes.slice(from, to)) : null);
    }
    const found = new Map([...newest].filter(([, value]) => value !== null));
    expect(found).toEqual(new Map((await all()).map(({ key, value }) => [hex(key), hex(value)])));
    expect(new Set(rows.map(({ block }) => block.isCompressed))).toEqual(new Set([noise < 10]));
  });
});

describe('a bit of a record', () => {
  it.each([4, 300])(
    'changes that value and nothing else, with %i bytes of noise',
    async (noise) => {
      await fill(noise);
      const before = await all();
      const touched = new Set<string>();
      for (let seed = 1; seed <= 25; seed++) {
        const bit = bitOfARecord(dataDir, new Random(seed));
        if (bit === null) throw new Error(`seed ${seed} finds nothing`);
        flip(bit);
        const after = await all();
        // Opening it has made no other table, so that the bit can be put back.
        expect(existsSync(bit.path)).toBe(true);
        flip(bit);
        expect(after.map(({ key }) => hex(key))).toEqual(before.map(({ key }) => hex(key)));
        const changed = after.filter(
          ({ value }, i) => hex(value) !== hex(before[i]?.value ?? value),
        );
        expect(changed).toHaveLength(1);
        expect(changed[0]?.key[8]).toBe(0x72);
        touched.add(hex(changed[0]?.key ?? new Uint8Array()));
      }
      expect(touched.size).toBeGreaterThan(10);
    },
    60_000,
  );

  it('is not there where nothing lies in tables', async () => {
    const row = { key: records.key('a'), value: Uint8Array.of(1, 2, 3, 4, 5) };
    await onDatabase((engine) => write(engine, [row]));
    const db = fileClasses.find(({ name }) => name === 'db');
    expect(db?.choose(dataDir, new Random(1))).toBe(null);
  });
});

describe('snappy', () => {
  it('refuses what it cannot have written', () => {
    // Three bytes, and a copy of them; then with a length, a distance or an end that does not fit.
    const good = Uint8Array.of(6, 2 << 2, 1, 2, 3, ((3 - 1) << 2) | 2, 3, 0);
    expect(decompress(good)?.bytes).toEqual(Uint8Array.of(1, 2, 3, 1, 2, 3));
    expect([...(decompress(good)?.from ?? [])]).toEqual([2, 3, 4, -1, -1, -1]);
    const changes = [
      [0, 7],
      [0, 5],
      [6, 4],
      [6, 0],
      [1, 9 << 2],
    ] as const;
    for (const [at, byte] of changes) {
      const bad = Uint8Array.from(good);
      bad[at] = byte;
      expect(decompress(bad), `${at}`).toBe(null);
    }
    expect(decompress(good.subarray(0, 4))).toBe(null);
    expect(decompress(new Uint8Array())).toBe(null);
  });
});

/**
 * What a row costs that is made, kept and looked up, in microseconds of CPU of the whole process, so with what it costs to
 * be collected. `npm run bench:rows`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openLevelDatabase } from '../../src/storage/index.ts';
import { RowCache } from '../../src/storage/row-cache.ts';
import { RowSpace, text } from '../../src/storage/row-keys.ts';
import { at } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { Slab } from '../../src/util/slab.ts';

const ROW_BYTES = 300;
const ROWS = 10_000;
const TIMES = 200_000;

const row = new Uint8Array(ROW_BYTES).map((_, i) => i);
const keys = Array.from({ length: ROWS }, (_, i) => text(utf8(`bench/key-${i}`)));
const space = new RowSpace(1, 1, 'record');

/** Each makes or finds row `i`; what it answers is kept in the place of an older one, as apply does it. */
function microseconds(of: (i: number) => Uint8Array | null | undefined): number {
  const kept: unknown[] = Array.from({ length: ROWS });
  const run = (times: number): void => {
    // Jumps about: keys in the order of their numbers would be in the order of LevelDB's tables, too.
    for (let n = 0; n < times; n++) kept[(n * 7_919) % ROWS] = of((n * 7_919) % ROWS);
  };
  run(TIMES / 4);
  const before = process.cpuUsage();
  run(TIMES);
  const { user, system } = process.cpuUsage(before);
  return Number(((user + system) / TIMES).toFixed(2));
}

async function written(engine: Engine): Promise<void> {
  const ops = keys.map((key) => ({ key: space.key(key), value: row }));
  await new Promise<void>((resolve, reject) => {
    engine.write(Object.assign(ops, { length: ops.length }), (error) =>
      error === null ? resolve() : reject(error),
    );
  });
}

async function main(): Promise<void> {
  const path = mkdtempSync(join(tmpdir(), 'ringkv-rows-'));
  const engine = await openLevelDatabase(path);
  try {
    const memory = new Slab();
    const cache = new RowCache(64 * ROWS * ROW_BYTES);
    for (const key of keys) cache.set(space, key, row);
    const find = (i: number): Uint8Array | undefined => engine.get(space.key(at(keys, i, 'key')));
    const stages: Record<string, number> = {
      'make a row in memory of its own': microseconds(() => row.slice()),
      'make a row in a piece of a slab': microseconds(() => memory.copyOf(row)),
      'find a row in the row cache': microseconds((i) => cache.get(space, at(keys, i, 'key'))),
    };
    await written(engine);
    stages['find a row in a memory table of LevelDB'] = microseconds(find);
    await new Promise<void>((resolve) => engine.compact(space.range('', null), () => resolve()));
    stages['find a row in a table file of LevelDB'] = microseconds(find);
    console.table(Object.entries(stages).map(([stage, cpu]) => ({ stage, microseconds: cpu })));
  } finally {
    await new Promise<void>((resolve) => engine.close(() => resolve()));
    rmSync(path, { recursive: true });
  }
}

await main();

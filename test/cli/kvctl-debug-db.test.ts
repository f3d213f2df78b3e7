import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/storage/engine.ts';
import { openLevelEngine } from '../../src/storage/leveldb-engine.ts';
import { Store } from '../../src/storage/store.ts';
import { present } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { conf, entryOf, put, smallOptions } from '../storage/store-harness.ts';
import { directory, entries, flush, start, write } from '../storage/wal-world.ts';
import { kvctl } from './kvctl-fixture.ts';

let dataDir = '';

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ringkv-debug-db-'));
  fs.mkdirSync(path.join(dataDir, 'wal'));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

/** The store of a node on that directory, until `use` is done. */
async function onStore(use: (store: Store, engine: Engine) => void): Promise<void> {
  const engine = await openLevelEngine(path.join(dataDir, 'db'));
  const hooks = {
    flushed: () => {},
    fatal: (error: Error) => {
      throw error;
    },
    outOfSpace: () => {},
  };
  const store = await new Promise<Store | null>((resolve) => {
    Store.open(engine, smallOptions, hooks, (_, opened) => resolve(opened));
  });
  use(present(store, 'store'), engine);
  await new Promise<void>((resolve) => store?.flushNow(() => resolve()));
  await new Promise<void>((resolve) => engine.close(() => resolve()));
}

/** Group 3 has lost its state at index 2; group 4 is well. */
async function lost(): Promise<void> {
  await onStore((store) => {
    const partition = store.createPartition(3, conf);
    partition.apply(entryOf(1, 100, [put('a', '1')]));
    partition.apply(entryOf(2, 110, [put('b', '2', 500)]));
    store.createPartition(4, conf).apply(entryOf(1, 100, [put('z', '26')]));
  });
  await onStore((store) => store.replaceDamaged(3, conf));
}

/** The log of group 3 holds these entries. */
function withLog(first: number, last: number): void {
  const life = start();
  life.wal.createGroup(3, 7, conf);
  life.wal.append(3, write(1, { entries: entries(1, last, 1) }));
  flush(life);
  if (first > 1) {
    life.wal.purge(new Map([[3, first - 1]]), () => {});
    life.disk.run();
  }
  for (const name of life.disk.list(directory)) {
    fs.writeFileSync(path.join(dataDir, 'wal', name), life.disk.readAll(`${directory}/${name}`));
  }
}

describe('kvctl debug db', () => {
  it('lists the generations of each group, and which were set aside', async () => {
    await lost();
    const { code, out, err } = await kvctl(['debug', 'db', dataDir]);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n').map((line) => line.trimEnd().replace(/ {2,}/g, ' | ').trim())).toEqual([
      'GROUP | GENERATION | IS | INDEX | ROWS | BYTES | ROWS ARE',
      expect.stringMatching(/^(\| )?3 \| 1 \| set aside \| 2 \| 5 \| \d+ \| whole$/),
      expect.stringMatching(/^(\| )?3 \| 2 \| live \| 0 \| 1 \| \d+ \| whole$/),
      expect.stringMatching(/^(\| )?4 \| 1 \| live \| 1 \| 3 \| \d+ \| whole$/),
      '',
      'groups with rows that were set aside: 3; --restore GROUP makes them live again',
      '',
    ]);
  });

  it('says it in JSON, too, and names damage', async () => {
    await lost();
    await onStore((_, engine) => {
      const key = Uint8Array.of(0, 0, 0, 3, 0, 0, 0, 1, 0x72, 0x61);
      const row = Uint8Array.from(engine.get(key) ?? []);
      row[0] = (row[0] ?? 0) ^ 1;
      engine.write([{ key, value: row }], () => {});
    });
    const { code, out } = await kvctl(['debug', 'db', path.join(dataDir, 'db'), '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      groups: [
        {
          group: 3,
          generations: [
            {
              generation: 1,
              role: 'aside',
              appliedIndex: 2,
              rows: 5,
              problem: 'record of group 3 generation 1 is corrupt at key 61',
            },
            { generation: 2, role: 'live', appliedIndex: 0, rows: 1, problem: null },
          ],
        },
        { group: 4, generations: [{ generation: 1, role: 'live', problem: null }] },
      ],
    });
  });

  it('restores what was set aside, once', async () => {
    await lost();
    withLog(1, 5);
    const { code, out, err } = await kvctl(['debug', 'db', dataDir, '--restore', '3']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      'generation 1 of group 3 is live again, as it was at index 2\n' +
        'its log goes on to index 5: the next start applies what is committed of that\n',
    );
    await onStore((store) => {
      expect(store.partition(3).appliedIndex).toBe(2);
      expect(store.partition(3).get(utf8('b'))?.value).toEqual(utf8('2'));
      expect(store.setAside(3)).toBe(null);
    });
    const again = await kvctl(['debug', 'db', dataDir, '--restore', '3']);
    expect([again.code, again.out]).toEqual([1, '']);
    expect(again.err).toBe('group 3 has no generation that was set aside; nothing was changed\n');
    expect((await kvctl(['debug', 'db', dataDir])).out).toMatch(/\nnothing is set aside\n$/);
  });

  it('says when the log above it was purged', async () => {
    await lost();
    withLog(5, 8);
    const restored = ['debug', 'db', dataDir, '--restore', '3', '-o', 'json'];
    expect(JSON.parse((await kvctl(restored)).out)).toEqual({
      group: 3,
      generation: 1,
      appliedIndex: 2,
      log: { firstIndex: 5, lastIndex: 8 },
    });
  });

  it('refuses a database that a node holds', async () => {
    await lost();
    const engine = await openLevelEngine(path.join(dataDir, 'db'));
    for (const flags of [[], ['--restore', '3']]) {
      const { code, out, err } = await kvctl(['debug', 'db', dataDir, ...flags]);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/db is in use; stop its node first\n$/);
    }
    await new Promise<void>((resolve) => engine.close(() => resolve()));
  });

  it('makes no database where there is none, and takes no other word for a group', async () => {
    const none = await kvctl(['debug', 'db', dataDir]);
    expect([none.code, none.out]).toEqual([1, '']);
    expect(none.err).toMatch(/holds no database\n$/);
    expect(fs.readdirSync(dataDir)).toEqual(['wal']);
    await lost();
    const { code, err } = await kvctl(['debug', 'db', dataDir, '--restore', 'all']);
    expect([code, err]).toEqual([2, expect.stringMatching(/^--restore/)]);
  });
});

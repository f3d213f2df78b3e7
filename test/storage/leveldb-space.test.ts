import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { afterEach, describe, expect, it } from 'vitest';
import { type Engine, EngineError, type EngineOp } from '../../src/storage/engine.ts';
import { openLevelDatabase, openLevelEngine } from '../../src/storage/leveldb-engine.ts';
import { Store } from '../../src/storage/store.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { serverLimits } from '../../src/util/limits.ts';
import { SmallDisk } from './small-disk.ts';
import { conf, del, entryOf, put, smallOptions } from './store-harness.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

const key = (n: number): Uint8Array => utf8(`k${String(n).padStart(8, '0')}`);
/** Random, because LevelDB compresses. */
const rows = (from: number, count: number, bytes = 8 * KIB): EngineOp[] =>
  Array.from({ length: count }, (_, i) => ({ key: key(from + i), value: randomBytes(bytes) }));

type Start = (done: (error: Error | null) => void) => void;
const outcome = (start: Start): Promise<string> =>
  new Promise((resolve) => {
    start((error) =>
      resolve(error === null ? 'ok' : error instanceof EngineError ? error.kind : error.message),
    );
  });
const write = (engine: Engine, batch: readonly EngineOp[]): Promise<string> =>
  outcome((done) => engine.write(batch, done));

describe('LevelDB on a disk that is full (R23)', () => {
  let disk: SmallDisk | null = null;
  afterEach(() => {
    disk?.unmount();
    disk = null;
  });

  /** Writes until it is full. Answers how many rows are durable. */
  async function fill(engine: Engine): Promise<number> {
    for (let n = 0; ; n += 16) {
      const kind = await write(engine, rows(n, 16));
      if (kind === 'ok') continue;
      expect(kind).toBe('no_space');
      return n;
    }
  }

  it('says no_space, can still be read, and takes nothing more though there is room again', async (context) => {
    // What is freed later is more than the two memory tables that an opening writes.
    disk = SmallDisk.mount(2 * serverLimits.reopenBytes);
    if (disk === null) return context.skip('needs root on Linux, to mount a file system');
    disk.fillTo(serverLimits.reopenBytes);
    const database = await openLevelDatabase(join(disk.path, 'db'));
    const durable = await fill(database);
    expect(durable).toBeGreaterThan(1_000);
    const missing = (): number[] =>
      Array.from({ length: durable }, (_, n) => n).filter(
        (n) => database.get(key(n)) === undefined,
      );
    expect(missing()).toEqual([]);
    expect(database.get(key(durable))).toBeUndefined();
    // What it gave up of the table that did not fit may be enough to open it.
    disk.fillTo(0);
    expect(await outcome((done) => database.reopen(done))).toBe('no_space');
    expect(() => database.get(key(0))).toThrow(expect.objectContaining({ kind: 'closed' }));
    disk.free();
    expect(await outcome((done) => database.reopen(done))).toBe('ok');
    expect(missing()).toEqual([]);
    expect(await write(database, rows(durable, 16))).toBe('ok');
    expect(await outcome((done) => database.close(done))).toBe('ok');
  });

  it('takes no batch behind one that failed: LevelDB would acknowledge it, and lose it', async (context) => {
    disk = SmallDisk.mount(20 * MIB);
    if (disk === null) return context.skip('needs root on Linux, to mount a file system');
    const large = rows(0, 400);
    const small = rows(1_000, 20, 5_000);
    const options = {
      keyEncoding: 'view',
      valueEncoding: 'view',
      writeBufferSize: 16 * MIB,
    } as const;
    const path = join(disk.path, 'bare');
    const bare = new Level<Uint8Array, Uint8Array>(path, options);
    const sync: object = { sync: true };
    const put = (batch: readonly EngineOp[]): Promise<void> =>
      batch
        .reduce((chained, { key, value }) => chained.put(key, value ?? key), bare.batch())
        .write(sync);
    await bare.open();
    disk.fillTo(MIB - 4_096);
    await expect(put(large)).rejects.toThrow('No space left');
    disk.free();
    await put(small);
    expect(bare.getSync(key(1_000))).toBeDefined();
    await bare.close();
    await bare.open();
    // If this fails, LevelDB has learned to do without the rule.
    expect(bare.getSync(key(1_000))).toBeUndefined();
    await bare.close();

    const engine = await openLevelEngine(join(disk.path, 'db'));
    disk.fillTo(MIB - 4_096);
    expect(await write(engine, large)).toBe('no_space');
    disk.free();
    expect(await write(engine, small)).toBe('no_space');
    expect(await outcome((done) => engine.close(done))).toBe('ok');
  });
});

describe('Space on the disk, with the real engine', () => {
  let directory = '';
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const bytesOnDisk = (): number =>
    readdirSync(directory).reduce((sum, name) => {
      const found = statSync(join(directory, name), { throwIfNoEntry: false });
      return sum + (found?.size ?? 0);
    }, 0);

  const recordBytes = 256 * KIB;
  /** As latin1, so that a character is a byte. */
  const value = (): string => randomBytes(recordBytes / 2).toString('hex');

  async function start(): Promise<{ store: Store; engine: Engine }> {
    directory = mkdtempSync(join(tmpdir(), 'ringkv-space-'));
    const engine = await openLevelEngine(directory);
    const hooks = {
      flushed: () => {},
      fatal: (error: Error) => expect.unreachable(error.message),
      outOfSpace: (error: Error) => expect.unreachable(error.message),
    };
    const store = await new Promise<Store>((resolve, reject) => {
      Store.open(engine, smallOptions, hooks, (error, opened) => {
        if (opened === null) reject(error);
        else resolve(opened);
      });
    });
    return { store, engine };
  }

  /** 48 MiB in each of two groups; hex compresses to half. */
  async function fill(store: Store): Promise<void> {
    for (const group of [1, 2]) store.createPartition(group, conf);
    for (let i = 1; i <= 192; i++) {
      for (const group of [1, 2])
        store.partition(group).apply(entryOf(i, i, [put(`k${i}`, value())]));
      if (i % 16 === 0) expect(await outcome((done) => store.flushNow(done))).toBe('ok');
    }
    expect(bytesOnDisk()).toBeGreaterThan(48 * MIB);
  }

  it('comes back after everything was deleted', async () => {
    const { store, engine } = await start();
    await fill(store);
    for (const group of [1, 2]) {
      const partition = store.partition(group);
      const keys = Array.from({ length: 192 }, (_, i) => del(`k${i + 1}`));
      partition.apply(entryOf(193, 193, keys));
    }
    expect(await outcome((done) => store.flushNow(done))).toBe('ok');
    await expect.poll(bytesOnDisk, { timeout: 20_000 }).toBeLessThan(4 * MIB);
    expect(store.partition(1).get(utf8('k1'))).toBeNull();
    await outcome((done) => engine.close(done));
  });

  it('comes back after a partition has left, and the other one keeps its records', async () => {
    const { store, engine } = await start();
    await fill(store);
    const before = bytesOnDisk();
    store.dropPartition(1);
    expect(await outcome((done) => store.flushNow(done))).toBe('ok');
    await expect.poll(bytesOnDisk, { timeout: 20_000 }).toBeLessThan(0.7 * before);
    const partition = store.partition(2);
    for (let i = 1; i <= 192; i++) expect(partition.get(utf8(`k${i}`))).not.toBeNull();
    await outcome((done) => engine.close(done));
  });
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Disk, DiskError, type DiskFile } from '../../src/storage/disk.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { NodeDisk } from '../../src/storage/node-disk.ts';
import { recoverWal } from '../../src/storage/wal-recovery.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { conf, entries, smallWal, texts, write } from './wal-world.ts';

interface Bench {
  readonly disk: Disk;
  readonly root: string;
  /** Waits for the operations under way. */
  settle(): Promise<void>;
}

const temporary: string[] = [];

afterEach(() => {
  for (const directory of temporary.splice(0)) fs.rmSync(directory, { recursive: true });
});

const benches: readonly (readonly [string, () => Bench])[] = [
  [
    'in memory',
    () => {
      const disk = new MemoryDisk();
      return {
        disk,
        root: 'root',
        settle: async () => {
          disk.run();
          await Promise.resolve();
        },
      };
    },
  ],
  [
    'of the operating system',
    () => {
      const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ringkv-disk-'));
      temporary.push(root);
      return {
        disk: new NodeDisk(),
        root,
        settle: () => new Promise((done) => setImmediate(done)),
      };
    },
  ],
];

/** Starts an operation and waits for its callback. */
async function call<T>(bench: Bench, start: (done: (result: T) => void) => void): Promise<T> {
  const box: T[] = [];
  start((result) => box.push(result));
  expect(box, 'answered before the call returned').toHaveLength(0);
  while (box.length === 0) await bench.settle();
  return box[0] as T;
}

async function open(bench: Bench, file: string): Promise<DiskFile> {
  const result = await call<DiskFile | DiskError | null>(bench, (done) =>
    bench.disk.open(file, (error, opened) => done(error ?? opened)),
  );
  if (result === null || result instanceof DiskError) throw result ?? new Error('no file');
  return result;
}

function contents(bench: Bench, file: DiskFile, position: number, length: number): Promise<string> {
  return call<string>(bench, (done) =>
    file.read(position, length, (error, bytes) =>
      done(bytes === null ? String(error) : fromUtf8(bytes)),
    ),
  );
}

type Failure = DiskError | null;

describe.each(benches)('a disk %s', (_, make) => {
  it('writes buffers at a position and reads them back, short only at the end', async () => {
    const bench = make();
    bench.disk.makeDirectory(`${bench.root}/a/b`);
    const file = await open(bench, `${bench.root}/a/b/f`);
    const parts = [utf8('hello '), new Uint8Array(0), utf8('world')];
    expect(await call<Failure>(bench, (done) => file.write(parts, 3, done))).toBeNull();
    expect(await call<Failure>(bench, (done) => file.sync(done))).toBeNull();
    expect(await contents(bench, file, 3, 5)).toBe('hello');
    expect(await contents(bench, file, 9, 100)).toBe('world');
    expect(await contents(bench, file, 99, 5)).toBe('');
    expect(await call<Failure>(bench, (done) => file.close(done))).toBeNull();
    expect(fromUtf8(bench.disk.readAll(`${bench.root}/a/b/f`))).toBe('\0\0\0hello world');
  });

  it('replaces a whole file, now or later, and lists names in order', async () => {
    const bench = make();
    bench.disk.makeDirectory(`${bench.root}/d`);
    bench.disk.replaceNow(`${bench.root}/d/two`, utf8('2'));
    bench.disk.replaceNow(`${bench.root}/d/one`, utf8('old and longer'));
    const replaced = await call<Failure>(bench, (done) =>
      bench.disk.replace(`${bench.root}/d/one`, utf8('1'), done),
    );
    expect(replaced).toBeNull();
    expect(fromUtf8(bench.disk.readAll(`${bench.root}/d/one`))).toBe('1');
    expect(bench.disk.list(`${bench.root}/d`)).toEqual(['one', 'two']);
    expect(bench.disk.exists(`${bench.root}/d/one`)).toBe(true);
    expect(bench.disk.exists(`${bench.root}/d/none`)).toBe(false);
    expect(bench.disk.list(`${bench.root}/none`)).toEqual([]);
  });

  it('gives a file another name, in place of the file that had it', () => {
    const { disk, root } = make();
    disk.makeDirectory(`${root}/d`);
    disk.replaceNow(`${root}/d/a`, utf8('a'));
    disk.replaceNow(`${root}/d/b`, utf8('b'));
    disk.renameNow(`${root}/d/a`, `${root}/d/b`);
    expect(disk.list(`${root}/d`)).toEqual(['b']);
    expect(fromUtf8(disk.readAll(`${root}/d/b`))).toBe('a');
    expect(() => disk.renameNow(`${root}/d/none`, `${root}/d/c`)).toThrow(DiskError);
  });

  it('hands out plain bytes, of which slice() makes a copy', async () => {
    const bench = make();
    bench.disk.makeDirectory(`${bench.root}/d`);
    bench.disk.replaceNow(`${bench.root}/d/f`, utf8('abc'));
    const file = await open(bench, `${bench.root}/d/f`);
    const read = await call<Uint8Array | null>(bench, (done) =>
      file.read(0, 3, (_error, bytes) => done(bytes)),
    );
    await call<Failure>(bench, (done) => file.close(done));
    for (const bytes of [bench.disk.readAll(`${bench.root}/d/f`), read ?? utf8('')]) {
      const copy = bytes.slice(0, 1);
      bytes[0] = 0;
      expect(fromUtf8(copy)).toBe('a');
    }
  });

  it('cuts, removes and syncs names', async () => {
    const bench = make();
    bench.disk.makeDirectory(`${bench.root}/d`);
    bench.disk.replaceNow(`${bench.root}/d/f`, utf8('0123456789'));
    bench.disk.truncate(`${bench.root}/d/f`, 4);
    expect(fromUtf8(bench.disk.readAll(`${bench.root}/d/f`))).toBe('0123');
    const remove = (): Promise<Failure> =>
      call<Failure>(bench, (done) => bench.disk.remove(`${bench.root}/d/f`, done));
    expect(await remove()).toBeNull();
    expect((await remove())?.code).toBe('ENOENT');
    const synced = await call<Failure>(bench, (done) =>
      bench.disk.syncDirectory(`${bench.root}/d`, done),
    );
    expect(synced).toBeNull();
    bench.disk.syncDirectoryNow(`${bench.root}/d`);
    expect(bench.disk.list(`${bench.root}/d`)).toEqual([]);
    expect(() => bench.disk.readAll(`${bench.root}/d/f`)).toThrow(DiskError);
  });

  it('still reads a file that was removed while it was open', async () => {
    const bench = make();
    bench.disk.makeDirectory(`${bench.root}/d`);
    bench.disk.replaceNow(`${bench.root}/d/f`, utf8('still here'));
    const file = await open(bench, `${bench.root}/d/f`);
    await call<Failure>(bench, (done) => bench.disk.remove(`${bench.root}/d/f`, done));
    expect(await contents(bench, file, 0, 10)).toBe('still here');
    await call<Failure>(bench, (done) => file.close(done));
  });

  it('carries a log through rotation, purge, copying, reading back and restart', async () => {
    const bench = make();
    const directory = `${bench.root}/node/wal`;
    const { wal } = recoverWal(bench.disk, directory, smallWal);
    const durable: number[] = [];
    wal.listen({
      durable: (items) => durable.push(...items.map((item) => item.seq)),
      fatal: (error) => expect.unreachable(error.message),
    });
    for (const group of [1, 2]) wal.createGroup(group, 1, conf(1));
    wal.append(2, write(0, { entries: entries(1, 2, 1) }));
    for (let i = 0; i < 20; i++) {
      wal.append(1, write(i + 1, { entries: entries(1 + 5 * i, 5 + 5 * i, 1, 'v'.repeat(90)) }));
      await call<true>(bench, (done) => wal.barrier(() => done(true)));
    }
    expect(durable).toEqual(Array.from({ length: 21 }, (_, i) => i));
    expect(wal.stats().segments).toBeGreaterThan(2);
    for (let i = 0; i < 2; i++)
      await call<true>(bench, (done) => wal.purge(new Map([[1, 50]]), () => done(true)));
    expect(wal.stats().copiedBytes).toBeGreaterThan(0);
    const found = await call<string[]>(bench, (done) =>
      wal.read(1, 51, 100, 1e6, (result) => done(texts(result))),
    );
    expect(found).toEqual(Array.from({ length: 50 }, () => 'v'.repeat(90)));
    await call<true>(bench, (done) => wal.close(() => done(true)));

    const again = recoverWal(bench.disk, directory, smallWal);
    expect(again.groups).toMatchObject([
      { lastIndex: 100, boundary: { index: 50, term: 1 } },
      { lastIndex: 2, boundary: { index: 0 } },
    ]);
    expect(again.tails(new Map([[1, 51]])).get(1)).toHaveLength(50);
    expect(texts(again.tails(new Map([[2, 1]])).get(2) ?? [])).toEqual(['1@1', '2@1']);
  });
});

describe('the disk of the operating system', () => {
  it('makes one write of more buffers than the system takes at once', async () => {
    const bench = benches[1]?.[1]() as Bench;
    const file = await open(bench, `${bench.root}/many`);
    const parts = Array.from({ length: 3_000 }, (_, i) => utf8(`${i % 10}`));
    expect(await call<Failure>(bench, (done) => file.write(parts, 0, done))).toBeNull();
    await call<Failure>(bench, (done) => file.close(done));
    const all = fromUtf8(bench.disk.readAll(`${bench.root}/many`));
    expect(all).toBe('0123456789'.repeat(300));
  });

  it('takes a directory that cannot be listed for no empty one', async () => {
    const bench = benches[1]?.[1]() as Bench;
    expect(bench.disk.list(`${bench.root}/none`)).toEqual([]);
    await call<Failure>(bench, (done) =>
      bench.disk.replace(`${bench.root}/file`, utf8('x'), (error) => done(error)),
    );
    expect(() => bench.disk.list(`${bench.root}/file/wal`)).toThrow(/ENOTDIR/);
  });

  it('names operation, path and errno when it fails', async () => {
    const bench = benches[1]?.[1]() as Bench;
    const missing = `${bench.root}/none/f`;
    const failed = await call<Failure>(bench, (done) =>
      bench.disk.open(missing, (error) => done(error)),
    );
    expect(failed).toMatchObject({ operation: 'open', path: missing, code: 'ENOENT' });
    expect(() => bench.disk.truncate(missing, 0)).toThrow(/truncate of .*none\/f failed: ENOENT/);
  });
});

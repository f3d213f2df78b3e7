import { describe, expect, it } from 'vitest';
import { type Disk, DiskError } from '../../src/storage/disk.ts';
import type { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { recoverWal } from '../../src/storage/wal-recovery.ts';
import { conf, directory, entries, flush, smallWal, start, write } from './wal-world.ts';

const options = { ...smallWal, segmentBytes: 2_048, spareSegments: 1 };

/** Several segments and a spare. */
function written(): MemoryDisk {
  const life = start(undefined, options);
  life.wal.createGroup(1, 1, conf(1));
  for (let i = 1; i <= 9; i++) {
    life.wal.append(1, write(i, { entries: entries(i, i, 1, 'x'.repeat(600)) }));
    flush(life);
  }
  return life.disk;
}

/** A disk of which some cannot be read. */
function failing(disk: MemoryDisk, operation: string, isBad: (path: string) => boolean): Disk {
  const check = <T>(name: string, path: string, answer: () => T): T => {
    if (name === operation && isBad(path)) throw new DiskError(name, path, 'EIO');
    return answer();
  };
  return {
    exists: (path) => disk.exists(path),
    list: (path) => check('list', path, () => disk.list(path)),
    readAll: (path) => check('read', path, () => disk.readAll(path)),
    size: (path) => check('stat', path, () => disk.size(path)),
    makeDirectory: (path) => disk.makeDirectory(path),
    truncate: (path, length) => disk.truncate(path, length),
    replaceNow: (path, bytes) => disk.replaceNow(path, bytes),
    open: (path, done) => disk.open(path, done),
    openDurable: (path, done) => disk.openDurable(path, done),
    replace: (path, bytes, done) => disk.replace(path, bytes, done),
    rename: (from, to, done) => disk.rename(from, to, done),
    remove: (path, done) => disk.remove(path, done),
    syncDirectoryNow: (path) => disk.syncDirectoryNow(path),
    renameNow: (from, to) => disk.renameNow(from, to),
    syncDirectory: (path, done) => disk.syncDirectory(path, done),
  };
}

describe('a disk that cannot read while the log is recovered', () => {
  it.each([
    ['of the directory', 'list', () => true],
    [
      'of the first segment',
      'read',
      (path: string, names: string[]) => path.endsWith(names[0] ?? ''),
    ],
    [
      'of one in the middle',
      'read',
      (path: string, names: string[]) => path.endsWith(names[1] ?? ''),
    ],
    [
      'of the last one',
      'read',
      (path: string, names: string[]) => path.endsWith(names.at(-1) ?? ''),
    ],
    ['of a spare', 'stat', (path: string) => path.endsWith('.spare')],
  ] as const)('is no end of the log: %s', (_name, operation, isBad) => {
    const disk = written();
    const names = disk.list(directory).filter((name) => name.endsWith('.log'));
    expect(names.length).toBeGreaterThan(2);
    const changes = disk.mutations;
    const broken = failing(disk, operation, (path) => isBad(path, names));
    expect(() => recoverWal(broken, directory, options)).toThrow(/failed: EIO/);
    expect(disk.mutations).toBe(changes);
    expect(recoverWal(disk, directory, options).groups).toMatchObject([{ lastIndex: 9 }]);
  });
});

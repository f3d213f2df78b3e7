import { describe, expect, it } from 'vitest';
import type { DiskError, DiskFile } from '../../src/storage/disk.ts';
import { MachineStopped, MemoryDisk } from '../../src/storage/memory-disk.ts';

/** A directory with one open file, not yet synced in any way. */
function newFile(disk = new MemoryDisk()): { disk: MemoryDisk; file: DiskFile } {
  disk.makeDirectory('d');
  const opened: DiskFile[] = [];
  disk.open('d/f', (_, file) => {
    if (file !== null) opened.push(file);
  });
  disk.run();
  const [file] = opened;
  if (file === undefined) throw new Error('not opened');
  return { disk, file };
}

function fill(file: DiskFile, sectors: number, byte: number, position = 0): void {
  file.write([new Uint8Array(sectors * 512).fill(byte)], position, () => {});
}

function syncAll(disk: MemoryDisk, file: DiskFile): void {
  disk.syncDirectory('d', () => {});
  file.sync(() => {});
  disk.run();
}

/** The first byte of each sector. */
function sectors(disk: MemoryDisk): number[] {
  const bytes = disk.readAll('d/f');
  return Array.from({ length: bytes.length / 512 }, (_, i) => bytes[i * 512] ?? -1);
}

const lose = (): boolean => false;
const keep = (): boolean => true;

describe('the disk in memory', () => {
  it('completes nothing by itself, and in the order it is told to', () => {
    const { disk, file } = newFile();
    const done: string[] = [];
    file.write([new Uint8Array(1)], 0, () => done.push('write'));
    disk.syncDirectory('d', () => done.push('names'));
    expect(done).toEqual([]);
    disk.deliver(1);
    disk.deliver();
    expect(done).toEqual(['names', 'write']);
  });

  it('loses in a crash what was not synced: content, and names', () => {
    const { disk, file } = newFile();
    syncAll(disk, file);
    fill(file, 2, 7);
    disk.run();
    expect(sectors(disk)).toEqual([7, 7]);
    disk.crash(lose);
    expect(sectors(disk)).toEqual([]);

    const unnamed = newFile();
    fill(unnamed.file, 1, 7);
    unnamed.file.sync(() => {});
    unnamed.disk.run();
    unnamed.disk.crash(lose);
    expect(unnamed.disk.list('d')).toEqual([]);
  });

  it('tears at sectors, with zeros where a lost sector lies before a kept one', () => {
    const { disk, file } = newFile();
    syncAll(disk, file);
    fill(file, 4, 7);
    disk.crash((what) => what === 'sector 1 of d/f' || what === 'sector 2 of d/f');
    expect(sectors(disk)).toEqual([0, 7, 7]);
  });

  it('counts a sync for what was written before it began, not for what came while it ran', () => {
    const { disk, file } = newFile();
    syncAll(disk, file);
    fill(file, 1, 1);
    file.sync(() => {});
    fill(file, 1, 2, 512);
    disk.run();
    disk.crash(lose);
    expect(sectors(disk)).toEqual([1]);
  });

  it('keeps showing pages of a failed sync, and loses them for good in a crash', () => {
    const { disk, file } = newFile();
    syncAll(disk, file);
    const errors: (string | undefined)[] = [];
    fill(file, 1, 1);
    disk.failAt('sync');
    for (let i = 0; i < 2; i++) file.sync((error: DiskError | null) => errors.push(error?.code));
    disk.run();
    expect(errors).toEqual(['EIO', undefined]);
    expect(sectors(disk)).toEqual([1]);
    disk.crash(keep);
    expect(disk.readAll('d/f').every((byte) => byte === 0)).toBe(true);
  });

  it('brings a removed name back when the removal was not synced', () => {
    const { disk, file } = newFile();
    syncAll(disk, file);
    disk.remove('d/f', () => {});
    disk.run();
    expect(disk.list('d')).toEqual([]);
    disk.crash(lose);
    expect(disk.list('d')).toEqual(['f']);
  });

  it('fails or hangs the operation that it was told to', () => {
    const { disk, file } = newFile();
    disk.failAt('write', 2, 'ENOSPC');
    disk.hangAt('sync');
    const seen: string[] = [];
    for (let i = 0; i < 3; i++) {
      file.write([new Uint8Array(1)], 0, (error) => seen.push(error?.code ?? 'ok'));
    }
    file.sync(() => seen.push('synced'));
    disk.run();
    expect(seen).toEqual(['ok', 'ENOSPC', 'ok']);
  });

  it('stops the machine in the change it was told to, whether that waits or not', () => {
    const { disk, file } = newFile();
    disk.stopAt(2);
    const seen: string[] = [];
    file.write([new Uint8Array(1)], 0, () => seen.push('first'));
    disk.run();
    file.write([new Uint8Array(1)], 0, () => seen.push('second'));
    disk.run();
    expect(seen).toEqual(['first']);
    expect(() => disk.replaceNow('d/g', new Uint8Array(1))).toThrow(MachineStopped);
    disk.crash(keep);
    expect(disk.list('d')).toEqual(['f']);
  });

  it('leaves of a file that was being replaced what a killed process leaves, until a sync', () => {
    const left: string[][] = [];
    for (let operation = 1; operation <= 5; operation++) {
      const { disk, file } = newFile();
      syncAll(disk, file);
      disk.stopAt(operation);
      const replace = (): void => disk.replaceNow('d/g', new Uint8Array(512).fill(7));
      if (operation < 5) expect(replace).toThrow(MachineStopped);
      else replace();
      disk.restart();
      const lost = disk.fork();
      lost.crash(lose);
      left.push([disk.list('d').join(), lost.list('d').join()]);
    }
    // Nothing, the temporary file twice, the new name that a power loss takes back, and the one that it does not.
    expect(left).toEqual([
      ['f', 'f'],
      ['f,g.tmp', 'f'],
      ['f,g.tmp', 'f'],
      ['f,g', 'f'],
      ['f,g', 'f,g'],
    ]);
  });

  it('forks with everything that is not durable, and each goes its own way', () => {
    const { disk, file } = newFile();
    syncAll(disk, file);
    fill(file, 2, 7);
    const fork = disk.fork();
    fill(file, 1, 8);
    disk.crash(keep);
    fork.crash((what) => what === 'sector 1 of d/f');
    expect([sectors(disk), sectors(fork)]).toEqual([
      [8, 7],
      [0, 7],
    ]);
  });

  it('gives up on operations that never end', () => {
    const { disk, file } = newFile();
    const again = (): void => file.sync(again);
    again();
    expect(() => disk.run(100)).toThrow('100 disk operations and no end');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import type { Wal } from '../../src/storage/wal.ts';
import { recoverWal } from '../../src/storage/wal-recovery.ts';
import { conf, directory, entries, smallWal, write } from './wal-world.ts';

describe('a log whose listener kicks', () => {
  let disk: MemoryDisk;
  let wal: Wal;
  /** The seqs of each frame that became durable. */
  let frames: number[][];

  beforeEach(() => {
    disk = new MemoryDisk();
    ({ wal } = recoverWal(disk, directory, smallWal));
    frames = [];
    wal.createGroup(1, 1, conf(1));
    wal.listen({
      kicks: true,
      durable: (items) => frames.push(items.map(({ seq }) => seq)),
      fatal: (error) => {
        throw error;
      },
    });
    // The first frame waits for its file to be opened.
    wal.kick();
    disk.run();
    frames.length = 0;
  });

  it('takes what the listener makes of one frame along in the next', () => {
    wal.append(1, write(1, { entries: entries(1, 1, 1) }));
    wal.kick();
    wal.append(1, write(2, { entries: entries(2, 2, 1) }));
    disk.run();
    expect(frames).toEqual([[1]]);
    wal.append(1, write(3, { entries: entries(3, 3, 1) }));
    wal.kick();
    disk.run();
    expect(frames).toEqual([[1], [2, 3]]);
  });

  it('goes on by itself for whoever waits for a barrier, and to its end when it is closed', () => {
    const ended: string[] = [];
    wal.append(1, write(1, { entries: entries(1, 1, 1) }));
    wal.kick();
    wal.append(1, write(2, { entries: entries(2, 2, 1) }));
    wal.barrier(() => ended.push('barrier'));
    disk.run();
    expect([frames, ended]).toEqual([[[1], [2]], ['barrier']]);
    wal.append(1, write(3, { entries: entries(3, 3, 1) }));
    wal.kick();
    wal.append(1, write(4, { entries: entries(4, 4, 1) }));
    wal.close(() => ended.push('closed'));
    disk.run();
    expect([frames.slice(2), ended]).toEqual([
      [[3], [4]],
      ['barrier', 'closed'],
    ]);
  });
});

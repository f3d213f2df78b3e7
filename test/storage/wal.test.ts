import { describe, expect, it } from 'vitest';
import { encodeConf } from '../../src/raft/conf.ts';
import { entryKind } from '../../src/raft/types.ts';
import { WalForeignError } from '../../src/storage/wal-errors.ts';
import {
  conf,
  directory,
  entries,
  entry,
  entryOf,
  flush,
  groupOf,
  hardState,
  loseAll,
  meta,
  read,
  recoveredTexts,
  start,
  texts,
  write,
} from './wal-world.ts';

describe('the write-ahead log', () => {
  it('gives back after a restart what was appended, with term, vote and commit', () => {
    const life = start();
    life.wal.createGroup(7, 1, conf(1, 2, 3));
    life.wal.append(7, write(1, { hardState: hardState(2, 3, 0), entries: entries(1, 3, 2) }));
    flush(life);
    life.disk.crash(loseAll);

    const again = start(life.disk);
    expect(again.recovered.groups).toEqual([
      {
        group: 7,
        replica: 1,
        hardState: hardState(2, 3, 0),
        boundary: meta(0, 0),
        runs: [{ first: 1, term: 2 }],
        lastIndex: 3,
        confs: [],
        suspect: false,
      },
    ]);
    expect(recoveredTexts(again, 7)).toEqual(['1@2', '2@2', '3@2']);
  });

  it('reports a write only after its sync, never before', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(5, { entries: [entry(1, 1)] }));
    life.wal.kick();
    life.disk.deliver(); // open
    life.disk.deliver(); // write
    expect(life.durable).toEqual([]);
    life.disk.deliver(); // sync
    expect(life.durable).toEqual([{ group: 1, seq: 5 }]);
  });

  it('syncs once for the writes of a hundred groups', () => {
    const life = start();
    for (let group = 1; group <= 100; group++) life.wal.createGroup(group, 1, conf(1));
    flush(life);
    const [writes, syncs] = [life.disk.count('write'), life.disk.count('sync')];
    const big = start(life.disk, { segmentBytes: 1 << 20 });
    const groups = Array.from({ length: 100 }, (_, i) => i + 1);
    for (const group of groups) big.wal.append(group, write(group, { entries: [entry(1, 1)] }));
    flush(big);
    expect(life.disk.count('write') - writes).toBe(1);
    expect(life.disk.count('sync') - syncs).toBe(1);
    expect(big.durable.map((item) => item.group)).toEqual(groups);
  });

  it('collects the next frame while one is being synced, and starts it by itself', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    flush(life);
    life.wal.append(1, write(1, { entries: [entry(1, 1)] }));
    life.wal.kick();
    life.wal.append(1, write(2, { entries: [entry(2, 1)] }));
    life.wal.append(1, write(3, { entries: [entry(3, 1)] }));
    life.wal.kick();
    expect(life.disk.pending).toBe(1);
    const syncs = life.disk.count('sync');
    life.disk.run();
    expect(life.durable.map((item) => item.seq)).toEqual([1, 2, 3]);
    expect(life.disk.count('sync') - syncs).toBe(2);
  });

  it('makes no sync when there is nothing to write', () => {
    const life = start();
    flush(life);
    expect(life.disk.count('sync')).toBe(0);
  });

  it('lets a later write overwrite the end of the log', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 5, 1) }));
    flush(life);
    life.wal.append(1, write(2, { entries: entries(3, 4, 2) }));
    flush(life);
    const expected = ['1@1', '2@1', '3@2', '4@2'];
    expect(texts(read(life, 1, 1, 10))).toEqual(expected);
    const again = start(life.disk);
    expect(recoveredTexts(again, 1)).toEqual(expected);
    expect(groupOf(again, 1).runs).toEqual([
      { first: 1, term: 1 },
      { first: 3, term: 2 },
    ]);
  });

  it('starts anew from a snapshot that the log does not hold (R21)', () => {
    const life = start();
    life.wal.createGroup(1, 2, conf());
    life.wal.append(1, write(1, { entries: entries(1, 9, 1) }));
    life.wal.append(1, write(2, { snapshot: meta(6, 4), entries: [entry(7, 4)] }));
    flush(life);
    const again = start(life.disk);
    expect(groupOf(again, 1)).toMatchObject({ boundary: meta(6, 4), lastIndex: 7 });
    expect(recoveredTexts(again, 1)).toEqual(['7@4']);
  });

  it('keeps what follows a snapshot whose last entry the log holds (R21)', () => {
    const life = start();
    life.wal.createGroup(1, 2, conf(1, 2));
    life.wal.append(1, write(1, { entries: entries(1, 9, 4) }));
    flush(life);
    life.wal.append(1, write(2, { snapshot: meta(6, 4) }));
    flush(life);
    const again = start(life.disk);
    expect(groupOf(again, 1)).toMatchObject({ boundary: meta(6, 4), lastIndex: 9 });
    expect(recoveredTexts(again, 1)).toEqual(['7@4', '8@4', '9@4']);
  });

  it('keeps what follows a snapshot at the purge boundary itself (R21)', () => {
    const life = start();
    life.wal.createGroup(1, 2, conf(1, 2, 3));
    life.wal.append(1, write(1, { entries: entries(1, 9, 4) }));
    life.wal.purge(new Map([[1, 6]]), () => {});
    life.disk.run();
    life.wal.append(1, write(2, { snapshot: meta(6, 4) }));
    flush(life);
    expect(recoveredTexts(start(life.disk), 1)).toEqual(['7@4', '8@4', '9@4']);
  });

  it('forgets a dropped group and can hold its next replica', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 3, 1) }));
    flush(life);
    life.wal.dropGroup(1);
    life.wal.createGroup(1, 9, conf());
    flush(life);
    const again = start(life.disk);
    expect(again.recovered.groups).toMatchObject([{ group: 1, replica: 9, lastIndex: 0 }]);
    expect(recoveredTexts(again, 1)).toEqual([]);
  });

  it('remembers the configurations above the boundary, and the one at it after a purge (R8)', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    const second = entryOf(2, 1, entryKind.conf, encodeConf(conf(1, 2)));
    const fourth = entryOf(4, 1, entryKind.conf, encodeConf(conf(1, 2, 3)));
    const log = [entry(1, 1), second, entry(3, 1), fourth, entry(5, 1)];
    life.wal.append(1, write(1, { entries: log }));
    flush(life);
    expect(groupOf(start(life.disk.clone()), 1).confs.map((each) => each.index)).toEqual([2, 4]);
    life.wal.purge(new Map([[1, 3]]), () => {});
    life.disk.run();
    const found = groupOf(start(life.disk), 1);
    expect(found.boundary).toEqual(meta(3, 1, conf(1, 2)));
    expect(found.confs.map((each) => each.index)).toEqual([4]);
  });

  it('moves to a new segment when one is full, and reads back across them', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.createGroup(2, 1, conf(1));
    for (let index = 1; index <= 60; index++) {
      life.wal.append(1, write(index, { entries: [entry(index, 1, `one ${index}`)] }));
      life.wal.append(2, write(index, { entries: [entry(index, 1, 'x'.repeat(100))] }));
      flush(life);
    }
    expect(life.wal.stats().segments).toBeGreaterThan(5);
    const all = Array.from({ length: 60 }, (_, i) => `one ${i + 1}`);
    expect(texts(read(life, 1, 1, 60))).toEqual(all);
    const again = start(life.disk);
    expect(texts(read(again, 1, 1, 60))).toEqual(all);
    expect(recoveredTexts(again, 1)).toEqual(all);
  });

  it('purges segments that no group needs, and keeps the rest', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.createGroup(2, 1, conf(1));
    for (let index = 1; index <= 40; index++) {
      life.wal.append(1, write(index, { entries: [entry(index, 1, 'y'.repeat(300))] }));
      if (index === 20) life.wal.append(2, write(1, { entries: [entry(1, 1, 'kept')] }));
      flush(life);
    }
    const before = life.wal.stats().segments;
    let purged = 0;
    life.wal.purge(new Map([[1, 40]]), () => purged++);
    life.disk.run();
    const between = life.wal.stats().segments;
    life.wal.purge(new Map([[2, 1]]), () => purged++);
    life.disk.run();
    expect(purged).toBe(2);
    expect(between).toBeLessThan(before);
    // The newest one, and the one before when the purge's own frame filled it.
    expect(life.wal.stats().segments).toBeLessThanOrEqual(2);
    expect(read(life, 1, 40, 40)).toBe('compacted');
    life.disk.crash(loseAll);
    const again = start(life.disk);
    expect(groupOf(again, 2)).toMatchObject({ lastIndex: 1, boundary: { index: 1, term: 1 } });
    expect(groupOf(again, 1)).toMatchObject({ lastIndex: 40, boundary: { index: 40, term: 1 } });
  });

  it('keeps no segment for entries that were void before they were durable', () => {
    const life = start();
    for (const group of [1, 2]) life.wal.createGroup(group, 1, conf());
    flush(life);
    life.wal.append(1, write(1, { entries: entries(1, 9, 1) }));
    life.wal.kick();
    life.wal.append(1, write(2, { snapshot: meta(4, 7) }));
    life.disk.run();
    for (let index = 1; index <= 30; index++) {
      life.wal.append(2, write(index, { entries: [entry(index, 1, 'y'.repeat(600))] }));
      flush(life);
    }
    life.wal.purge(new Map([[2, 30]]), () => {});
    life.disk.run();
    expect(life.wal.stats().segments).toBeLessThanOrEqual(2);
  });

  it('refuses the log of another node, and a missing one that should be there (R24)', () => {
    const life = start();
    flush(life);
    const walId = new Uint8Array(16);
    expect(() => start(life.disk, { walId })).toThrow(WalForeignError);
    expect(() => start(undefined, { create: false })).toThrow(WalForeignError);
  });

  it('needs no new segment at a clean restart, however often', () => {
    let life = start();
    life.wal.createGroup(1, 1, conf(1));
    flush(life);
    for (let i = 0; i < 5; i++) life = start(life.disk);
    expect(life.disk.list(directory)).toHaveLength(2);
    expect(life.recovered.notes).toEqual([]);
  });

  it('closes after making everything durable', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: [entry(1, 1)] }));
    let closed = false;
    life.wal.close(() => {
      closed = true;
    });
    life.disk.run();
    expect(closed).toBe(true);
    expect(life.durable).toEqual([{ group: 1, seq: 1 }]);
    expect(life.disk.count('close')).toBe(1);
    // The last frame is empty: damage to it cannot cost an entry.
    const path = `${directory}/${life.disk.list(directory).at(-1)}`;
    life.disk.damage(path, (bytes) => bytes.fill(7, bytes.length - 512));
    expect(recoveredTexts(start(life.disk), 1)).toEqual(['1@1']);
  });

  it('counts what it does', () => {
    const life = start(undefined, { segmentBytes: 1 << 20 });
    life.wal.createGroup(1, 1, conf(1));
    expect(life.wal.collectedBytes).toBeGreaterThan(0);
    flush(life);
    expect(life.wal.collectedBytes).toBe(0);
    const segmentBytes = 1 << 20;
    const held = { segments: 1, newestSegment: 1, bytes: 1_536, segmentBytes };
    expect(life.wal.stats()).toEqual({ ...held, frames: 1, syncs: 1, lsn: 2, copiedBytes: 0 });
  });
});

describe('reading entries back', () => {
  it('answers from memory what is not on disk yet', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 3, 1) }));
    life.wal.kick();
    life.wal.append(1, write(2, { entries: entries(3, 4, 2) }));
    const seen: string[][] = [];
    life.wal.read(1, 1, 9, 1e6, (result) => seen.push(texts(result)));
    expect(seen).toEqual([['1@1', '2@1', '3@2', '4@2']]);
  });

  it('joins what is on disk with what is in memory', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 3, 1) }));
    flush(life);
    life.wal.append(1, write(2, { entries: entries(4, 5, 1) }));
    expect(texts(read(life, 1, 2, 9))).toEqual(['2@1', '3@1', '4@1', '5@1']);
    expect(texts(read(life, 1, 2, 4))).toEqual(['2@1', '3@1', '4@1']);
  });

  it('gives at least one entry, and no more data than asked for', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 9, 1, 'z'.repeat(100)) }));
    flush(life);
    expect(read(life, 1, 1, 9, 10)).toHaveLength(1);
    expect(read(life, 1, 1, 9, 250)).toHaveLength(2);
    expect(read(life, 1, 1, 9, 300)).toHaveLength(3);
  });

  it('never mixes in entries that were overwritten while the disk was reading', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 6, 1) }));
    flush(life);
    const seen: string[][] = [];
    life.wal.read(1, 2, 9, 1e6, (result) => seen.push(texts(result)));
    life.wal.append(1, write(2, { entries: entries(4, 5, 2) }));
    life.disk.run();
    expect(seen).toEqual([['2@1', '3@1', '4@2', '5@2']]);
  });

  it('says compacted when the log was purged or reset while the disk was reading', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 6, 1) }));
    flush(life);
    const seen: string[][] = [];
    life.wal.read(1, 2, 9, 1e6, (result) => seen.push(texts(result)));
    life.wal.append(1, write(2, { snapshot: meta(20, 3) }));
    life.disk.run();
    expect(seen).toEqual([['compacted']]);
    expect(read(life, 1, 21, 30)).toEqual([]);
    expect(read(life, 99, 1, 1)).toBe('compacted');
  });

  it('keeps a segment as long as somebody reads it, because opening it again would create it', () => {
    for (const slow of ['open', 'read'] as const) {
      const life = start();
      life.wal.createGroup(1, 1, conf(1));
      for (let index = 1; index <= 20; index++) {
        life.wal.append(1, write(index, { entries: [entry(index, 1, 'y'.repeat(600))] }));
        flush(life);
      }
      const oldest = life.disk.list(directory)[0];
      life.disk.hangAt(slow);
      life.wal.read(1, 1, 1, 1e6, () => expect.unreachable('the disk never answered'));
      let purged = false;
      life.wal.purge(new Map([[1, 20]]), () => {
        purged = true;
      });
      life.disk.run();
      expect(purged).toBe(true);
      expect(life.disk.list(directory)).toContain(oldest);
      expect(start(life.disk.clone()).recovered.groups).toMatchObject([{ lastIndex: 20 }]);
    }
  });

  it('answers a read that a purge overtook, and purges its segment the next time', () => {
    const life = start();
    life.wal.createGroup(1, 1, conf(1));
    for (let index = 1; index <= 20; index++) {
      life.wal.append(1, write(index, { entries: [entry(index, 1, 'y'.repeat(600))] }));
      flush(life);
    }
    const seen: string[][] = [];
    life.wal.read(1, 1, 1, 1e6, (result) => seen.push(texts(result)));
    life.wal.purge(new Map([[1, 20]]), () => {});
    life.disk.run();
    expect(seen).toEqual([['compacted']]);
    expect(life.wal.purge(new Map(), () => {})).toBe(true);
    expect(life.wal.purge(new Map(), () => {})).toBe(false);
    life.disk.run();
    expect(life.wal.stats().segments).toBeLessThanOrEqual(2);
  });

  it('stops the node when the bytes that come back are not those that were written', () => {
    const life = start(undefined, { segmentBytes: 1 << 20 });
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 2, 1, 'needle') }));
    flush(life);
    const again = start(life.disk, { segmentBytes: 1 << 20 });
    const path = `${directory}/${life.disk.list(directory).at(-1)}`;
    life.disk.damage(path, (bytes) => {
      const at = Buffer.from(bytes).indexOf('needle');
      bytes[at] = 0x4e;
      return bytes;
    });
    again.wal.read(1, 1, 2, 1e6, () => expect.unreachable('damaged entries were handed out'));
    life.disk.run();
    expect(again.errors.map((error) => error.name)).toEqual(['WalCorruptError']);
  });
});

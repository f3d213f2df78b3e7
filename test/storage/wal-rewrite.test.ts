import { describe, expect, it } from 'vitest';
import { encodeConf } from '../../src/raft/conf.ts';
import { entryKind } from '../../src/raft/types.ts';
import { inspectWal } from '../../src/storage/wal-inspect.ts';
import type { WalOptions } from '../../src/storage/wal-options.ts';
import {
  conf,
  directory,
  entries,
  entry,
  entryOf,
  flush,
  groupOf,
  type Life,
  loseAll,
  meta,
  read,
  recoveredTexts,
  start,
  texts,
  write,
} from './wal-world.ts';

const slow = 1;
const busy = 2;

/** The busy group fills segments of 4 KiB, six frames each. */
function fill(life: Life, from: number, to: number): void {
  for (let index = from; index <= to; index++) {
    life.wal.append(busy, write(index, { entries: [entry(index, 1, 'y'.repeat(500))] }));
    flush(life);
  }
}

/** Three entries of a group in the oldest of many segments; nothing else there is needed. */
function pinned(options: Partial<WalOptions> = {}): Life {
  const life = start(undefined, options);
  for (const group of [slow, busy]) life.wal.createGroup(group, 1, conf(1));
  life.wal.append(slow, write(1, { entries: entries(1, 3, 1) }));
  fill(life, 1, 40);
  return life;
}

function purge(life: Life, busyTo: number): void {
  expect(life.wal.purge(new Map([[busy, busyTo]]), () => {})).toBe(true);
  life.disk.run();
}

/** Two purges: what holds old segments may go by itself before the second. */
function rewrite(life: Life, busyTo = 40): void {
  purge(life, busyTo);
  purge(life, busyTo);
}

function oldest(life: Life): string | undefined {
  return life.disk.list(directory)[0];
}

describe('a group of which little is needed', () => {
  it('holds no segment for longer than from one purge to the next', () => {
    const life = pinned();
    purge(life, 40);
    expect(life.wal.stats().segments).toBeGreaterThan(5);
    expect(life.wal.stats().copiedBytes).toBe(0);
    purge(life, 40);
    expect(life.wal.stats().segments).toBeLessThanOrEqual(2);
    expect(life.wal.stats().copiedBytes).toBe(9);
    expect(texts(read(life, slow, 1, 9))).toEqual(['1@1', '2@1', '3@1']);
    life.disk.crash(loseAll);
    expect(recoveredTexts(start(life.disk), slow)).toEqual(['1@1', '2@1', '3@1']);
  });

  it('is copied again when the copy is old, and only what is still needed of it', () => {
    let life = pinned();
    rewrite(life);
    for (const round of [1, 2, 3]) {
      fill(life, 40 * round + 1, 40 * round + 40);
      if (round === 2) life.wal.purge(new Map([[slow, 1]]), () => {});
      life.disk.run();
      rewrite(life, 40 * round + 40);
      expect(life.wal.stats().segments).toBeLessThanOrEqual(2);
      life.disk.crash(loseAll);
      life = start(life.disk);
      expect(recoveredTexts(life, slow)).toEqual(['1@1', '2@1', '3@1'].slice(round < 2 ? 0 : 1));
    }
  });

  it('is copied whole from its boundary on, in one record, when more of it has come', () => {
    const life = pinned();
    rewrite(life);
    life.wal.append(slow, write(2, { entries: entries(4, 5, 2) }));
    fill(life, 41, 80);
    life.wal.append(slow, write(3, { entries: entries(6, 6, 2) }));
    rewrite(life, 80);
    const all = ['1@1', '2@1', '3@1', '4@2', '5@2', '6@2'];
    expect(life.wal.stats().segments).toBeLessThanOrEqual(2);
    // The copy of 1..5 may lie behind 6 in the same segment.
    expect(texts(read(life, slow, 1, 9))).toEqual(all);
    expect(texts(read(life, slow, 5, 6))).toEqual(all.slice(4));
    life.disk.crash(loseAll);
    const again = start(life.disk);
    expect(recoveredTexts(again, slow)).toEqual(all);
    expect(texts(read(again, slow, 1, 9))).toEqual(all);
  });

  it('keeps its configurations, though their first record is gone (R8)', () => {
    const life = start();
    for (const group of [slow, busy]) life.wal.createGroup(group, 1, conf(1));
    const second = entryOf(2, 1, entryKind.conf, encodeConf(conf(1, 2)));
    life.wal.append(slow, write(1, { entries: [entry(1, 1), second, entry(3, 1)] }));
    fill(life, 1, 40);
    rewrite(life);
    const again = start(life.disk.clone());
    expect(groupOf(again, slow).confs).toEqual([second]);
    life.wal.purge(new Map([[slow, 2]]), () => {});
    life.disk.run();
    expect(groupOf(start(life.disk), slow).boundary).toEqual(meta(2, 1, conf(1, 2)));
  });

  it.each([
    ['of one group', { rewriteGroupBytes: 20 }],
    ['of all groups', { rewriteBytes: 20 }],
    ['for what it would free', { rewritePart: 10_000 }],
  ] as const)('stays where it is when that is too much %s', (_name, options) => {
    const life = pinned(options);
    rewrite(life);
    expect(life.wal.stats().copiedBytes).toBe(0);
    expect(life.wal.stats().segments).toBeGreaterThan(5);
    expect(texts(read(life, slow, 1, 9))).toEqual(['1@1', '2@1', '3@1']);
  });

  it('makes room up to where a group begins of which much is needed', () => {
    const life = start(undefined, { rewriteGroupBytes: 2_000 });
    for (const group of [slow, busy, 3]) life.wal.createGroup(group, 1, conf(1));
    life.wal.append(slow, write(1, { entries: entries(1, 3, 1) }));
    fill(life, 1, 20);
    const middle = life.disk.list(directory).at(-1);
    life.wal.append(3, write(1, { entries: entries(1, 5, 1, 'z'.repeat(500)) }));
    fill(life, 21, 40);
    rewrite(life);
    expect(life.wal.stats().copiedBytes).toBe(9);
    expect(oldest(life)).toBe(middle);
    expect(recoveredTexts(start(life.disk), 3)).toHaveLength(5);
  });
});

/** A read is under way. */
function untilRead(life: Life): void {
  for (let i = 0; life.disk.count('read') === 0; i++) {
    expect(i).toBeLessThan(1_000);
    life.disk.deliver();
  }
}

describe('a group that goes on while its old entries are read', () => {
  /** A rewrite that waits for the disk to read. */
  function reading(): Life {
    const life = pinned();
    purge(life, 40);
    life.wal.purge(new Map(), () => {});
    untilRead(life);
    return life;
  }

  it('gets nothing back that was overwritten', () => {
    const life = reading();
    life.wal.append(slow, write(2, { entries: entries(2, 2, 5) }));
    life.disk.run();
    expect(texts(read(life, slow, 1, 9))).toEqual(['1@1', '2@5']);
    expect(life.wal.stats().copiedBytes).toBe(3);
    expect(recoveredTexts(start(life.disk), slow)).toEqual(['1@1', '2@5']);
  });

  it('may overwrite in the very frame of the copy, or in the next', () => {
    for (const turns of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const life = reading();
      for (let i = 0; i < turns; i++) life.disk.deliver();
      life.wal.append(slow, write(2, { entries: entries(2, 2, 5) }));
      life.wal.kick();
      life.disk.run();
      expect(texts(read(life, slow, 1, 9))).toEqual(['1@1', '2@5']);
      expect(recoveredTexts(start(life.disk), slow)).toEqual(['1@1', '2@5']);
      expect(life.errors).toEqual([]);
    }
  });

  it.each([
    ['end', (life: Life) => life.wal.dropGroup(slow), undefined],
    [
      'be replaced by a snapshot',
      (life: Life) => life.wal.append(slow, write(2, { snapshot: meta(9, 4) })),
      [],
    ],
    [
      'be cut off by a snapshot of what it holds',
      (life: Life) => life.wal.append(slow, write(2, { snapshot: meta(2, 1) })),
      ['3@1'],
    ],
  ] as const)('may %s', (_name, change, left) => {
    for (const turns of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
      const life = reading();
      for (let i = 0; i < turns; i++) life.disk.deliver();
      change(life);
      life.wal.kick();
      life.disk.run();
      expect(life.errors).toEqual([]);
      purge(life, 40);
      life.disk.crash(loseAll);
      const again = start(life.disk);
      const found = again.recovered.groups.find(({ group }) => group === slow);
      expect(found === undefined ? undefined : recoveredTexts(again, slow)).toEqual(left);
    }
  });

  it('is appended to, however long the read takes', () => {
    const life = pinned();
    purge(life, 40);
    life.disk.hangAt('read');
    purge(life, 40);
    life.wal.append(slow, write(99, { entries: entries(4, 4, 1) }));
    flush(life);
    expect(life.durable.at(-1)).toEqual({ group: slow, seq: 99 });
    expect(life.wal.purge(new Map(), () => {})).toBe(false);
  });

  it('stops the node when those entries are damaged: they are needed', () => {
    const life = pinned();
    purge(life, 40);
    life.disk.damage(`${directory}/${oldest(life)}`, (bytes) => bytes.fill(7, 1_024, 1_536));
    life.wal.purge(new Map(), () => {});
    life.disk.run();
    expect(life.errors.join()).toContain('corrupt');
  });

  it('answers reads that began before, from the segment that is still there', () => {
    const life = pinned();
    purge(life, 40);
    life.disk.hangAt('read', 2);
    life.wal.purge(new Map(), () => {});
    untilRead(life);
    // This read hangs, and the segment is kept for it; one that comes later finds the copy.
    life.wal.read(slow, 1, 3, 1e6, () => expect.unreachable('the disk never answered'));
    const kept = oldest(life);
    life.disk.run();
    expect(life.wal.stats().copiedBytes).toBe(9);
    expect(oldest(life)).toBe(kept);
    expect(texts(read(life, slow, 1, 3))).toEqual(['1@1', '2@1', '3@1']);
  });

  it('is closed in the middle of it', () => {
    for (let turns = 0; turns < 12; turns++) {
      const life = pinned();
      purge(life, 40);
      life.wal.purge(new Map(), () => {});
      for (let i = 0; i < turns; i++) life.disk.deliver();
      let closed = false;
      life.wal.close(() => {
        closed = true;
      });
      life.disk.run();
      expect(closed).toBe(true);
      const last = inspectWal(life.disk, directory).segments.at(-1)?.frames.at(-1);
      expect(last?.records).toBe(0);
      life.disk.crash(loseAll);
      expect(recoveredTexts(start(life.disk), slow)).toEqual(['1@1', '2@1', '3@1']);
    }
  });
});

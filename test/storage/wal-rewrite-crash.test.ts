import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { Random } from '../../src/util/random.ts';
import { recoveredState } from './wal-model.ts';
import {
  conf,
  directory,
  entries,
  entry,
  flush,
  keepAll,
  type Life,
  loseAll,
  recoveredTexts,
  start,
  write,
} from './wal-world.ts';

const slow = 1;
const busy = 2;

/** A slow group with entries in each of the two oldest segments, and one that filled the rest. */
function pinned(spareSegments: number): Life {
  const life = start(new MemoryDisk(), { spareSegments });
  for (const group of [slow, busy]) life.wal.createGroup(group, 1, conf(1));
  life.wal.append(slow, write(1, { entries: entries(1, 2, 1) }));
  for (let index = 1; index <= 24; index++) {
    life.wal.append(busy, write(index, { entries: [entry(index, 1, 'y'.repeat(500))] }));
    if (index === 8) life.wal.append(slow, write(2, { entries: entries(3, 4, 2) }));
    flush(life);
  }
  return life;
}

function purge(life: Life): void {
  life.wal.purge(new Map([[busy, 24]]), () => {});
  life.disk.run();
}

const state = '1/1 0,0,0 0@0 [1:1@1 1:2@1 2:3@2 2:4@2]\n2/1 0,0,0 24@1 []';

const policies: readonly (readonly [string, (n: number) => (what: string) => boolean])[] = [
  ['all that is unsynced is lost', () => loseAll],
  ['all of it survives', () => keepAll],
  ['names survive and bytes do not', () => (what) => what.startsWith('name ')],
  ['bytes survive and names do not', () => (what) => !what.startsWith('name ')],
  [
    'sectors survive or not',
    (n) => {
      const random = new Random(n);
      return () => random.chance(1, 2);
    },
  ],
];

describe('power loss at every change of the disk while old entries are copied', () => {
  it.each(policies)('loses none of them: %s', (_name, keep) => {
    for (const spareSegments of [0, 1]) {
      let copied = 0;
      for (let stopAt = 1; copied === 0; stopAt++) {
        const life = pinned(spareSegments);
        purge(life);
        life.disk.stopAt(stopAt);
        purge(life);
        if (!life.disk.isStopped) copied = life.wal.stats().copiedBytes;
        life.disk.crash(keep(stopAt));
        const again = start(life.disk, { spareSegments });
        expect(recoveredState(again), `stopped at ${stopAt}`).toBe(state);
        // And whatever that left, the next process can do it again.
        purge(again);
        purge(again);
        expect(again.wal.stats().segments).toBeLessThanOrEqual(2);
        life.disk.crash(loseAll);
        expect(recoveredState(start(life.disk, { spareSegments })), `after ${stopAt}`).toBe(state);
      }
      expect(copied).toBe(12);
    }
  });

  it('finds a copy that no later frame proves, and writes it anew', () => {
    const life = pinned(0);
    purge(life);
    const frames = life.wal.stats().frames;
    life.wal.purge(new Map(), () => {});
    // The empty frame of the purge, and the copy.
    for (let i = 0; life.wal.stats().frames < frames + 2; i++) {
      expect(i).toBeLessThan(1_000);
      life.disk.deliver();
    }
    life.disk.crash(loseAll);
    const again = start(life.disk);
    expect(again.recovered.notes.join()).toContain('may not have been synced');
    expect(recoveredState(again)).toBe(state);
    life.disk.crash(loseAll);
    expect(recoveredState(start(life.disk))).toBe(state);
  });
});

describe('a segment that is lost', () => {
  it('is missed, though a copy of what came before lies behind it', () => {
    const life = pinned(0);
    purge(life);
    // Too young for the next purge, which copies 1 to 4 behind it.
    life.wal.append(slow, write(3, { entries: entries(5, 5, 2) }));
    for (let index = 25; index <= 45; index++) {
      life.wal.append(busy, write(index, { entries: [entry(index, 1, 'y'.repeat(500))] }));
      flush(life);
    }
    life.wal.purge(new Map([[busy, 45]]), () => {});
    life.disk.run();
    expect(life.wal.stats().copiedBytes).toBe(12);
    expect(recoveredTexts(start(life.disk.clone()), slow)).toHaveLength(5);
    const names = life.disk.list(directory);
    for (let lost = 1; lost < names.length; lost++) {
      const disk = life.disk.clone();
      for (const name of names.slice(0, lost)) disk.remove(`${directory}/${name}`, () => {});
      disk.run();
      disk.crash(keepAll);
      expect(() => start(disk), `without ${lost}`).toThrow(/group 1 has no entry 5/);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { conf, entries, flush, type Life, recoveredTexts, start, write } from './wal-world.ts';

/*
 * Every segment of this log has the same layout, and in each frame the record of group 2 has a sector for itself:
 *
 *   | header | head of the segment ... | frame: group 1 | group 2 | frame: group 1 | group 2 | ...
 *                                      ^ sector         ^ sector
 */
const options = { segmentBytes: 8_192, spareSegments: 1, recordBytes: 4_096, inlineBytes: 4_096 };
/** So that the record of group 1 ends where a sector does: the frame's header has 40 bytes, the record's 5, the entry's 4, the checksum 4. */
const firstText = 512 - 40 - 5 - 4 - 4;

function append(life: Life, i: number): void {
  const text = (length: number): string => `${i} `.padEnd(length, '.');
  life.wal.append(1, write(2 * i, { entries: entries(i, i, 1, text(firstText)) }));
  life.wal.append(2, write(2 * i + 1, { entries: entries(i, i, 1, text(300)) }));
}

/** A log of so many frames, in segments made of older ones, and one more frame of which only the first sector was written. */
function torn(frames: number): MemoryDisk {
  const life = start(new MemoryDisk(), options);
  for (const group of [1, 2]) life.wal.createGroup(group, 1, conf(1));
  for (let i = 1; i <= frames; i++) {
    append(life, i);
    flush(life);
    if (i > 3) life.wal.purge(new Map([1, 2].map((group) => [group, i - 3])), () => {});
    life.disk.run();
  }
  append(life, frames + 1);
  life.wal.kick();
  const changed: number[] = [];
  const sectorOf = (what: string): number => Number(/^sector (\d+) of .*log$/.exec(what)?.[1]);
  life.disk.crash((what) => {
    const sector = sectorOf(what);
    if (!Number.isNaN(sector)) changed.push(sector);
    return changed.length === 1;
  });
  expect(changed).toHaveLength(2);
  return life.disk;
}

describe('a torn frame over a segment of a former life', () => {
  it.each(Array.from({ length: 40 }, (_, i) => i + 4))(
    'is dropped whole, whatever the old sectors hold: after %i frames',
    (frames) => {
      const life = start(torn(frames), options);
      for (const group of [1, 2]) {
        const numbers = recoveredTexts(life, group).map((text) => Number.parseInt(text, 10));
        expect(numbers.at(-1)).toBe(frames);
      }
    },
  );
});

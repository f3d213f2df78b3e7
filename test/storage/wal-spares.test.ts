import { describe, expect, it } from 'vitest';
import type { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { conf, directory, entries, flush, type Life, loseAll, start, write } from './wal-world.ts';

const segmentBytes = 2_048;
const options = { segmentBytes, spareSegments: 1 };

function names(disk: MemoryDisk): string[] {
  return disk.list(directory).map((name) => name.replace(/^0+/, ''));
}

/** Three frames of such entries fill a segment. */
function filled(life: Life, last: number): void {
  life.wal.createGroup(1, 1, conf(1));
  for (let i = 1; i <= last; i++) {
    life.wal.append(1, write(i, { entries: entries(i, i, 1, 'x'.repeat(400)) }));
    flush(life);
  }
}

function purge(life: Life, index: number): void {
  life.wal.purge(new Map([[1, index]]), () => {});
  life.disk.run();
}

describe('a log with a spare segment', () => {
  it('fills one with zeros when a sixteenth of a segment is full, and not before', () => {
    const life = start(undefined, { segmentBytes: 32_768, spareSegments: 1 });
    life.wal.createGroup(1, 1, conf(1));
    flush(life);
    expect(names(life.disk)).toEqual(['1.log']);
    life.wal.append(1, write(1, { entries: entries(1, 1, 1, 'x'.repeat(400)) }));
    flush(life);
    expect(names(life.disk)).toEqual(['1.log', '1.spare']);
    expect(life.disk.readAll(`${directory}/1.spare`)).toEqual(new Uint8Array(32_768));
  });

  it('makes the next segment of it: with all its bytes from the start', () => {
    const life = start(undefined, options);
    filled(life, 3);
    expect(names(life.disk)).toEqual(['1.log', '2.log', '2.spare']);
    const segment = life.disk.readAll(`${directory}/0000000000000002.log`);
    expect(segment.length).toBe(segmentBytes);
    expect(life.errors).toEqual([]);
  });

  it('makes the next spare of a segment that nobody needs, and writes no zeros any more', () => {
    const life = start(undefined, options);
    filled(life, 1);
    purge(life, 1);
    const [opened, renamed] = [life.disk.count('open'), life.disk.count('rename')];
    const removed = life.disk.count('remove');
    for (let i = 2; i <= 30; i++) {
      life.wal.append(1, write(i, { entries: entries(i, i, 1, 'y'.repeat(400)) }));
      flush(life);
      purge(life, i);
    }
    // A segment is named twice: as what it is, and as what it may become. It is opened to be made, and to be written to.
    const segments = (life.disk.count('rename') - renamed) / 2;
    expect(segments).toBeGreaterThan(10);
    // The one at the start was still filled with zeros.
    expect(life.disk.count('open') - opened).toBe(2 * segments + 1);
    expect(life.disk.count('remove')).toBe(removed);
    expect(life.errors).toEqual([]);
  });

  it('keeps it over a restart, and removes one that was not filled to its end', () => {
    const life = start(undefined, options);
    filled(life, 1);
    expect(names(life.disk)).toEqual(['1.log', '1.spare']);
    life.disk.replaceNow(`${directory}/99.spare`, new Uint8Array(7));
    life.disk.crash(loseAll);
    const again = start(life.disk, options);
    again.wal.append(1, write(1, { entries: entries(2, 2, 1) }));
    flush(again);
    purge(again, 2);
    const spares = names(again.disk).filter((name) => name.endsWith('.spare'));
    // The segment that was there at the start has become one.
    expect(spares).toHaveLength(2);
    expect(spares).not.toContain('99.spare');
  });

  it('leaves a file alone that has the name of a leftover, and is not stopped by one that is gone', () => {
    const life = start(undefined, options);
    filled(life, 1);
    for (const name of ['98.spare', '0000000000000009.log.tmp', '0000000000000008.log.tmp']) {
      life.disk.replaceNow(`${directory}/${name}`, new Uint8Array(7));
    }
    life.disk.crash(loseAll);
    const again = start(life.disk, options);
    again.disk.remove(`${directory}/0000000000000008.log.tmp`, () => {});
    again.disk.run();
    for (let i = 2; i <= 12; i++) {
      again.wal.append(1, write(i, { entries: entries(i, i, 1, 'x'.repeat(400)) }));
      flush(again);
    }
    purge(again, 12);
    expect(again.errors).toEqual([]);
    const left = names(again.disk).filter((name) => !name.endsWith('.log'));
    expect(left.every((name) => Number.parseInt(name, 10) > 98)).toBe(true);
  });

  it.each(['ENOSPC', 'EDQUOT'])('goes on without one where there is no room: %s', (code) => {
    // Both frames fit in one segment: with the next one it would try again.
    const full = start(undefined, { segmentBytes: 8_192, spareSegments: 1 });
    full.disk.failAt('write', 2, code);
    full.wal.createGroup(1, 1, conf(1));
    flush(full);
    expect(full.errors).toEqual([]);
    expect(names(full.disk)).toEqual(['1.log']);
    const opened = full.disk.count('open');
    full.wal.append(1, write(1, { entries: entries(1, 1, 1) }));
    flush(full);
    // Nor does it try with every frame.
    expect(full.disk.count('open')).toBe(opened);
    expect(full.durable.map(({ seq }) => seq)).toEqual([1]);
  });

  it('fills none while the disk is nearly full, and gives back what it has too many', () => {
    const life = start(undefined, { segmentBytes, spareSegments: 2 });
    life.wal.saveRoom(true);
    filled(life, 9);
    const spares = (): number => names(life.disk).filter((name) => name.endsWith('.spare')).length;
    expect(spares()).toBe(0);
    purge(life, 9);
    // Files that are there become spares, up to those that are wanted; there were more.
    expect(spares()).toBe(2);
    expect(life.disk.count('remove')).toBeGreaterThan(0);
    life.wal.saveRoom(false);
    life.wal.append(1, write(10, { entries: entries(10, 13, 1, 'x'.repeat(400)) }));
    flush(life);
    expect(spares()).toBe(1);
    life.wal.append(1, write(11, { entries: entries(14, 14, 1) }));
    flush(life);
    expect(spares()).toBe(2);
  });

  it('makes none of a segment that was not filled to its end', () => {
    const life = start(undefined, options);
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 1, 1) }));
    flush(life);
    // A frame that nothing proves: the next start carries it over into a segment that is as long as it must be.
    life.disk.crash(loseAll);
    const again = start(life.disk, options);
    const short = again.disk.list(directory).filter((name) => name.endsWith('.log'));
    expect(short).toHaveLength(2);
    for (let i = 2; i <= 7; i++) {
      again.wal.append(1, write(i, { entries: entries(i, i, 1, 'x'.repeat(400)) }));
      flush(again);
    }
    purge(again, 7);
    const spares = names(again.disk).filter((name) => name.endsWith('.spare'));
    expect(spares.length).toBeGreaterThan(0);
    for (const name of spares)
      expect(again.disk.size(`${directory}/${name}`)).toBeGreaterThanOrEqual(segmentBytes);
  });

  it('ends on a device that fails', () => {
    const broken = start(undefined, options);
    broken.disk.failAt('sync', 2);
    broken.wal.createGroup(1, 1, conf(1));
    flush(broken);
    expect(broken.errors.map(({ message }) => message)).toEqual([
      'sync of node/wal/1.spare failed: EIO',
    ]);
  });
});

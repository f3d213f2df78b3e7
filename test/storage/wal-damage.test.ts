import { describe, expect, it } from 'vitest';
import type { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { WalCorruptError, WalForeignError } from '../../src/storage/wal-errors.ts';
import { recoveredState } from './wal-model.ts';
import {
  conf,
  directory,
  entries,
  entry,
  flush,
  hardState,
  keepAll,
  type Life,
  loseAll,
  start,
  write,
} from './wal-world.ts';

/** Two frames fill such a segment. */
const tiny = 2_048;
const roomy = 65_536;
const options = { segmentBytes: roomy };

/** What recovery makes of the disk: the state, or `refused`. */
function outcome(disk: MemoryDisk): string {
  try {
    return recoveredState(start(disk, options));
  } catch (error) {
    if (error instanceof WalCorruptError || error instanceof WalForeignError) return 'refused';
    throw error;
  }
}

/** Frames of one sector each: the first creates two groups, the others hold a vote and an entry. */
function smallLog(frames: number, segmentBytes = roomy): Life {
  const life = start(undefined, { segmentBytes });
  life.wal.createGroup(1, 1, conf(1, 2, 3));
  life.wal.createGroup(2, 4, conf(4));
  flush(life);
  for (let i = 1; i < frames; i++) {
    const group = 1 + (i % 2);
    life.wal.append(
      group,
      write(i, { hardState: hardState(i, 1, 0), entries: [entry(Math.ceil(i / 2), i)] }),
    );
    flush(life);
  }
  return life;
}

function lastFile(disk: MemoryDisk): string {
  return `${directory}/${disk.list(directory).at(-1)}`;
}

/** Damages one file in each of the ways and groups these by what recovery makes of it. */
function sweep(
  disk: MemoryDisk,
  path: string,
  ways: readonly number[],
  change: (bytes: Uint8Array, way: number) => Uint8Array,
): Map<string, number[]> {
  const outcomes = new Map<string, number[]>();
  for (const way of ways) {
    const copy = disk.clone();
    copy.damage(path, (bytes) => change(bytes, way));
    const found = outcome(copy);
    const list = outcomes.get(found) ?? [];
    list.push(way);
    outcomes.set(found, list);
  }
  return outcomes;
}

/** Every bit of the file, but only the first few of the zeros that pad a sector. */
function bitsOf(bytes: Uint8Array): number[] {
  const bits: number[] = [];
  let zeros = 0;
  for (let i = 0; i < bytes.length; i++) {
    zeros = i % 512 === 0 || bytes[i] !== 0 ? 0 : zeros + 1;
    if (zeros < 16) for (let bit = 0; bit < 8; bit++) bits.push(8 * i + bit);
  }
  return bits;
}

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const at = bit >> 3;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
  return bytes;
}

function flipEveryBit(disk: MemoryDisk, path: string): Map<string, number[]> {
  return sweep(disk, path, bitsOf(disk.readAll(path)), flipBit);
}

describe('one flipped bit anywhere', () => {
  it('is refused, harmless, or in the last frame, which then counts as torn', () => {
    const frames = 4;
    const [before, after] = [smallLog(frames - 1), smallLog(frames)];
    const [full, short] = [outcome(after.disk.clone()), outcome(before.disk.clone())];
    expect(full).not.toBe(short);
    const path = lastFile(after.disk);
    const length = after.disk.readAll(path).length;
    const outcomes = flipEveryBit(after.disk, path);
    expect([...outcomes.keys()].sort()).toEqual([short, full, 'refused'].sort());
    // The ambiguity is confined to the newest frame: nothing tells whether its sync had completed.
    for (const bit of outcomes.get(short) ?? [])
      expect(bit >> 3).toBeGreaterThanOrEqual(length - 512);
    expect((outcomes.get('refused') ?? []).length).toBeGreaterThan(1_000);
  });

  it('is never taken for a torn write in a segment that has a successor', () => {
    const life = smallLog(8, tiny);
    const state = outcome(life.disk.clone());
    const names = life.disk.list(directory);
    expect(names.length).toBeGreaterThan(2);
    for (const name of names.slice(0, -1)) {
      const outcomes = flipEveryBit(life.disk, `${directory}/${name}`);
      expect([...outcomes.keys()].sort()).toEqual([state, 'refused'].sort());
    }
  });

  it('is refused once the log has been idle: the frame was durable', () => {
    const life = smallLog(4);
    const state = outcome(life.disk.clone());
    const frames = (): number => {
      life.wal.proveLast();
      life.disk.run();
      return life.wal.stats().frames;
    };
    // The first call only sees that something was written, the third that there is nothing to prove.
    const written = life.wal.stats().frames;
    expect([frames(), frames(), frames()]).toEqual([written, written + 1, written + 1]);
    const outcomes = flipEveryBit(life.disk, lastFile(life.disk));
    expect([...outcomes.keys()].sort()).toEqual([state, 'refused'].sort());
  });

  it('cannot lose a frame in a segment that recovery wrote', () => {
    const life = smallLog(4);
    start(life.disk, options);
    const state = outcome(life.disk.clone());
    const outcomes = flipEveryBit(life.disk, lastFile(life.disk));
    expect([...outcomes.keys()].sort()).toEqual([state, 'refused'].sort());
  });

  it('changes nothing in the head of a segment that was just begun', () => {
    const life = start(undefined, { segmentBytes: tiny });
    life.wal.createGroup(1, 1, conf(1));
    flush(life);
    life.wal.append(1, write(1, { entries: entries(1, 3, 1, 'x'.repeat(500)) }));
    flush(life);
    expect(life.disk.list(directory)).toHaveLength(2);
    const state = outcome(life.disk.clone());
    // What was in the old segment is all there is, so the new one can be made again.
    expect([...flipEveryBit(life.disk, lastFile(life.disk)).keys()]).toEqual([state]);
  });
});

describe('a file that was cut', () => {
  it('is refused, or loses the last frame only', () => {
    const frames = 4;
    const [before, after] = [smallLog(frames - 1), smallLog(frames)];
    const [full, short] = [outcome(after.disk.clone()), outcome(before.disk.clone())];
    const path = lastFile(after.disk);
    const length = after.disk.readAll(path).length;
    const cuts = Array.from({ length }, (_, i) => i);
    const outcomes = sweep(after.disk, path, cuts, (bytes, cut) => bytes.slice(0, cut));
    expect(outcomes.has(full)).toBe(false);
    for (const cut of outcomes.get(short) ?? []) expect(cut).toBeGreaterThanOrEqual(length - 1_024);
    expect(outcomes.get('refused')).toContain(0);
  });
});

describe('damage that is no torn write', () => {
  it('is refused when a file in the middle is missing, and when an old one with live entries is', () => {
    const life = smallLog(8, tiny);
    const names = life.disk.list(directory);
    for (const gone of [names[0], names[1]]) {
      const copy = life.disk.clone();
      copy.remove(`${directory}/${gone}`, () => {});
      copy.run();
      copy.crash(keepAll);
      expect(outcome(copy)).toBe('refused');
    }
  });

  it('names file, offset and frame', () => {
    const life = smallLog(4);
    life.disk.damage(lastFile(life.disk), (bytes) => flipBit(bytes, (512 + 512 + 44) * 8));
    expect(() => start(life.disk, options)).toThrow(
      /node\/wal\/0{15}1\.log is corrupt at byte 1024 \(frame 2\)/,
    );
  });

  it('is found in the segment that is damaged, not where it is missed first', () => {
    const life = smallLog(8, tiny);
    const [first] = life.disk.list(directory);
    life.disk.damage(`${directory}/${first}`, (bytes) => flipBit(bytes, (2_048 - 512 + 44) * 8));
    expect(() => start(life.disk, options)).toThrow(
      /0{15}1\.log is corrupt at byte 1536 \(frame 3\)/,
    );
  });

  it('is refused when an older frame lies where the next one belongs', () => {
    const life = smallLog(3);
    life.disk.damage(lastFile(life.disk), (bytes) => {
      bytes.copyWithin(bytes.length - 512, bytes.length - 1_024, bytes.length - 512);
      return bytes;
    });
    expect(outcome(life.disk)).toBe('refused');
  });

  it('leaves the disk as it was when it refuses', () => {
    const life = smallLog(8, tiny);
    const path = `${directory}/${life.disk.list(directory)[0]}`;
    life.disk.damage(path, (bytes) => flipBit(bytes, 1_070 * 8));
    const changes = life.disk.mutations;
    expect(outcome(life.disk)).toBe('refused');
    expect(life.disk.mutations).toBe(changes);
  });
});

describe('a log of which only the newest, empty segment is left', () => {
  it('holds everything in the head of that segment', () => {
    const life = start(undefined, { segmentBytes: tiny });
    life.wal.createGroup(1, 1, conf(1));
    life.wal.append(1, write(1, { hardState: hardState(3, 1, 1), entries: entries(1, 2, 3) }));
    flush(life);
    life.wal.purge(new Map([[1, 2]]), () => {});
    life.disk.run();
    const names = life.disk.list(directory);
    for (const name of names.slice(0, -1)) life.disk.remove(`${directory}/${name}`, () => {});
    life.disk.run();
    life.disk.crash(keepAll);
    const state = '1/1 3,1,1 2@3 []';
    const outcomes = flipEveryBit(life.disk, lastFile(life.disk));
    expect([...outcomes.keys()].sort()).toEqual([state, 'refused']);
    expect(outcome(life.disk)).toBe(state);
    expect(outcome(life.disk)).toBe(state);
  });
});

describe('a torn last frame', () => {
  it('is ignored and noted, and its space is used again', () => {
    const life = smallLog(3);
    const state = outcome(life.disk.clone());
    life.wal.append(1, write(9, { entries: entries(2, 4, 9, 'z'.repeat(400)) }));
    life.wal.kick();
    // Of the three sectors on their way only the first arrives.
    let sector = 0;
    life.disk.crash((what) => what.startsWith('sector') && ++sector === 1);
    const again = start(life.disk, options);
    expect(recoveredState(again)).toBe(state);
    // Header, head and three frames: the header of the torn one proves that the third was synced.
    expect(again.recovered.notes.join()).toContain('a write at byte 2560 was torn');
    again.wal.append(1, write(1, { entries: [entry(2, 9, 'after')] }));
    flush(again);
    life.disk.crash(loseAll);
    expect(outcome(life.disk)).toContain('9:after');
  });

  it('is not confused by zeros that were reserved behind the end', () => {
    const life = smallLog(3);
    const state = outcome(life.disk.clone());
    life.disk.damage(lastFile(life.disk), (bytes) => {
      const longer = new Uint8Array(bytes.length + 4_096);
      longer.set(bytes);
      return longer;
    });
    const again = start(life.disk, options);
    expect(recoveredState(again)).toBe(state);
    expect(again.recovered.notes.join()).not.toContain('torn');
  });
});

import { describe, expect, it } from 'vitest';
import { MachineStopped, type MemoryDisk } from '../../src/storage/memory-disk.ts';
import { WalCorruptError, WalForeignError } from '../../src/storage/wal-errors.ts';
import { recoveredState } from './wal-model.ts';
import {
  conf,
  directory,
  entry,
  flush,
  groupOf,
  hardState,
  keepAll,
  type Life,
  loseAll,
  meta,
  recoveredTexts,
  start,
  write,
} from './wal-world.ts';

/** A few frames fill such a segment. */
const options = { segmentBytes: 4_096 };
const suspect = { ...options, recovery: 'suspect' } as const;

interface Story {
  readonly disk: MemoryDisk;
  /** What was durable after each frame, the state before the first one included. */
  readonly states: ReadonlySet<string>;
}

/** Two groups, a vote and an entry in every frame, over several segments. */
function story(frames = 24): Story {
  const life = start(undefined, options);
  const states = new Set<string>(['']);
  const note = (): void => {
    flush(life);
    states.add(recoveredState(start(life.disk.clone(), options)));
  };
  life.wal.createGroup(1, 1, conf(1, 2, 3));
  life.wal.createGroup(2, 4, conf(4));
  note();
  for (let i = 1; i <= frames; i++) {
    const index = Math.ceil(i / 2);
    const parts = { hardState: hardState(i, 1, index - 1), entries: [entry(index, i)] };
    life.wal.append(1 + (i % 2), write(i, parts));
    note();
  }
  life.wal.close(() => {});
  life.disk.run();
  return { disk: life.disk, states };
}

function path(seq: number, ending = '.log'): string {
  return `${directory}/${String(seq).padStart(16, '0')}${ending}`;
}

function flip(disk: MemoryDisk, file: string, at: number): MemoryDisk {
  disk.damage(file, (bytes) => {
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    return bytes;
  });
  return disk;
}

function damaged(seq: number, at: number): MemoryDisk {
  return flip(story().disk, path(seq), at);
}

function attempt(disk: MemoryDisk, how: object): Life | null {
  try {
    return start(disk, how);
  } catch (error) {
    if (error instanceof WalCorruptError || error instanceof WalForeignError) return null;
    throw error;
  }
}

/** Of each sector: fields of a header, its checksum, what follows it, and zeros. */
function bytesOf(file: Uint8Array): number[] {
  const sectors = Array.from({ length: file.length / 512 }, (_, i) => 512 * i);
  return sectors.flatMap((sector) => [0, 9, 38, 45, 400].map((at) => sector + at));
}

const allSuspect = (life: Life): boolean => life.recovered.groups.every((each) => each.suspect);

describe('recovery in suspect mode', () => {
  it('cuts a damaged log off at the damage, marks all its replicas, and keeps the files', () => {
    const disk = damaged(2, 1_070);
    const copies = disk.clone();
    expect(() => start(disk, options)).toThrow(WalCorruptError);
    const life = start(disk, suspect);
    expect(life.recovered.groups.map((each) => [each.group, each.suspect])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(recoveredTexts(life, 1).length).toBeLessThan(12);
    expect(life.recovered.notes[0]).toMatch(
      /0000000000000002\.log is corrupt at byte 1024 .*WAL_SUSPECT: cut off after frame \d+, 2 groups suspect/,
    );
    for (const seq of [2, 3]) {
      expect(disk.readAll(path(seq, '.damaged'))).toEqual(copies.readAll(path(seq)));
    }
  });

  it('finds what was durable at some time, whatever byte is damaged, and never without the mark', () => {
    const { disk, states } = story();
    const seen = { same: 0, cut: 0, refused: 0 };
    const names = disk.list(directory).filter((name) => name.endsWith('.log'));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const file = `${directory}/${name}`;
      for (const at of bytesOf(disk.readAll(file))) {
        const copy = flip(disk.clone(), file, at);
        const isRefused = attempt(copy.clone(), options) === null;
        const life = attempt(copy, suspect);
        if (life === null) {
          // Before the first frame nothing is known.
          expect([name, at < 1_024]).toEqual([names[0], true]);
          seen.refused++;
        } else if (isRefused) {
          expect(states).toContain(recoveredState(life));
          expect(allSuspect(life)).toBe(true);
          seen.cut++;
        } else {
          expect(life.recovered.groups.some((each) => each.suspect)).toBe(false);
          seen.same++;
        }
      }
    }
    expect(seen.same).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.cut).toBeGreaterThan(80);
  });

  it('is remembered by the log: over restarts in strict mode, and in the head of every segment', () => {
    const disk = damaged(2, 1_070);
    let life = start(disk, suspect);
    for (let i = 100; i < 140; i++) {
      life.wal.append(1, write(i, { hardState: hardState(i, 0, 0) }));
      flush(life);
    }
    expect(life.wal.stats().segments).toBeGreaterThan(5);
    life = start(disk, options);
    expect(allSuspect(life)).toBe(true);
    // The segments that hold the marks are given up: the heads go on to say it.
    life.wal.purge(new Map([1, 2].map((id) => [id, groupOf(life, id).lastIndex])), () => {});
    disk.run();
    expect(disk.exists(path(2))).toBe(false);
    life = start(disk, options);
    expect(allSuspect(life)).toBe(true);
  });

  it('ends for a replica with the frame that says so', () => {
    const disk = damaged(2, 1_070);
    const life = start(disk, suspect);
    life.wal.append(1, write(1, { hardState: hardState(40, 2, 0), trusted: true }));
    flush(life);
    const next = start(disk, options);
    expect(groupOf(next, 1)).toMatchObject({ suspect: false, hardState: hardState(40, 2, 0) });
    expect(groupOf(next, 2).suspect).toBe(true);
    for (let i = 2; i < 20; i++) {
      next.wal.append(1, write(i, { hardState: hardState(40 + i, 0, 0) }));
      flush(next);
    }
    expect(start(disk, options).recovered.groups.map((each) => each.suspect)).toEqual([
      false,
      true,
    ]);
  });

  it('takes replicas that are created later for suspect too: they may have been in what is lost', () => {
    const life = start(undefined, options);
    life.wal.createGroup(1, 1, conf(1, 2, 3));
    flush(life);
    life.wal.createGroup(2, 1, conf(1, 2, 3));
    flush(life);
    life.wal.append(2, write(1, { hardState: hardState(9, 2, 0) }));
    flush(life);
    const at = 512 + 2 * 512 + 45;
    let next = start(flip(life.disk, path(1), at), suspect);
    expect(next.recovered.groups.map((each) => each.group)).toEqual([1]);
    expect(next.wal.createGroup(2, 1, conf(1, 2, 3))).toBe(true);
    flush(next);
    next = start(life.disk, options);
    expect(groupOf(next, 2).suspect).toBe(true);
    next.wal.dropGroup(2);
    expect(next.wal.createGroup(2, 7, conf(1, 2, 3))).toBe(true);
  });

  it('interrupted at any moment is refused in strict mode, or finished; the mark is never missing', () => {
    for (const [seq, at] of [
      [1, 2_090],
      [2, 20],
      [2, 550],
      [2, 1_070],
      [2, 3_630],
    ] as const) {
      for (let stop = 1; ; stop++) {
        const disk = damaged(seq, at);
        disk.stopAt(stop);
        let isDone = false;
        try {
          start(disk, suspect);
          isDone = true;
        } catch (error) {
          if (!(error instanceof MachineStopped)) throw error;
        }
        for (const keep of [keepAll, loseAll]) {
          const copy = disk.clone();
          copy.crash(keep);
          const strict = attempt(copy.clone(), options);
          if (strict !== null) expect(allSuspect(strict), `stopped at ${stop}`).toBe(true);
          expect(allSuspect(start(copy, suspect)), `stopped at ${stop}`).toBe(true);
        }
        if (isDone) break;
        expect(stop).toBeLessThan(20);
      }
    }
  });

  it('begins a log whose first entries are lost empty, behind what the state machine is known to have', () => {
    const life = start(undefined, options);
    life.wal.createGroup(1, 1, conf(1, 2, 3));
    for (let i = 1; i <= 30; i++) {
      life.wal.append(1, write(i, { hardState: hardState(1, 1, i - 1), entries: [entry(i, 1)] }));
      flush(life);
    }
    life.wal.purge(new Map([[1, 20]]), () => {});
    life.disk.run();
    const [first = ''] = life.disk.list(directory);
    const seq = Number(first.slice(0, 16));
    // The purge itself is in the last segment: damage before it leaves no word of it.
    const next = start(flip(life.disk, path(seq + 1), 20), suspect);
    const found = groupOf(next, 1);
    expect(found.suspect).toBe(true);
    expect(found.lastIndex).toBe(found.boundary.index);
    expect(found.hardState.term).toBe(1);
    next.wal.append(1, write(1, { snapshot: meta(25, 1), entries: [entry(26, 1)] }));
    flush(next);
    expect(groupOf(start(life.disk, options), 1)).toMatchObject({ lastIndex: 26, suspect: true });
  });

  it('is no way around a missing, foreign or headless log, nor around what no release wrote (R24)', () => {
    const no = { ...suspect, create: false };
    expect(() => start(undefined, no)).toThrow(WalForeignError);
    expect(() => start(story().disk, { ...no, walId: new Uint8Array(16) })).toThrow(
      WalForeignError,
    );
    expect(() => start(damaged(1, 30), no)).toThrow(WalCorruptError);
    const { disk } = story();
    disk.damage(path(1), () => new Uint8Array(4_096));
    expect(() => start(disk, no)).toThrow(WalCorruptError);
  });

  it('changes nothing where nothing is damaged', () => {
    const { disk } = story();
    const before = recoveredState(start(disk.clone(), options));
    const life = start(disk, suspect);
    expect(recoveredState(life)).toBe(before);
    expect(life.recovered.groups.some((each) => each.suspect)).toBe(false);
  });

  it('keeps no more than a few damaged files', () => {
    const { disk } = story();
    for (let i = 0; i < 40; i++) {
      const names = disk.list(directory).filter((name) => name.endsWith('.log'));
      flip(disk, `${directory}/${names.at(-1)}`, 20);
      const life = attempt(disk, suspect);
      if (life === null) break;
      flush(life);
    }
    const kept = disk.list(directory).filter((name) => name.endsWith('.damaged'));
    expect(kept.length).toBe(16);
  });
});

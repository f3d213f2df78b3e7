import { describe, expect, it } from 'vitest';
import { inspectWal, recordsOf } from '../../src/storage/wal-inspect.ts';
import { salvageWal } from '../../src/storage/wal-salvage.ts';
import { recoveredState } from './wal-model.ts';
import {
  conf,
  directory,
  entries,
  flush,
  hardState,
  keepAll,
  type Life,
  loseAll,
  smallWal,
  start,
  write,
} from './wal-world.ts';

const target = 'node/salvaged';

/** Two groups in several segments of 2 KiB. */
function twoGroups(frames = 8): Life {
  const life = start(undefined, { segmentBytes: 2_048 });
  life.wal.createGroup(1, 1, conf(1, 2, 3));
  life.wal.createGroup(2, 4, conf(1, 2, 3));
  for (let i = 1; i <= frames; i++) {
    const group = 1 + (i % 2);
    const index = Math.ceil(i / 2);
    life.wal.append(
      group,
      write(i, { hardState: hardState(3, 1, index), entries: entries(index, index, 3) }),
    );
    flush(life);
  }
  return life;
}

/** As a start on what was salvaged finds it. */
function salvaged(life: Life): string {
  const disk = life.disk.clone();
  for (const name of disk.list(directory)) disk.remove(`${directory}/${name}`, () => {});
  disk.run();
  disk.replaceNow(
    `${directory}/0000000000000001.log`,
    life.disk.readAll(`${target}/0000000000000001.log`),
  );
  return recoveredState(start(disk));
}

describe('a log that is looked at', () => {
  it('is what a start would find, and stays as it is', () => {
    const life = twoGroups(9);
    // A start would move the last frame, whose sync nothing has proved.
    life.disk.crash(keepAll);
    const changes = life.disk.mutations;
    const wal = inspectWal(life.disk, directory);
    expect(life.disk.mutations).toBe(changes);
    expect(wal.problem).toBe(null);
    expect(wal.walId).toEqual(smallWal.walId);
    expect(wal.segments.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(wal.notes.join()).toContain('may not have been synced');
    const { groups } = start(life.disk, { segmentBytes: 2_048 }).recovered;
    expect(wal.groups).toEqual(groups);
  });

  it('shows its frames and records', () => {
    const [first] = inspectWal(twoGroups(1).disk, directory).segments;
    const kinds = first?.frames.map((frame) => recordsOf(frame).map(({ kind }) => kind));
    expect(kinds).toEqual([[], ['create', 'create', 'entries', 'hardState']]);
  });

  it('is refused as a start would refuse it, with what is intact all the same', () => {
    const life = twoGroups();
    const second = inspectWal(life.disk, directory).segments[1];
    const frame = second?.frames[1];
    if (second === undefined || frame === undefined) throw new Error('no second segment');
    life.disk.damage(second.path, (bytes) => {
      bytes[frame.offset + 45] = (bytes[frame.offset + 45] ?? 0) ^ 1;
      return bytes;
    });
    const wal = inspectWal(life.disk, directory);
    expect(wal.problem?.message).toContain(`${second.path} is corrupt at byte ${frame.offset}`);
    expect(wal.groups).toEqual([]);
    expect(wal.segments.map(({ frames }) => frames.length)).toEqual([3, 1, 3, 3, 1]);
  });

  it('must be there', () => {
    const life = start();
    expect(() => inspectWal(life.disk, 'elsewhere')).toThrow(
      /elsewhere cannot be used: it is missing/,
    );
    life.disk.damage(`${directory}/0000000000000001.log`, (bytes) => bytes.fill(1));
    expect(() => inspectWal(life.disk, directory)).toThrow(/no segment has an intact header/);
  });
});

describe('a log that is salvaged', () => {
  it('is all of it where nothing is damaged', () => {
    const life = twoGroups();
    const wal = inspectWal(life.disk, directory);
    const result = salvageWal(wal, life.disk, target);
    expect(result).toMatchObject({ leftBehind: 0, groupsLeftBehind: [], groupsGone: [] });
    expect(salvaged(life)).toBe(recoveredState(start(life.disk, { segmentBytes: 2_048 })));
  });

  it('ends before the damage, and says what was left behind', () => {
    const whole = recoveredState(start(twoGroups(3).disk, { segmentBytes: 2_048 }));
    const life = twoGroups(8);
    const wal = inspectWal(life.disk, directory);
    // The frame after the third write.
    const damaged = wal.segments.flatMap(({ path, frames }) =>
      frames.map((frame) => ({ path, frame })),
    );
    const fourth = damaged.filter(({ frame }) =>
      recordsOf(frame).some(({ kind }) => kind === 'entries'),
    )[3];
    if (fourth === undefined) throw new Error('no fourth write');
    life.disk.damage(fourth.path, (bytes) => {
      const at = fourth.frame.offset + 50;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes;
    });
    const result = salvageWal(inspectWal(life.disk, directory), life.disk, target);
    expect(result.groupsLeftBehind).toEqual([1, 2]);
    expect(result.leftBehind).toBeGreaterThan(3);
    expect(salvaged(life)).toBe(whole);
  });

  it('has what was copied, and not the group whose copy is damaged', () => {
    const life = start(undefined, { segmentBytes: 2_048 });
    for (const group of [1, 2]) life.wal.createGroup(group, 1, conf(1));
    life.wal.append(1, write(1, { entries: entries(1, 2, 3) }));
    for (let i = 1; i <= 20; i++) {
      life.wal.append(2, write(i, { entries: entries(i, i, 3) }));
      flush(life);
    }
    for (let i = 0; i < 2; i++) {
      life.wal.purge(new Map([[2, 20]]), () => {});
      life.disk.run();
    }
    const wal = inspectWal(life.disk, directory);
    salvageWal(wal, life.disk, target);
    expect(salvaged(life)).toContain('1/1 0,0,0 0@0 [3:1@3 3:2@3]');
    const frames = wal.segments.flatMap(({ path, frames }) =>
      frames.map((frame) => ({ path, frame })),
    );
    const copy = frames.find(({ frame }) => recordsOf(frame).some(({ kind }) => kind === 'copy'));
    if (copy === undefined) throw new Error('nothing was copied');
    life.disk.damage(copy.path, (bytes) => bytes.fill(1, copy.frame.offset, copy.frame.offset + 1));
    expect(() => salvageWal(wal, life.disk, target)).toThrow(/must be empty/);
    const elsewhere = `${target}-again`;
    const result = salvageWal(inspectWal(life.disk, directory), life.disk, elsewhere);
    expect(result.groupsGone).toEqual([1]);
  });

  it('leaves out a group of which what is there begins too late', () => {
    const life = twoGroups();
    // Group 2 needs nothing of the first segments any more; the record that says so comes late.
    life.wal.purge(
      new Map([
        [1, 3],
        [2, 3],
      ]),
      () => {},
    );
    life.disk.run();
    life.disk.crash(loseAll);
    const { segments } = inspectWal(life.disk, directory);
    const last = segments.at(-1);
    const compact = last?.frames.find((frame) =>
      recordsOf(frame).some(({ kind }) => kind === 'compact'),
    );
    if (last === undefined || compact === undefined) throw new Error('no purge');
    life.disk.damage(last.path, (bytes) => {
      bytes[compact.offset + 45] = (bytes[compact.offset + 45] ?? 0) ^ 1;
      return bytes;
    });
    const result = salvageWal(inspectWal(life.disk, directory), life.disk, target);
    expect(result.groupsGone.length).toBeGreaterThan(0);
    for (const group of result.groupsGone)
      expect(salvaged(life)).not.toMatch(new RegExp(`^${group}/`, 'm'));
  });

  it('is never written over anything', () => {
    const life = twoGroups();
    const wal = inspectWal(life.disk, directory);
    expect(() => salvageWal(wal, life.disk, directory)).toThrow(/must be empty/);
  });
});

import { describe, expect, it } from 'vitest';
import { inspectWal, recordsOf } from '../../src/storage/wal-inspect.ts';
import {
  conf,
  directory,
  entries,
  entry,
  flush,
  type Life,
  loseAll,
  meta,
  recoveredTexts,
  start,
  write,
} from './wal-world.ts';

describe('what a purge counts on', () => {
  /** A group with entries in the oldest of many segments, and a purge of the others whose frame is on its way. */
  function purging(): Life {
    const life = start();
    for (const group of [1, 2]) life.wal.createGroup(group, 1, conf());
    life.wal.append(1, write(1, { entries: entries(1, 3, 1) }));
    for (let index = 1; index <= 30; index++) {
      life.wal.append(2, write(index, { entries: [entry(index, 1, 'y'.repeat(600))] }));
      flush(life);
    }
    life.wal.purge(new Map([[2, 30]]), () => {});
    return life;
  }

  it.each([
    [
      'the record of a snapshot',
      (life: Life) => life.wal.append(1, write(9, { snapshot: meta(8, 2) })),
    ],
    ['the end of a group', (life: Life) => life.wal.dropGroup(1)],
  ] as const)('is durable: not %s that is on its way', (_name, forget) => {
    const life = purging();
    forget(life);
    // The frame of the purge is durable, the one with that record is never written.
    life.disk.hangAt('write', 1);
    life.disk.run();
    life.disk.crash(loseAll);
    expect(recoveredTexts(start(life.disk), 1)).toEqual(['1@1', '2@1', '3@1']);
  });

  it('is missed when it is gone, and the log is left as it is', () => {
    const life = purging();
    life.disk.run();
    // The purge of group 1 frees the rest; both of its frames are lost, the last one without a trace.
    life.wal.purge(new Map([[1, 3]]), () => {});
    life.disk.run();
    const path = `${directory}/${life.disk.list(directory).at(-1)}`;
    const [last] = inspectWal(life.disk, directory).segments.slice(-1);
    const compact = last?.frames.findLast((frame) =>
      recordsOf(frame).some(({ kind }) => kind === 'compact'),
    );
    if (compact === undefined) throw new Error('no purge');
    life.disk.damage(path, (bytes) => bytes.fill(0, compact.offset));
    const changes = life.disk.mutations;
    expect(() => start(life.disk)).toThrow(/group 1 has no entry 1/);
    expect(life.disk.mutations).toBe(changes);
  });
});

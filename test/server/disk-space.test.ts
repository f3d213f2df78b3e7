import { describe, expect, it, vi } from 'vitest';
import { World } from '../../sim/world/world.ts';
import { DiskSpace, freeBytesOfFileSystem } from '../../src/server/disk-space.ts';
import type { NodeLogger } from '../../src/server/logger.ts';
import { expectAny } from '../../src/storage/index.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { serverLimits } from '../../src/util/limits.ts';

/** What a file system tells in turn, and what follows from it. */
function readings(...told: (number | null)[]): {
  readonly low: boolean[];
  readonly lines: string[];
} {
  vi.useFakeTimers();
  const low: boolean[] = [];
  const lines: string[] = [];
  const note = (_figures: unknown, line: string): void => void lines.push(line);
  const space = new DiskSpace({
    path: 'anywhere',
    reserveBytes: 1_000,
    freeBytes: (_path, done) => done(told.shift() ?? null),
    logger: { error: note, info: note } as unknown as NodeLogger,
    read: (_bytes, isLow) => low.push(isLow),
  });
  const count = told.length;
  space.start();
  vi.advanceTimersByTime((count - 1) * serverLimits.diskSpacePollMs);
  space.stop();
  vi.useRealTimers();
  return { low, lines };
}

describe('the watch over free space', () => {
  it('says so when less than the reserve is free, and takes it back a quarter above', () => {
    const { low, lines } = readings(5_000, 999, 1_100, 1_249, 1_250, 1_000);
    expect(low).toEqual([false, true, true, true, false, false]);
    expect(lines).toEqual([
      'DISK_LOW: writes are refused, deletes are not',
      'DISK_LOW is over: writes are taken again',
    ]);
  });

  it('believes nothing that could not be read', () => {
    expect(readings(999, null, 2_000).low).toEqual([true, false]);
  });

  it('looks once a second while no disk could fill what is free sooner, and more often near the reserve', () => {
    const GIB = 2 ** 30;
    const lookedAt = (...told: number[]): number[] => {
      vi.useFakeTimers({ now: 0 });
      const times: number[] = [];
      const space = new DiskSpace({
        path: 'anywhere',
        reserveBytes: 1_000,
        freeBytes: (_path, done) => {
          times.push(Date.now());
          done(told.shift() ?? 0);
        },
        logger: { error: () => {}, info: () => {} } as unknown as NodeLogger,
        read: () => {},
      });
      space.start();
      vi.advanceTimersByTime(2_000);
      space.stop();
      vi.advanceTimersByTime(2_000);
      vi.useRealTimers();
      return times.slice(0, 4);
    };
    expect(lookedAt(50 * GIB, 50 * GIB, 50 * GIB)).toEqual([0, 1_000, 2_000]);
    expect(lookedAt(GIB / 2, GIB / 8, 1_001)).toEqual([0, 511, 638, 738]);
  });

  it('reads the file system that the path is on', async () => {
    const bytes = await new Promise((resolve) => freeBytesOfFileSystem('.', resolve));
    expect(bytes).toBeGreaterThan(0);
    const gone = await new Promise((resolve) => freeBytesOfFileSystem('./no/such/path', resolve));
    expect(gone).toBe(null);
  });
});

describe('a leader on a disk that is nearly full (R23)', () => {
  it('refuses what needs room, takes what frees it, and answers reads; then all of it again', async () => {
    const world = await World.start();
    const leader = world.leaderFor('{t}');
    const before = world.put(leader, '{t}a', 'x', 0);
    world.until(() => before.reply !== null, 'a put');
    leader.host.diskLow = true;
    const put = {
      kind: 'put',
      key: utf8('{t}b'),
      value: utf8('y'),
      ttlMs: 0,
      expect: expectAny,
    } as const;
    const deletion = { kind: 'delete', key: utf8('{t}a'), expect: expectAny } as const;
    const txn = (operation: typeof put | typeof deletion) =>
      ({ kind: 'txn', compare: [], success: [], failure: [operation] }) as const;
    const asked = [put, txn(put), txn(deletion), deletion].map((body) =>
      world.write(leader, '{t}', body),
    );
    const read = world.get(leader, '{t}a');
    world.until(() => [...asked, read].every(({ reply }) => reply !== null), 'answers');
    expect(
      asked.map(({ reply }) => (reply?.type === 'failed' ? reply.failure.reason : 'ok')),
    ).toEqual(['SPACE_QUOTA', 'SPACE_QUOTA', 'ok', 'ok']);
    expect(asked[0]?.reply).toMatchObject({ failure: { outcome: 'not_executed' } });
    leader.host.diskLow = false;
    const after = world.write(leader, '{t}', put);
    world.until(() => after.reply !== null, 'a put');
    expect(after.outcome).toBe('ok');
  });
});

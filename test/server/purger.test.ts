import { describe, expect, it } from 'vitest';
import type { Group } from '../../src/server/host/group.ts';
import { KeptLogs } from '../../src/server/host/kept-log.ts';
import { Purger } from '../../src/server/host/purger.ts';
import type { Store, Wal } from '../../src/storage/index.ts';
import { storageLimits } from '../../src/util/limits.ts';

const segmentBytes = 1_000;

/** Snapshots under way need the log after this index. */
function needs(index: number): KeptLogs {
  const kept = new KeptLogs();
  kept.keepAfter(index, Number.POSITIVE_INFINITY);
  return kept;
}

/** Where a log of so many bytes is cut for a group that has flushed 100 and sends a snapshot of index 40. */
function pointAt(
  bytes: number,
  of: Partial<Pick<Group, 'lost' | 'keptLogs'>> = {},
  asideAt?: number | null,
): number | undefined {
  let points: ReadonlyMap<number, number> = new Map();
  const wal = {
    proveLast: () => {},
    stats: () => ({ segments: 9, newestSegment: 9, bytes, segmentBytes, copiedBytes: 0 }),
    purge: (purged: ReadonlyMap<number, number>) => {
      points = purged;
    },
  } as unknown as Wal;
  const setAside = asideAt === undefined ? null : { generation: 1, appliedIndex: asideAt };
  const store = { flushedIndex: () => 100, setAside: () => setAside } as unknown as Store;
  const raft = { status: () => ({ persistedIndex: 120, applied: 120, progress: [] }) };
  const base = { id: 3, lost: null, leads: true, raft, keptLogs: needs(40) };
  const group = { ...base, ...of } as unknown as Group;
  new Purger(wal, store, () => true).run([group], 0, () => {});
  return points.get(3);
}

describe('the log after a snapshot that is on its way (R22)', () => {
  const most = storageLimits.walKeepForSnapshotsBytes + segmentBytes;

  it('is kept', () => {
    expect([pointAt(5_000), pointAt(most)]).toEqual([40, 40]);
  });

  it('is given up once it has grown too long: a slow receiver must not fill the disk', () => {
    expect(pointAt(most + 1)).toBe(100);
  });
});

describe('the log above rows that were set aside', () => {
  const most = storageLimits.walKeepForSnapshotsBytes + segmentBytes;
  const lost = { lost: 'a false alarm', keptLogs: needs(Number.POSITIVE_INFINITY) };

  it('is kept, so that their owner can restore them, within the same limit', () => {
    expect(pointAt(5_000, lost, 30)).toBe(30);
    expect(pointAt(most, lost, 30)).toBe(30);
    expect(pointAt(most + 1, lost, 30)).toBe(120);
  });

  it('is not, where nobody knows how far they go, or nothing was set aside', () => {
    expect(pointAt(5_000, lost, null)).toBe(120);
    expect(pointAt(5_000, lost)).toBe(120);
  });

  it('is not, once the state was made anew from the log', () => {
    expect(pointAt(5_000, { ...lost, lost: null }, 30)).toBe(100);
  });
});

describe('when the log is purged', () => {
  it('is once a second, and as soon as a segment was added: it leaves an old one for the next', () => {
    let newestSegment = 5;
    const purgedAt: number[] = [];
    let now = 0;
    const wal = {
      proveLast: () => {},
      stats: () => ({ segments: 2, newestSegment, bytes: 0, segmentBytes, copiedBytes: 0 }),
      purge: (_points: ReadonlyMap<number, number>, done: () => void) => {
        purgedAt.push(now);
        done();
      },
    } as unknown as Wal;
    const purger = new Purger(wal, {} as Store, () => true);
    for (now = 0; now <= 2_000; now += 100) {
      if (now === 300) newestSegment++;
      purger.run([], now, () => {});
    }
    expect(purgedAt).toEqual([0, 300, 1_000, 2_000]);
  });
});

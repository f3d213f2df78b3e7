import { describe, expect, it } from 'vitest';
import { compareHashes, type ReplicaHashes } from '../../src/server/hash-compare.ts';
import { HashTrail } from '../../src/server/host/hash-trail.ts';

/** A replica with hashes by index. */
function replica(member: number, hashes: Readonly<Record<number, number>>): ReplicaHashes {
  const points = Object.entries(hashes).map(([index, hash]) => ({ index: Number(index), hash }));
  return { member, appliedIndex: points.at(-1)?.index ?? 0, isLost: points.length === 0, points };
}

function statesOf(...replicas: ReplicaHashes[]): string {
  const { verdict, index, isDecided, replicas: compared } = compareHashes([1, 2, 3], replicas);
  const states = compared.map(({ member, state }) => `${member} ${state}`).join(', ');
  return `${verdict} at ${index}${isDecided ? '' : ', undecided'}: ${states}`;
}

describe('comparing replicas (R20)', () => {
  it('takes the newest index that most of them can speak of', () => {
    const busy = [replica(1, { 256: 7, 512: 8, 600: 1 }), replica(2, { 256: 7, 512: 8, 590: 2 })];
    expect(statesOf(...busy, replica(3, { 256: 7, 300: 3 }))).toBe(
      'equal at 256: 1 ok, 2 ok, 3 ok',
    );
    expect(statesOf(...busy, replica(3, { 12: 3 }))).toBe('equal at 512: 1 ok, 2 ok, 3 behind');
  });

  it('names who differs from more than half of all', () => {
    expect(statesOf(replica(1, { 256: 7 }), replica(2, { 256: 9 }), replica(3, { 256: 7 }))).toBe(
      'different at 256: 1 ok, 2 different, 3 ok',
    );
  });

  it('knows that somebody is wrong, and not who, without such a majority', () => {
    expect(statesOf(replica(1, { 256: 7 }), replica(2, { 256: 9 }))).toBe(
      'different at 256, undecided: 1 different, 2 different, 3 down',
    );
    expect(statesOf(replica(1, { 256: 7 }), replica(2, { 256: 9 }), replica(3, { 256: 8 }))).toBe(
      'different at 256, undecided: 1 different, 2 different, 3 different',
    );
  });

  it('says nothing where there is nothing to compare, and leaves out who is being rebuilt', () => {
    expect(statesOf(replica(1, { 256: 7 }), replica(2, {}))).toBe(
      'unknown at 256, undecided: 1 ok, 2 rebuilding, 3 down',
    );
    expect(statesOf()).toBe('unknown at 0, undecided: 1 down, 2 down, 3 down');
  });
});

describe('the trail of a replica', () => {
  it('keeps the last sixteen multiples of 256, and where it stands', () => {
    const trail = new HashTrail();
    for (let index = 1; index <= 5_000; index++) trail.passed(index, index + 1);
    const points = trail.until(5_000, 5_001);
    expect(points).toHaveLength(17);
    expect(points[0]).toEqual({ index: 1_024, hash: 1_025 });
    expect(points.at(-2)).toEqual({ index: 4_864, hash: 4_865 });
    expect(points.at(-1)).toEqual({ index: 5_000, hash: 5_001 });
  });

  it('does not name one index twice, and begins anew with a new state', () => {
    const trail = new HashTrail();
    trail.passed(256, 1);
    expect(trail.until(256, 1)).toEqual([{ index: 256, hash: 1 }]);
    trail.clear();
    expect(trail.until(300, 2)).toEqual([{ index: 300, hash: 2 }]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Group } from '../../src/server/host/group.ts';
import { Scrubber } from '../../src/server/host/scrubber.ts';

const heartbeatMs = 100;

/** Groups of one read each, and how often each was looked at. */
function groupsOf(count: number): { groups: Group[]; looks: number[] } {
  const looks = Array.from({ length: count }, () => 0);
  const groups = looks.map((_, id) => {
    const openScrub = (): object => {
      looks[id] = (looks[id] ?? 0) + 1;
      const step = (done: (error: null, bytes: number) => void): void => done(null, 0);
      return { step, close: () => {} };
    };
    const host = { readable: true, metrics: { scrubbed: () => {} } };
    return { id, lost: null, install: { running: false }, host, partition: { openScrub } };
  });
  return { groups: groups as unknown as Group[], looks };
}

function run(scrubber: Scrubber, groups: readonly Group[], seconds: number): void {
  for (let now = 0; now <= seconds * 1_000; now += heartbeatMs) scrubber.run(groups, now);
}

describe('the scrub of a node (R20)', () => {
  it('looks at each partition once in the interval', () => {
    const { groups, looks } = groupsOf(5);
    run(new Scrubber(1_000, () => {}), groups, 10);
    for (const count of looks) expect([9, 10]).toContain(count);
  });

  it('leaves none out where a round takes longer than the interval', () => {
    const { groups, looks } = groupsOf(25);
    run(new Scrubber(1_000, () => {}), groups, 30);
    expect(Math.min(...looks)).toBeGreaterThan(8);
    expect(Math.max(...looks) - Math.min(...looks)).toBeLessThanOrEqual(1);
  });

  it('waits for a partition that is being rebuilt, and not with the others', () => {
    const { groups, looks } = groupsOf(3);
    Object.assign(groups[0] as Group, { lost: 'damaged' });
    run(new Scrubber(1_000, () => {}), groups, 5);
    expect(looks[0]).toBe(0);
    expect(Math.min(...looks.slice(1))).toBeGreaterThan(3);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultLimits } from '../../jepsen-lite/limits.ts';
import { nemeses } from '../../jepsen-lite/nemeses/index.ts';
import { Random } from '../../jepsen-lite/random.ts';
import { quietMs, type Step, steps } from '../../jepsen-lite/schedule.ts';

function schedule(seed: number, count: number, seconds = 120): Step[] {
  const generator = steps(nemeses, seconds, new Random(seed));
  return Array.from({ length: count }, () => generator.next().value);
}

describe('the schedule of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    const names = (seed: number): string =>
      schedule(seed, 30)
        .map(({ nemesis, shape, holdMs }) => `${nemesis.kind} ${shape.name} ${holdMs}`)
        .join('\n');
    expect(names(7)).toBe(names(7));
    expect(names(7)).not.toBe(names(8));
  });

  it('gives every nemesis a turn in each round, the first of them with a quorum left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (seed) => {
        const all = schedule(seed, 2 * nemeses.length);
        const [first, second] = [all.slice(0, nemeses.length), all.slice(nemeses.length)];
        for (const round of [first, second]) {
          expect(new Set(round.map(({ nemesis }) => nemesis.kind)).size).toBe(nemeses.length);
        }
        expect(first.filter(({ shape }) => shape.stopsAll)).toEqual([]);
      }),
    );
  });

  it('has every shape of every nemesis before long', () => {
    const seen = new Set(
      schedule(1, 200).map(({ nemesis, shape }) => `${nemesis.kind} ${shape.name}`),
    );
    expect(seen.size).toBe(nemeses.reduce((sum, { shapes }) => sum + shapes.length, 0));
  });

  it('holds faults for less than half an election timeout and for more than two', () => {
    const holds = schedule(3, 200).map(({ holdMs }) => holdMs);
    expect(holds.some((ms) => ms < 500)).toBe(true);
    expect(holds.some((ms) => ms > 4_000)).toBe(true);
  });

  it('keeps windows without a quorum short, and every window within its share of a short run', () => {
    for (const { shape, holdMs } of schedule(5, 200)) {
      if (shape.stopsAll) expect(holdMs).toBeLessThanOrEqual(faultLimits.noQuorumMs);
    }
    for (const { holdMs, shape } of schedule(5, 50, 10)) {
      const most = Math.max(10_000 * faultLimits.windowShare, shape.leastMs ?? 0);
      expect(holdMs).toBeLessThanOrEqual(most);
    }
  });

  it('leaves more than a quarter of all time quiet', () => {
    for (const step of schedule(9, 100)) {
      const quiet = quietMs(step, step.holdMs);
      expect(quiet / (quiet + step.holdMs)).toBeGreaterThan(0.25);
    }
  });
});

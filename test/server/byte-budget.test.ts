import { describe, expect, it } from 'vitest';
import { MachineClock } from '../../sim/world/machine-clock.ts';
import { ProcessClock } from '../../sim/world/process-clock.ts';
import { VirtualTime } from '../../sim/world/time.ts';
import { ByteBudget } from '../../src/server/host/byte-budget.ts';
import { Random } from '../../src/util/random.ts';

/** A budget, and what left when. */
function budgetOf(bytesPerSecond: number) {
  const time = new VirtualTime();
  const clock = new ProcessClock(time, new MachineClock(time), () => {});
  const budget = new ByteBudget(clock, bytesPerSecond);
  const left: { readonly who: string; readonly bytes: number; readonly at: number }[] = [];
  const note = (who: string, bytes: number) => (): void => {
    left.push({ who, bytes, at: time.now });
  };
  return { time, budget, left, note };
}

describe('a budget of bytes', () => {
  it('is exceeded by no more than one piece in any window, whoever wishes what and when', () => {
    const random = new Random(7);
    const rate = 10_000;
    const { time, budget, left, note } = budgetOf(rate);
    for (let i = 0; i < 500; i++) {
      // Bursts, and then a silence in which nothing must be saved up.
      time.run(random.chance(1, 20) ? 3_000 : random.between(0, 60));
      const bytes = random.between(1, 1_000);
      const spending = budget.spend(bytes, random.chance(1, 10), note('any', bytes));
      if (random.chance(1, 20)) spending.cancel();
    }
    time.run(600_000);
    expect(left.length).toBeGreaterThan(400);
    let worst = 0;
    for (let first = 0; first < left.length; first++) {
      let before = 0;
      for (const { at, bytes } of left.slice(first)) {
        const windowMs = at - (left[first]?.at ?? 0);
        worst = Math.max(worst, before - (windowMs * rate) / 1_000);
        before += bytes;
      }
    }
    // What left in the window, without the last piece, beyond what the window allows.
    expect(worst).toBeLessThanOrEqual(1e-6);
  });

  it('is used up while anybody waits', () => {
    const { time, budget, left, note } = budgetOf(10_000);
    for (let i = 0; i < 100; i++) budget.spend(1_000, false, note('one', 1_000));
    time.run(9_899);
    expect(left.length).toBe(99);
    time.run(2);
    expect(left.length).toBe(100);
  });

  it('is shared in turn, and what is urgent goes first', () => {
    const { time, budget, left, note } = budgetOf(1_000);
    const again = (who: string, urgent: boolean, times: number): void => {
      if (times === 0) return;
      budget.spend(100, urgent, () => {
        note(who, 100)();
        again(who, urgent, times - 1);
      });
    };
    budget.spend(100, false, note('before them', 100));
    for (const who of ['a', 'b', 'c']) again(who, false, 30);
    time.run(1_050);
    const shares = ['a', 'b', 'c'].map((who) => left.filter((piece) => piece.who === who).length);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    const before = left.length;
    again('meta', true, 5);
    time.run(500);
    expect(left.slice(before).map(({ who }) => who)).toEqual(Array(5).fill('meta'));
  });

  it('forgets a wish that was taken back', () => {
    const { time, budget, left, note } = budgetOf(1_000);
    budget.spend(1_000, false, note('first', 1_000));
    const second = budget.spend(1_000, false, note('second', 1_000));
    budget.spend(1_000, false, note('third', 1_000));
    second.cancel();
    time.run(1_001);
    expect(left.map(({ who }) => who)).toEqual(['first', 'third']);
  });

  it('of 0 is no limit', () => {
    const { budget, left, note } = budgetOf(0);
    for (let i = 0; i < 100; i++) budget.spend(1_000_000, false, note('any', 1_000_000));
    expect(left.length).toBe(100);
  });
});

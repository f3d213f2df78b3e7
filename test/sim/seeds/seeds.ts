import { expect, it } from 'vitest';
import { Totals } from '../../../sim/cli/summary.ts';
import { drawSchedule } from '../../../sim/plan/draw-schedule.ts';
import { runSchedule } from '../../../sim/run/seed-report.ts';
import { loadHash } from '../../../src/util/hash.ts';

/** A seed takes a second or so, on a machine that does other things too. */
const seedTimeoutMs = 60_000;

/** Each of these seeds is a run in which nothing is violated, and which is worth its time (R45). */
export function holdsForSeeds(from: number, count: number): void {
  const totals = new Totals();
  for (let seed = from; seed < from + count; seed++) {
    it(
      `seed ${seed}`,
      async () => {
        const report = runSchedule(await loadHash(), drawSchedule(seed), {
          twice: seed % 10 === 0,
        });
        totals.add(report);
        expect(report.violation, `again: npm run sim -- --seed ${seed}`).toBeNull();
        expect(report.simulatedMs).toBeGreaterThanOrEqual(60_000);
        expect(report.operations).toBeGreaterThanOrEqual(1_000);
        expect(Object.keys(report.struck).length).toBeGreaterThanOrEqual(3);
      },
      seedTimeoutMs,
    );
  }

  it('reach most of the rare states between them', () => {
    const { probes } = totals.summary(0);
    const missed = Object.entries(probes).filter(([, hits]) => hits === 0);
    expect(missed.length, `never hit: ${missed.map(([name]) => name).join(', ')}`).toBeLessThan(
      Object.keys(probes).length / 3,
    );
  });
}

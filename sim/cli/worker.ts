import { loadHash } from '../../src/util/hash.ts';
import { drawSchedule } from '../plan/draw-schedule.ts';
import { runSchedule } from '../run/seed-report.ts';

/** A process that runs seeds, one after another, as its parent names them. */
export interface SeedOrder {
  readonly seed: number;
  readonly twice: boolean;
  readonly losses: boolean;
}

const hash = await loadHash();

process.on('message', ({ seed, twice, losses }: SeedOrder) => {
  const schedule = drawSchedule(seed, losses ? { losses } : {});
  process.send?.(runSchedule(hash, schedule, { twice }));
});
// Whoever asked is gone, in the middle of a report perhaps.
process.on('disconnect', () => process.exit(0));
process.on('error', () => process.exit(0));

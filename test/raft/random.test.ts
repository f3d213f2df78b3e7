import { describe, expect, it } from 'vitest';
import { nothingReached, type Reached, runSchedule } from './schedule.ts';

/** `RAFT_SEED=n` replays one failing seed, `RAFT_SEEDS=n` runs that many. */
const { RAFT_SEED: only, RAFT_SEEDS: many } = process.env;

function runSeeds(size: number, count: number, steps: number): Reached {
  const reached = nothingReached();
  const seeds =
    only === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(only)];
  for (const seed of seeds) {
    try {
      runSchedule(size, seed, steps, reached);
    } catch (error) {
      throw new Error(`${size} replicas, RAFT_SEED=${seed}: ${(error as Error).stack}`);
    }
  }
  return reached;
}

function expectReached(reached: Reached): void {
  for (const [what, count] of Object.entries(reached)) {
    expect(count, `schedules never reached any ${what}`).toBeGreaterThan(0);
  }
}

describe('random schedules of loss, reordering, duplication, crashes, cuts, snapshots and pauses', () => {
  it('keep three replicas safe, and let them converge once healed', { timeout: 600_000 }, () => {
    const reached = runSeeds(3, Number(many ?? 150), 1_500);
    if (only === undefined) expectReached(reached);
  });

  it('keep five replicas safe, and let them converge once healed', { timeout: 600_000 }, () => {
    const reached = runSeeds(5, Number(many ?? 80), 2_000);
    if (only === undefined) expectReached(reached);
  });
});

import type { Hash32 } from '../../src/util/hash.ts';
import type { Violation } from '../contract.ts';
import type { Schedule } from '../schedule.ts';
import { firstDifference } from './compare.ts';
import { Simulation } from './simulation.ts';
import { defaultOptions, type RunOptions } from './stage.ts';

/** What is kept of a run: plain data, so that it can come from another process. */
export interface SeedReport {
  readonly seed: number;
  readonly violation: Violation | null;
  /** When the violation was seen. */
  readonly endedMs: number;
  readonly operations: number;
  readonly simulatedMs: number;
  readonly events: number;
  readonly digest: number;
  readonly struck: Readonly<Record<string, number>>;
  readonly probes: Readonly<Record<string, number>>;
}

export interface SeedOptions extends Partial<RunOptions> {
  /** Runs it a second time and compares event by event. */
  readonly twice?: boolean;
}

export function runSchedule(
  hash: Hash32,
  schedule: Schedule,
  { twice = false, ...options }: SeedOptions = {},
): SeedReport {
  const chosen = { ...defaultOptions, ...options, keepTrace: twice };
  const first = new Simulation(hash, schedule, chosen);
  const result = first.run();
  let { violation } = result;
  if (twice && violation === null) {
    const second = new Simulation(hash, schedule, { ...chosen, note: null });
    const again = second.run();
    if (again.digest !== result.digest) {
      const message = firstDifference(first.stage.trace.events, second.stage.trace.events);
      violation = { checker: 'determinism', message };
    }
  }
  const { seed, endedMs, operations, simulatedMs, events, digest, struck, probes } = result;
  return {
    seed,
    violation,
    endedMs,
    operations,
    simulatedMs,
    events,
    digest,
    struck: Object.fromEntries(struck),
    probes: Object.fromEntries(probes),
  };
}

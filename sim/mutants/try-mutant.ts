import { convicts, type Judges } from './judge.ts';
import type { Mutant } from './mutant.ts';
import type { TrialVerdict } from './trial.ts';
import { TrialProcess } from './trial-process.ts';
import { makeWorkspace, removeWorkspace } from './workspace.ts';

/** How long to look. */
export interface TryOptions {
  /** Seeds without a fault, which must pass. */
  readonly calmSeeds: number;
  readonly maxSeeds: number;
  /** Seeds judged by the histories of clients alone; 0 for none. */
  readonly historySeeds: number;
  /** Leaves the copy with the bug behind. */
  readonly keep: boolean;
}

/** The first seed that convicts, counted from 1, and who does. */
export interface Conviction {
  readonly seeds: number;
  readonly checker: string;
  readonly message: string;
}

export interface TriedMutant {
  readonly mutant: Mutant;
  /** What a run without any fault ended with: such a mutant is too blunt to count. */
  readonly blunt: TrialVerdict | null;
  readonly caught: Conviction | null;
  readonly caughtByHistories: Conviction | null;
  /** Seeds on the way that ended in a crash, which convicts nobody. */
  readonly crashes: number;
  /** Until it was caught. */
  readonly seconds: number;
}

export async function tryMutant(mutant: Mutant, options: TryOptions): Promise<TriedMutant> {
  const workspace = makeWorkspace(mutant);
  const process = new TrialProcess(workspace);
  try {
    const blunt = await firstCalmFailure(process, options.calmSeeds);
    const started = performance.now();
    const { conviction: caught, crashes } = await search(process, mutant, 'all', options.maxSeeds);
    const seconds = (performance.now() - started) / 1_000;
    const clients = mutant.breaks === 'safety' ? options.historySeeds : 0;
    const { conviction: caughtByHistories } = await search(process, mutant, 'histories', clients);
    return { mutant, blunt, caught, caughtByHistories, crashes, seconds };
  } finally {
    process.close();
    if (!options.keep) removeWorkspace(workspace);
  }
}

/**
 * Judged by what clients see, and by whether the replicas agree. A watcher may see a broken rule at once that does harm
 * only once something fails: that is what it is for, and does not make the bug a blunt one.
 */
async function firstCalmFailure(
  process: TrialProcess,
  seeds: number,
): Promise<TrialVerdict | null> {
  for (let seed = 1; seed <= seeds; seed++) {
    const verdict = await process.run({ seed, faults: false, losses: false, watch: false });
    if (verdict.violation !== null) return verdict;
  }
  return null;
}

async function search(
  process: TrialProcess,
  mutant: Mutant,
  judges: Judges,
  maxSeeds: number,
): Promise<{ conviction: Conviction | null; crashes: number }> {
  let crashes = 0;
  for (let seed = 1; seed <= maxSeeds; seed++) {
    const losses = mutant.needsLosses ?? false;
    const order = { seed, faults: true, losses, watch: judges === 'all' };
    const { violation } = await process.run(order);
    if (violation === null) continue;
    const { checker, message } = violation;
    if (convicts(mutant, violation, judges)) {
      return { conviction: { seeds: seed, checker, message }, crashes };
    }
    crashes++;
  }
  return { conviction: null, crashes };
}

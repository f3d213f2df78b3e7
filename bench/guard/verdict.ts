import { median } from '../median.ts';
import { guardLimits } from './limits.ts';

export const guardWorkloads = ['put', 'get'] as const;
export type GuardWorkload = (typeof guardWorkloads)[number];

/** What both builds did of one workload, one right after the other: operations per CPU-second. */
export interface GuardRound {
  readonly baseline: number;
  readonly current: number;
}

/** What all rounds of one workload say. */
export interface Verdict {
  readonly workload: GuardWorkload;
  /** Operations per CPU-second, medians. */
  readonly baseline: number;
  readonly current: number;
  /** The median of the ratios of the rounds, current to baseline, with the lowest and the highest. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly isSlower: boolean;
}

/**
 * The two turns of a round met the same minute of the machine, so their ratio says more than either figure; and the
 * median of the ratios leaves out a round that something disturbed half of.
 */
export function verdictOf(workload: GuardWorkload, rounds: readonly GuardRound[]): Verdict {
  const ratios = rounds.map(({ baseline, current }) => current / baseline);
  const ratio = median(ratios);
  return {
    workload,
    baseline: median(rounds.map(({ baseline }) => baseline)),
    current: median(rounds.map(({ current }) => current)),
    ratio,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    isSlower: !(ratio >= guardLimits.leastRatio),
  };
}

/** One slower workload is enough. */
export function isGreen(verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ isSlower }) => !isSlower);
}

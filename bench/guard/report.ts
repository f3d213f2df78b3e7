import { columns } from '../columns.ts';
import { whole } from '../figures.ts';
import { guardLimits } from './limits.ts';
import { isGreen, type Verdict } from './verdict.ts';

const headings = ['ops per CPU-s', 'baseline', 'current', 'ratio', 'lowest-highest', 'verdict'];

/** A row per workload; the median of each build, and of the ratios of the rounds. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map((verdict) => [
    verdict.workload,
    whole(verdict.baseline),
    whole(verdict.current),
    verdict.ratio.toFixed(3),
    `${verdict.lowest.toFixed(3)}-${verdict.highest.toFixed(3)}`,
    verdict.isSlower ? 'SLOWER' : 'ok',
  ]);
  const format = columns(headings, [lines]);
  return [format(headings), ...lines.map(format)].join('\n');
}

/** What a red comparison found, and what to do about it; null for a green one. */
export function complaint(verdicts: readonly Verdict[], baseline: string): string | null {
  if (isGreen(verdicts)) return null;
  const slower = verdicts
    .filter(({ isSlower }) => isSlower)
    .map(({ workload, ratio }) => `${workload} ${((1 - ratio) * 100).toFixed(0)} %`);
  return [
    `slower than ${baseline}: ${slower.join(', ')} fewer operations per CPU-second; from ${guardLimits.leastRatio} x on it is ok`,
    'If that is the price of something: write the full hash of the commit that costs it into bench/baseline, in a later',
    'commit, with a line "bench/baseline: SHORT HASH, what it costs" in CHANGELOG.md; test/tidy.test.ts wants both.',
  ].join('\n');
}

/** How many comparisons came out how. */
export function tally(colours: readonly ('green' | 'red')[]): string {
  const count = (colour: string): number => colours.filter((one) => one === colour).length;
  return `${count('green')} of ${colours.length} green, ${count('red')} of ${colours.length} red`;
}

/**
 * Is this checkout slower than the commit in `bench/baseline`? Both are built, and loaded in turns on one machine; what
 * counts is operations per CPU-second. What it measures and how to move the baseline: docs/benchmarks.md, Guard.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram, say } from '../program.ts';
import { missingFor, parseBaseline } from './baseline.ts';
import { type Build, buildBaseline } from './builds.ts';
import { compareBuilds } from './comparison.ts';
import { type GuardOptions, parseGuardOptions, usage } from './options.ts';
import { plantedSlowdown } from './plant.ts';
import { complaint, tally, verdictTable } from './report.ts';
import { isGreen } from './verdict.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const guardDir = join(root, '.data', 'guard');

await runProgram(async (signal) => {
  const options = parseGuardOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return;
  }
  const commit = parseBaseline(readFileSync(join(root, 'bench', 'baseline'), 'utf8'));
  const missing = missingFor(root, commit);
  if (missing !== null) {
    console.log(`SKIPPED guard: needs ${missing}`);
    return;
  }
  await guard(buildBaseline(root, guardDir, commit, say), options, signal);
});

async function guard(
  baseline: Build,
  { plantPercent, repeats }: GuardOptions,
  signal: AbortSignal,
): Promise<void> {
  const nodeEnv = plantPercent === 0 ? {} : plantedSlowdown(plantPercent);
  const current = { name: 'this checkout', root, nodeEnv };
  const dataDir = join(guardDir, `run-${process.pid}`);
  const colours: ('green' | 'red')[] = [];
  for (let number = 1; number <= repeats; number++) {
    const verdicts = await compareBuilds({ baseline, current, dataDir, signal, say });
    colours.push(isGreen(verdicts) ? 'green' : 'red');
    console.log(verdictTable(verdicts));
    const red = complaint(verdicts, baseline.name);
    if (red !== null) console.log(`guard: ${red}`);
  }
  if (repeats > 1) console.log(tally(colours));
  if (colours.includes('red')) process.exitCode = 1;
}

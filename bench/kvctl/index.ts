/** What it takes to ask for one key from a shell: docs/benchmarks.md, kvctl. */
import { runMeasurement } from '../measurement.ts';
import { kvctlLimitMs, measureKvctl } from './kvctl.ts';
import { parseKvctlOptions, usage } from './options.ts';

await runMeasurement({
  name: 'kvctl',
  usage,
  parse: parseKvctlOptions,
  caseOf: () => 'kvctl',
  limitMs: kvctlLimitMs,
  measure: measureKvctl,
});

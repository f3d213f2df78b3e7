/** What nodes cost that nobody asks anything: docs/benchmarks.md, Idle nodes. */
import { runMeasurement } from '../measurement.ts';
import { idleLimitMs, measureIdle } from './idle.ts';
import { parseIdleOptions, usage } from './options.ts';

await runMeasurement({
  name: 'idle',
  usage,
  parse: parseIdleOptions,
  caseOf: () => 'idle',
  limitMs: idleLimitMs,
  measure: measureIdle,
});

/** How long a partition is without a leader when its node dies: docs/benchmarks.md, Failover. */
import { runMeasurement } from '../measurement.ts';
import { failoverLimitMs, measureFailover } from './failover.ts';
import { parseFailoverOptions, usage } from './options.ts';

await runMeasurement({
  name: 'failover',
  usage,
  parse: parseFailoverOptions,
  caseOf: () => 'failover',
  limitMs: failoverLimitMs,
  measure: measureFailover,
});

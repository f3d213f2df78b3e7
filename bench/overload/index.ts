/** What nodes do under more load than they can serve: docs/performance.md, Overload. */
import { runMeasurement } from '../measurement.ts';
import { parseOverloadOptions, usage } from './options.ts';
import { measureOverload, overloadLimitMs } from './overload.ts';

await runMeasurement({
  name: 'overload',
  usage,
  parse: parseOverloadOptions,
  caseOf: () => 'overload',
  limitMs: overloadLimitMs,
  measure: measureOverload,
});

/** What watches cost a node, and how soon they hear: docs/benchmarks.md, Watchers. */
import { runMeasurement } from '../measurement.ts';
import { parseWatcherOptions, usage } from './options.ts';
import { measureWatchers, watcherLimitMs } from './watchers.ts';

await runMeasurement({
  name: 'watchers',
  usage,
  parse: parseWatcherOptions,
  caseOf: () => 'watchers',
  limitMs: watcherLimitMs,
  measure: measureWatchers,
});

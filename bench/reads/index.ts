/** What more replicas bring to reads that any of them may serve: docs/benchmarks.md, Reads by replicas. */
import { runMeasurement } from '../measurement.ts';
import { parseReadsOptions, usage } from './options.ts';
import { measureReads, readsLimitMs } from './reads.ts';

await runMeasurement({
  name: 'reads',
  usage,
  parse: parseReadsOptions,
  caseOf: () => 'reads',
  limitMs: readsLimitMs,
  measure: measureReads,
});

/**
 * What a put and a get cost at least on this machine: bare gRPC, a bare log of three processes and bare LevelDB, in turns with
 * ringkv. What it measures: docs/benchmarks.md, Floors.
 */
import { runMeasurement } from '../measurement.ts';
import { floorLimitMs, measureFloors } from './floors.ts';
import { parseFloorOptions, usage } from './options.ts';

await runMeasurement({
  name: 'floors',
  usage,
  parse: parseFloorOptions,
  caseOf: () => 'floors',
  limitMs: floorLimitMs,
  measure: measureFloors,
});

/**
 * What storage is promised to do, one case at a time: docs/storage-performance.md. Every case prints its figures, and
 * for each promise whether it was kept.
 */
import type { Findings } from '../findings.ts';
import { runMeasurement } from '../measurement.ts';
import { measureTurns } from '../micro/turns/index.ts';
import { measureWal } from '../micro/wal/index.ts';
import type { Bench } from './bench.ts';
import { measureCatchUp } from './catch-up.ts';
import { measureKeys } from './keys.ts';
import { storageBenchLimits } from './limits.ts';
import { type CaseName, parseStorageOptions, usage } from './options.ts';

const cases: Readonly<Record<CaseName, (bench: Bench) => Promise<Findings>>> = {
  wal: measureWal,
  keys: measureKeys,
  'catch-up': measureCatchUp,
  turns: measureTurns,
};

await runMeasurement({
  name: 'storage',
  usage,
  parse: parseStorageOptions,
  caseOf: ({ name }) => name,
  limitMs: () => storageBenchLimits.caseMs,
  measure: async (options, stage) => cases[options.name]({ options, ...stage }),
});

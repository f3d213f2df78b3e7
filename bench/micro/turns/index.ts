import { join } from 'node:path';
import { defaultStoreOptions, type StoreOptions } from '../../../src/storage/index.ts';
import { clusterLimits } from '../../../src/util/limits.ts';
import { decimals } from '../../figures.ts';
import type { Findings } from '../../findings.ts';
import type { Bench } from '../../storage/bench.ts';
import { LoadedStore } from './loaded-store.ts';
import { LoadedLog, logStages } from './log-stages.ts';
import { type Stage, storeStages } from './stages.ts';
import { TurnProbe } from './turn-probe.ts';

const VALUE_BYTES = 256;
/** No turn may be longer, or others wait for storage. */
const TURN_MS = 5;
/** Before the measured rounds: code compiled. */
const WARM_UP_ROUNDS = 2;

export interface TurnSizes {
  readonly store: StoreOptions;
  /** Of the log. */
  readonly groups: number;
}

/** The limits of a node, with all partitions of the largest cluster and the meta group in its log. */
const nodeSizes: TurnSizes = { store: defaultStoreOptions, groups: clusterLimits.partitions + 1 };

interface StageTurns {
  readonly stage: string;
  /** The longest turn of each round. */
  readonly longestMs: readonly number[];
  readonly medianMs: number;
  readonly maxMs: number;
}

/** The longest turns of everything that storage does, at the sizes that its limits allow. */
export async function measureTurns(bench: Bench, sizes = nodeSizes): Promise<Findings> {
  const { options, dataDir, say } = bench;
  say(`filling ${options.keys} keys`);
  const size = { keys: options.keys, valueBytes: VALUE_BYTES, options: sizes.store };
  const loaded = await LoadedStore.open(join(dataDir, 'db'), size);
  const log = await LoadedLog.open(join(dataDir, 'wal'), sizes.groups);
  const measured: StageTurns[] = [];
  for (const stage of [...storeStages(loaded), ...logStages(log)]) {
    measured.push(await measure(stage, bench));
  }
  await loaded.close();
  await log.close();
  return {
    tables: [
      {
        title: `longest turn of each of ${options.rounds} rounds, ms; ${options.keys} keys`,
        headings: ['', 'median', 'most'],
        lines: measured.map(({ stage, medianMs, maxMs }) => [
          stage,
          decimals(medianMs),
          decimals(maxMs),
        ]),
      },
    ],
    targets: measured.map(({ stage, medianMs }) => ({
      what: stage,
      measured: medianMs,
      most: TURN_MS,
      unit: ' ms',
    })),
    figures: { keys: options.keys, valueBytes: VALUE_BYTES, stages: measured },
  };
}

async function measure(stage: Stage, { options, signal, say }: Bench): Promise<StageTurns> {
  const probe = new TurnProbe();
  const longest: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < options.rounds; round++) {
    signal.throwIfAborted();
    await stage.prepare?.();
    await probe.start();
    await stage.run();
    const longestMs = probe.stop();
    if (round >= 0) longest.push(longestMs);
    await stage.cleanUp?.();
  }
  const sorted = [...longest].sort((a, b) => a - b);
  const medianMs = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  const maxMs = sorted.at(-1) ?? Number.NaN;
  say(`${stage.name}: ${decimals(medianMs)} ms`);
  return { stage: stage.name, longestMs: longest, medianMs, maxMs };
}

import { readFlags } from '../flags.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';

/** Bounds and defaults. */
export const readLimits = {
  keys: 1_000,
  valueBytes: 256,
  concurrency: 256,
  concurrencyMax: 16_384,
  warmUpSeconds: 2,
  seconds: 5,
  secondsMax: 600,
  rounds: 3,
  roundsMax: 100,
  /** Starting and ending a cluster, and filling it, in milliseconds. */
  startMs: benchLimits.ringkvStartMs + 60_000,
} as const;

export interface ReadsOptions {
  readonly concurrency: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly json: string | null;
}

export const usage = `npm run bench:reads -- [--concurrency C] [--seconds S] [--rounds N] [--json FILE|-]

EVENTUAL and SESSION reads of the keys of one partition, C in flight: by its leader alone, and by all three replicas; the four take
turns in each round
defaults  --concurrency ${readLimits.concurrency}, --seconds ${readLimits.seconds}, --rounds ${readLimits.rounds}`;

/** Throws a BenchError with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseReadsOptions(argv: readonly string[]): ReadsOptions | null {
  const values = readFlags(argv, ['concurrency', 'seconds', 'rounds', 'json']);
  if (values === null) return null;
  const { concurrency, concurrencyMax, seconds, secondsMax, rounds, roundsMax } = readLimits;
  return {
    concurrency: integer('concurrency', values.concurrency ?? `${concurrency}`, 1, concurrencyMax),
    seconds: integer('seconds', values.seconds ?? `${seconds}`, 1, secondsMax),
    rounds: integer('rounds', values.rounds ?? `${rounds}`, 1, roundsMax),
    json: values.json ?? null,
  };
}

import { BenchError } from '../errors.ts';
import { readFlags } from '../flags.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';

/** Bounds and defaults. */
export const idleLimits = {
  /** The number that the target speaks of. */
  partitions: 256,
  /** Numbers in a list. */
  sizesMax: 16,
  settleSeconds: 15,
  seconds: 30,
  secondsMax: 3_600,
  /** Of a core, for each node. */
  sharePercentMost: 3,
  /** Starting and ending a cluster, in milliseconds. */
  startMs: benchLimits.ringkvStartMs + 30_000,
} as const;

export interface IdleOptions {
  /** One cluster after the other. */
  readonly partitions: readonly number[];
  readonly settleSeconds: number;
  readonly seconds: number;
  readonly json: string | null;
}

export const usage = `npm run bench:idle -- [--partitions P[,P...]] [--settle S] [--seconds S] [--json FILE|-]

three nodes of which nobody asks anything: what share of a core each takes, and its memory
defaults  --partitions ${idleLimits.partitions}, --settle ${idleLimits.settleSeconds} (seconds after all are ready), --seconds ${idleLimits.seconds}`;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseIdleOptions(argv: readonly string[]): IdleOptions | null {
  const values = readFlags(argv, ['partitions', 'settle', 'seconds', 'json']);
  if (values === null) return null;
  const { partitions, sizesMax, settleSeconds, seconds, secondsMax } = idleLimits;
  const sizes = (values.partitions ?? `${partitions}`).split(',');
  if (sizes.length > sizesMax) {
    throw new BenchError(`--partitions has ${sizes.length} numbers, ${sizesMax} at most`, 2);
  }
  return {
    partitions: sizes.map((size) => integer('partitions', size, 1, benchLimits.partitionsMax)),
    settleSeconds: integer('settle', values.settle ?? `${settleSeconds}`, 0, secondsMax),
    seconds: integer('seconds', values.seconds ?? `${seconds}`, 1, secondsMax),
    json: values.json ?? null,
  };
}

import { BenchError } from '../errors.ts';
import { readFlags } from '../flags.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';

/** Bounds and defaults. */
export const overloadLimits = {
  partitions: 16,
  seconds: 60,
  secondsMax: 3_600,
  /** Of the peak. */
  times: 10,
  timesMax: 100,
  /** Connections to each node, messages on their way on each, and operations of a message. */
  streams: 8,
  slots: 256,
  operations: 64,
  valueBytes: 100,
  /** What an operation may take; what is answered later is no goodput. */
  timeoutMs: 1_000,
  /** Of load before anything counts, and of each step of the closed loop. Seconds. */
  warmUpSeconds: 10,
  warmUpInFlight: 96,
  stepSeconds: 5,
  /** Messages in flight of the steps, in all. */
  steps: [6, 24, 96, 384],
  /** Messages of one operation in a second, beside the load. */
  probeRate: 100,
  /** Of probes alone, before and after the load. Seconds. */
  quietSeconds: 5,
  /** Tenths of a second in a row without a slow or failed probe: recovered. */
  quietWindows: 3,
  memoryEveryMs: 250,
  /** Promises. */
  growthBytesMost: 64 * 1_048_576,
  goodputShareLeast: 0.7,
  recoveryMsMost: 1_000,
  /** Starting and ending a cluster and generators, in milliseconds. */
  startMs: benchLimits.ringkvStartMs + 90_000,
} as const;

export interface OverloadOptions {
  readonly seconds: number;
  readonly times: number;
  readonly partitions: number;
  /** Whether the load is PRIORITY_LOW; the probes are not. */
  readonly low: boolean;
  readonly json: string | null;
}

export const usage = `npm run bench:overload -- [--seconds S] [--times N] [--partitions P] [--load normal|low] [--json FILE|-]

three nodes under N times the load that they can serve: goodput for a second of CPU, memory, elections, recovery
defaults  --seconds ${overloadLimits.seconds}, --times ${overloadLimits.times}, --partitions ${overloadLimits.partitions}, --load normal`;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseOverloadOptions(argv: readonly string[]): OverloadOptions | null {
  const values = readFlags(argv, ['seconds', 'times', 'partitions', 'load', 'json']);
  if (values === null) return null;
  const { seconds, secondsMax, times, timesMax, partitions } = overloadLimits;
  const load = values.load ?? 'normal';
  if (load !== 'normal' && load !== 'low') {
    throw new BenchError(`--load must be normal or low, not ${load}`, 2);
  }
  return {
    seconds: integer('seconds', values.seconds ?? `${seconds}`, 1, secondsMax),
    times: integer('times', values.times ?? `${times}`, 1, timesMax),
    partitions: integer(
      'partitions',
      values.partitions ?? `${partitions}`,
      1,
      benchLimits.partitionsMax,
    ),
    low: load === 'low',
    json: values.json ?? null,
  };
}

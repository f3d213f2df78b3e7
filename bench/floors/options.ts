import { readFlags } from '../flags.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';
import { floorLimits } from './limits.ts';

const flagNames = [
  'rounds',
  'turn-ms',
  'warm-up-ms',
  'partitions',
  'keys',
  'ops-per-message',
  'flush-rows',
  'frame-puts',
  'json',
] as const;
type Flag = (typeof flagNames)[number];

export interface FloorOptions {
  readonly rounds: number;
  readonly turnMs: number;
  /** Of each cell, before the first round. */
  readonly warmUpMs: number;
  readonly partitions: number;
  readonly keys: number;
  /** Null: as measured of ringkv in this run. Only with 256 in flight; with one it is one. */
  readonly opsPerMessage: number | null;
  /** Rows of a batch of bare LevelDB. Null: as measured. Only with 256 in flight. */
  readonly flushRows: number | null;
  /** Puts in a frame of the bare log, at most. */
  readonly framePuts: number;
  readonly json: string | null;
}

export const usage = `npm run bench:floors -- [--rounds N] [--turn-ms MS] [--warm-up-ms MS] [--partitions P] [--keys N]
                        [--ops-per-message N] [--flush-rows N] [--frame-puts N] [--json FILE|-]

what a put and a get cost at least: bare gRPC, a bare log of three processes and bare LevelDB, beside ringkv
defaults  --rounds ${floorLimits.rounds}, --turn-ms ${floorLimits.turnMs}, --warm-up-ms ${floorLimits.warmUpMs}, --partitions ${benchLimits.partitions}, --keys ${floorLimits.keys}
          --ops-per-message, --flush-rows: as measured of ringkv before the first round, for 256 in flight
          --frame-puts ${floorLimits.manyInFlight}: all that wait go into the next frame of the bare log`;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseFloorOptions(argv: readonly string[]): FloorOptions | null {
  const values = readFlags(argv, flagNames);
  if (values === null) return null;
  const { rounds, turnMs, warmUpMs, keys, manyInFlight, turnMsMax } = floorLimits;
  const { opsPerMessageMax, flushRowsMax } = floorLimits;
  const number = (flag: Flag, fallback: number, most: number): number =>
    integer(flag, `${values[flag] ?? fallback}`, 1, most);
  const numberOrMeasured = (flag: Flag, most: number): number | null =>
    values[flag] === undefined ? null : number(flag, 1, most);
  return {
    rounds: number('rounds', rounds, benchLimits.rounds),
    turnMs: number('turn-ms', turnMs, turnMsMax),
    warmUpMs: number('warm-up-ms', warmUpMs, turnMsMax),
    partitions: number('partitions', benchLimits.partitions, benchLimits.partitionsMax),
    keys: number('keys', keys, benchLimits.keys),
    opsPerMessage: numberOrMeasured('ops-per-message', opsPerMessageMax),
    flushRows: numberOrMeasured('flush-rows', flushRowsMax),
    framePuts: number('frame-puts', manyInFlight, manyInFlight),
    json: values.json ?? null,
  };
}

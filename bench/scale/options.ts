import { parseArgs } from 'node:util';
import { BenchError, oneLine } from '../errors.ts';
import { whole } from '../figures.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';
import {
  type Axis,
  axes,
  axisValues,
  highestOf,
  isLong,
  type Leg,
  legsOf,
  pointAt,
} from './axes.ts';
import { scaleLimits } from './limits.ts';

/** How each point is measured. Times in seconds. */
export interface Settings {
  readonly rounds: number;
  readonly durationSeconds: number;
  readonly warmUpSeconds: number;
}

export interface ScaleOptions {
  readonly settings: Settings;
  /** In the order in which they are measured. */
  readonly legs: readonly Leg[];
  /** A line for each value that needs `--long`. */
  readonly skipped: readonly string[];
  /** Where the JSON goes: a file, `-` for stdout, or nowhere. */
  readonly json: string | null;
  /** The JSON of an earlier run, which is shown instead of measuring anything. */
  readonly from: string | null;
}

export const usage = `npm run bench:scale -- [--axis A[,A...]] [--points V[,V...]] [--rounds N] [--duration S] [--warm-up S] [--long] [--json FILE|-]
       npm run bench:scale -- --from FILE

put and get of the typed client along one axis at a time; each row beside the default point of the same minute
axes       ${axes.map((axis) => `${axis.padEnd(10)} ${axisValues[axis].join(', ')}`).join('\n           ')}
--points   other values of the one axis that --axis names; the default point is always measured
--warm-up  load before the first turn of each workload at each point; ${benchLimits.warmUpSeconds} s before each other turn
--long     also points whose keys take more than ${scaleLimits.longFillSeconds} s to fill in: 5,000,000 keys
--from     shows the JSON of an earlier run and measures nothing
defaults   all axes, --rounds 3 --duration 5 --warm-up ${benchLimits.firstWarmUpSeconds} (about 40 minutes)`;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseScaleOptions(argv: readonly string[]): ScaleOptions | null {
  const { help, from = null, ...flags } = parsed(argv);
  if (help === true) return null;
  const [other] = Object.keys(flags);
  if (from !== null && other !== undefined) {
    throw new BenchError(`--from measures nothing: no --${other} beside it`, 2);
  }
  const { long = false, json = null, points } = flags;
  const { longFillSeconds } = scaleLimits;
  const chosen = axesOf(flags.axis);
  const all = chosen.map((axis) => ({ axis, values: valuesOf(axis, chosen, points) }));
  const needsLong = (axis: Axis, value: number): boolean => !long && isLong(pointAt(axis, value));
  const skipped = all.flatMap(({ axis, values }) =>
    values
      .filter((value) => needsLong(axis, value))
      .map(
        (value) =>
          `${axis} ${whole(value)}: filling it in takes more than ${longFillSeconds} s; --long measures it`,
      ),
  );
  // Left out of all points that is worth a line; asked for by its name it is a mistake.
  if (points !== undefined && skipped[0] !== undefined)
    throw new BenchError(`--points: ${skipped[0]}`, 2);
  return {
    settings: {
      rounds: integer('rounds', flags.rounds ?? '3', 1, benchLimits.rounds),
      durationSeconds: integer('duration', flags.duration ?? '5', 1, benchLimits.durationSeconds),
      warmUpSeconds: integer(
        'warm-up',
        flags['warm-up'] ?? `${benchLimits.firstWarmUpSeconds}`,
        0,
        benchLimits.firstWarmUpSecondsMax,
      ),
    },
    legs: all.flatMap(({ axis, values }) =>
      legsOf(
        axis,
        values.filter((value) => !needsLong(axis, value)),
      ),
    ),
    skipped: skipped.map((line) => `SKIPPED ${line}`),
    json,
    from,
  };
}

function axesOf(text = axes.join(',')): readonly Axis[] {
  const chosen = text.split(',').map((word) => {
    const found = axes.find((axis) => axis === word);
    if (found !== undefined) return found;
    throw new BenchError(`--axis: unknown "${word}"; known: ${axes.join(', ')}`, 2);
  });
  if (new Set(chosen).size === chosen.length) return chosen;
  throw new BenchError(`--axis: "${text}" names one of them twice`, 2);
}

function valuesOf(axis: Axis, chosen: readonly Axis[], points?: string): readonly number[] {
  if (points === undefined) return axisValues[axis];
  if (chosen.length > 1)
    throw new BenchError('--points are values of one axis: give one --axis', 2);
  return points.split(',').map((text) => integer('points', text, 1, highestOf[axis]));
}

function parsed(argv: readonly string[]) {
  const value = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        axis: value,
        points: value,
        rounds: value,
        duration: value,
        'warm-up': value,
        long: { type: 'boolean' },
        json: value,
        from: value,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new BenchError(oneLine(error), 2);
  }
}

import { parseArgs } from 'node:util';
import { BenchError, oneLine } from '../errors.ts';
import { integer } from '../integer.ts';
import { guardLimits } from './limits.ts';

export interface GuardOptions {
  /** By how many percent the current build is made slower; 0 leaves it as it is. */
  readonly plantPercent: number;
  /** Comparisons, each with clusters of its own. */
  readonly repeats: number;
}

export const usage = `npm run bench:guard -- [--plant PERCENT] [--repeat N]

compares this checkout with the commit in bench/baseline: operations per CPU-second of put and get
  --plant PERCENT   burns CPU in this checkout's nodes, so that it does about PERCENT % fewer: must be red
  --repeat N        so many comparisons, and how many of them were green or red`;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseGuardOptions(argv: readonly string[]): GuardOptions | null {
  const { help, plant, repeat } = parsed(argv);
  if (help === true) return null;
  return {
    plantPercent: integer('plant', plant ?? '0', 0, guardLimits.plantPercent),
    repeats: integer('repeat', repeat ?? '1', 1, guardLimits.repeats),
  };
}

function parsed(argv: readonly string[]) {
  const value = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: { plant: value, repeat: value, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new BenchError(oneLine(error), 2);
  }
}

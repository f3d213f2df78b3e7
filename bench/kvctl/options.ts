import { parseArgs } from 'node:util';
import { BenchError, oneLine } from '../errors.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';

/** Bounds and defaults. */
export const kvctlLimits = {
  rounds: 20,
  /** Before them, not measured: files come into the system's cache. */
  warmUpRounds: 2,
  /** Of one process, in milliseconds. */
  processMs: 30_000,
  startMs: 90_000,
  /** The wall time of `kvctl get` beside that of `node -e 0`. */
  ratioMost: 4,
} as const;

export interface KvctlOptions {
  readonly rounds: number;
  readonly json: string | null;
}

export const usage = `npm run bench:kvctl -- [--rounds N] [--json FILE|-]

wall time of "kvctl get KEY" on a cluster of its own beside that of "node -e 0", in turns
defaults  --rounds ${kvctlLimits.rounds}`;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseKvctlOptions(argv: readonly string[]): KvctlOptions | null {
  const { help, rounds, json } = parsed(argv);
  if (help === true) return null;
  const most = benchLimits.rounds;
  return {
    rounds: integer('rounds', rounds ?? `${kvctlLimits.rounds}`, 1, most),
    json: json ?? null,
  };
}

function parsed(argv: readonly string[]) {
  const value = { type: 'string' } as const;
  const help = { type: 'boolean', short: 'h' } as const;
  try {
    return parseArgs({ args: [...argv], options: { rounds: value, json: value, help } }).values;
  } catch (error) {
    throw new BenchError(oneLine(error), 2);
  }
}

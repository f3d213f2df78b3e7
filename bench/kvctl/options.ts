import { readFlags } from '../flags.ts';
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
  const values = readFlags(argv, ['rounds', 'json']);
  if (values === null) return null;
  const { rounds, json } = values;
  const most = benchLimits.rounds;
  return {
    rounds: integer('rounds', rounds ?? `${kvctlLimits.rounds}`, 1, most),
    json: json ?? null,
  };
}

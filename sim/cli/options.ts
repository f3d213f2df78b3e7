import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface SimOptions {
  readonly from: number;
  readonly seeds: number;
  /** A schedule from a file instead of seeds. */
  readonly replay: string | null;
  readonly workers: number;
  /** Every seed has logs that are lost in part, not only a share of them. */
  readonly losses: boolean;
  /** Every seed twice, not only a share of them. */
  readonly checkDeterminism: boolean;
  /** Only the JSON line on stdout. */
  readonly json: boolean;
  /** A line for each thing that happens, of one seed. */
  readonly verbose: boolean;
  /** How long to look for a smaller schedule that fails in the same way. */
  readonly shrinkSeconds: number;
}

/** The command line is wrong: exit code 2, and the message says what would be right. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const flags = {
  seeds: { type: 'string' },
  from: { type: 'string' },
  seed: { type: 'string' },
  replay: { type: 'string' },
  workers: { type: 'string' },
  losses: { type: 'boolean' },
  'check-determinism': { type: 'boolean' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
  'shrink-seconds': { type: 'string' },
} as const;
type Given = {
  readonly [K in keyof typeof flags]?: (typeof flags)[K]['type'] extends 'boolean'
    ? boolean
    : string;
};

const defaultSeeds = 100;
const defaultShrinkSeconds = 60;
const largestSeed = 2 ** 40;

/** Throws {@link UsageError}. */
export function parseSimOptions(args: readonly string[]): SimOptions {
  const given = parsed(args);
  const one = integer('--seed', given.seed, 0, largestSeed);
  const ways = [given.seed, given.replay, given.seeds].filter((way) => way !== undefined);
  if (ways.length > 1) throw new UsageError('one of --seeds, --seed and --replay, not several');
  const seeds = integer('--seeds', given.seeds, 1, 10_000_000) ?? defaultSeeds;
  const single = one !== null || given.replay !== undefined;
  if (given.verbose && !single) throw new UsageError('--verbose needs --seed or --replay');
  if (given.losses && given.replay !== undefined) {
    throw new UsageError('--losses goes with seeds, not with --replay');
  }
  if (given.from !== undefined && single) throw new UsageError('--from goes with --seeds');
  return {
    from: one ?? integer('--from', given.from, 0, largestSeed) ?? 1,
    seeds: single ? 1 : seeds,
    replay: given.replay ?? null,
    workers: single ? 1 : (integer('--workers', given.workers, 1, 256) ?? availableParallelism()),
    losses: given.losses ?? false,
    checkDeterminism: given['check-determinism'] ?? false,
    json: given.json ?? false,
    verbose: given.verbose ?? false,
    shrinkSeconds:
      integer('--shrink-seconds', given['shrink-seconds'], 0, 86_400) ?? defaultShrinkSeconds,
  };
}

export function usageText(): string {
  const rows = [
    ['--seeds N', `so many seeds; default ${defaultSeeds}`],
    ['--from S', 'the first of them; default 1'],
    ['--seed S', 'one seed'],
    ['--replay FILE', 'one schedule, as a failing run leaves it'],
    ['--workers W', 'processes; default: one per core'],
    ['--losses', 'logs are damaged in their middle in every seed, not in some of those after 100'],
    ['--check-determinism', 'every seed twice, compared event by event; else each 20th'],
    ['--verbose', 'a line for everything that happens; with --seed or --replay'],
    [
      '--shrink-seconds T',
      `look so long for a smaller failing schedule; default ${defaultShrinkSeconds}`,
    ],
    ['--json', 'only the last line'],
    [
      '--speed',
      'how much faster than real time 3 nodes with 50 operations a second are; nothing beside it',
    ],
    ['--mutants', 'planted bugs, each of which must be caught; see --mutants --help'],
  ];
  const list = rows.map(([flag, what]) => `  ${flag?.padEnd(22)}${what}`).join('\n');
  return `Runs whole clusters in virtual time, breaks them by seed, and checks everything.

usage: npm run sim -- [options]

${list}

the last line of stdout is one JSON object; exit code 0 clean, 1 a violation, 2 usage
`;
}

function parsed(args: readonly string[]): Given {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(String(message));
  }
}

function integer(flag: string, text: string | undefined, min: number, max: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${flag} is a whole number from ${min} to ${max}, not ${text}`);
}

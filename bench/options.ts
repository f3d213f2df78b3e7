import { parseArgs } from 'node:util';
import { BenchError, oneLine } from './errors.ts';
import { integer } from './integer.ts';
import { benchLimits } from './limits.ts';
import {
  type Cell,
  impossible,
  type Load,
  storeOf,
  type Target,
  targets,
  type Workload,
  workloads,
} from './plan.ts';

const flagNames = [
  'target',
  'workload',
  'concurrency',
  'value-size',
  'keys',
  'duration',
  'rounds',
  'json',
  'endpoints',
] as const;

/** The command line, checked and completed. */
export interface Options {
  /** In the order given: by workload, then concurrency, then target, so that targets take turns. */
  readonly cells: readonly Cell[];
  readonly rounds: number;
  /** Where the JSON goes: a file, `-` for stdout, or nowhere. */
  readonly json: string | null;
  /** A cluster that runs already, instead of own ones. */
  readonly endpoints: readonly string[] | null;
  /** Cells that were asked for and cannot exist, with the reason. */
  readonly skipped: readonly { readonly cell: Cell; readonly why: string }[];
}

export const usage = `npm run bench -- [--target T[,T...]] [--workload W[,W...]] [--concurrency C[,C...]]
                 [--value-size B] [--keys K] [--duration S] [--rounds N] [--json FILE|-] [--endpoints a,b]

targets    ringkv (typed client), ringkv-unary (h2load), etcd (h2load), etcd-node (npm etcd3),
           etcd-txn (h2load, ${benchLimits.putsPerTxn} puts a transaction)
workloads  put, get, get-eventual, mixed, incr
defaults   --value-size 256 --keys 10000 --duration 5
           with a target:    --workload put --concurrency 256 --rounds 1
           without a target: all of them, --workload put,get,get-eventual --concurrency 1,256 --rounds 3 (11 minutes)`;

type Flag = (typeof flagNames)[number];
type Flags = Readonly<Partial<Record<Flag, string>>>;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseOptions(argv: readonly string[]): Options | null {
  const flags = parseFlags(argv);
  if (flags === null) return null;
  const isComparison = flags.target === undefined;
  const chosenTargets = list('target', flags.target ?? targets.join(','), targets);
  const endpoints = endpointsOf(flags.endpoints, chosenTargets);
  const chosenWorkloads = list(
    'workload',
    flags.workload ?? (isComparison ? 'put,get,get-eventual' : 'put'),
    workloads,
  );
  const levels = (flags.concurrency ?? (isComparison ? '1,256' : '256'))
    .split(',')
    .map((value) => integer('concurrency', value, 1, benchLimits.concurrency));
  const shape = {
    valueSize: integer('value-size', flags['value-size'] ?? '256', 1, benchLimits.valueBytes),
    keys: integer('keys', flags.keys ?? '10000', 1, benchLimits.keys),
    seconds: integer('duration', flags.duration ?? '5', 1, benchLimits.durationSeconds),
  };
  const loads = chosenWorkloads.flatMap((workload) =>
    levels.map((concurrency): Load => ({ workload, concurrency, ...shape })),
  );
  const asked = loads.flatMap((load) => chosenTargets.map((target): Cell => ({ target, load })));
  const rounds = integer(
    'rounds',
    flags.rounds ?? (isComparison ? '3' : '1'),
    1,
    benchLimits.rounds,
  );
  return { ...possible(asked), rounds, json: flags.json ?? null, endpoints };
}

function possible(asked: readonly Cell[]): Pick<Options, 'cells' | 'skipped'> {
  const cells: Cell[] = [];
  const skipped: { cell: Cell; why: string }[] = [];
  for (const cell of asked) {
    const why = impossible(cell);
    if (why === null) cells.push(cell);
    else skipped.push({ cell, why });
  }
  const [first] = skipped;
  if (cells.length === 0 && first !== undefined) {
    const { target, load } = first.cell;
    throw new BenchError(`--target ${target} has no --workload ${load.workload}: ${first.why}`, 2);
  }
  return { cells, skipped };
}

function parseFlags(argv: readonly string[]): Flags | null {
  const value = { type: 'string' } as const;
  const options = Object.fromEntries(flagNames.map((name) => [name, value])) as Record<
    Flag,
    typeof value
  >;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
    });
    const { help, ...flags } = values;
    return help === true ? null : flags;
  } catch (error) {
    throw new BenchError(oneLine(error), 2);
  }
}

function endpointsOf(
  given: string | undefined,
  chosen: readonly Target[],
): readonly string[] | null {
  if (given === undefined) return null;
  const endpoints = given.split(',');
  for (const endpoint of endpoints) {
    const port = Number(/^[^\s:/]+:([0-9]{1,5})$/.exec(endpoint)?.[1]);
    if (!(port >= 1 && port <= 65_535)) {
      throw new BenchError(`--endpoints: "${endpoint}" is not host:port`, 2);
    }
  }
  if (new Set(chosen.map(storeOf)).size > 1) {
    throw new BenchError('--endpoints names one cluster: give targets of one store only', 2);
  }
  return endpoints;
}

function list<T extends Target | Workload>(flag: string, text: string, known: readonly T[]): T[] {
  const chosen = text.split(',').map((word) => {
    const found = known.find((one) => one === word);
    if (found !== undefined) return found;
    throw new BenchError(`--${flag}: unknown "${word}"; known: ${known.join(', ')}`, 2);
  });
  if (new Set(chosen).size === chosen.length) return chosen;
  throw new BenchError(`--${flag}: "${text}" names one of them twice`, 2);
}

import { type Cells, cellsOf } from './cells.ts';
import type { ClusterSize } from './clusters/cluster.ts';
import { BenchError } from './errors.ts';
import { type Flags as AnyFlags, readFlags } from './flags.ts';
import { integer } from './integer.ts';
import { benchLimits } from './limits.ts';
import { type Load, storeOf, type Target, targets, type Workload, workloads } from './plan.ts';

const flagNames = [
  'target',
  'workload',
  'concurrency',
  'rate',
  'value-size',
  'keys',
  'duration',
  'warm-up',
  'rounds',
  'json',
  'svg',
  'from',
  'nodes',
  'partitions',
  'endpoints',
] as const;

/** The command line, checked and completed. Cells in the order given: by workload, concurrency, rate, target. */
export interface Options extends Cells {
  readonly rounds: number;
  /** Seconds of load before the first round of each cell. */
  readonly firstWarmUpSeconds: number;
  /** Where the JSON goes: a file, `-` for stdout, or nowhere. */
  readonly json: string | null;
  /** The file that the plot goes to, or nowhere. */
  readonly svg: string | null;
  /** The JSON of an earlier run, which is shown instead of measuring anything. */
  readonly from: string | null;
  /** Of own clusters. */
  readonly size: ClusterSize;
  /** A cluster that runs already, instead of own ones. */
  readonly endpoints: readonly string[] | null;
}

export const usage = `npm run bench -- [--target T[,T...]] [--workload W[,W...]] [--concurrency C[,C...]]
                 [--rate R[,R...]] [--value-size B] [--keys K] [--duration S] [--warm-up S] [--rounds N]
                 [--json FILE|-] [--svg FILE] [--nodes N] [--partitions P | --endpoints a,b]
       npm run bench -- --from FILE [--svg FILE]

targets    ringkv (typed client), ringkv-unary (h2load), etcd (h2load), etcd-node (npm etcd3),
           etcd-txn (h2load, ${benchLimits.putsPerTxn} puts a transaction)
workloads  put, get, get-eventual, mixed, incr
--rate     an open loop: R operations come due in a second, whether or not earlier ones were answered; --concurrency
           is the most in flight (${benchLimits.openLoopInFlight}), beyond which they are errors; not with h2load
--warm-up  seconds of load before the first round of each row; later rounds begin after ${benchLimits.warmUpSeconds} s
--svg      a plot of throughput against latency; --from shows the JSON of an earlier run and measures nothing
--nodes    of each store; --partitions of ringkv
defaults   --value-size 256 --keys 10000 --duration 5 --warm-up ${benchLimits.firstWarmUpSeconds} --nodes ${benchLimits.nodes} --partitions ${benchLimits.partitions}
           with a target:    --workload put --concurrency 256 --rounds 1
           without a target: all of them, --workload put,get,get-eventual --concurrency 1,256 --rounds 3 (17 minutes)`;

type Flag = (typeof flagNames)[number];
type Flags = AnyFlags<Flag>;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseOptions(argv: readonly string[]): Options | null {
  const flags = readFlags(argv, flagNames);
  if (flags === null) return null;
  const { json = null, svg = null, from = null } = flags;
  if (svg === '-') throw new BenchError('--svg - is no file', 2);
  if (from !== null) return shown(from, svg, flags);
  const isComparison = flags.target === undefined;
  const chosenTargets = list('target', flags.target ?? targets.join(','), targets);
  const endpoints = endpointsOf(flags.endpoints, chosenTargets);
  const loads = loadsOf(flags, isComparison);
  const rounds = integer(
    'rounds',
    flags.rounds ?? (isComparison ? '3' : '1'),
    1,
    benchLimits.rounds,
  );
  return {
    ...cellsOf(chosenTargets, loads),
    rounds,
    firstWarmUpSeconds: integer(
      'warm-up',
      flags['warm-up'] ?? `${benchLimits.firstWarmUpSeconds}`,
      0,
      benchLimits.firstWarmUpSecondsMax,
    ),
    json,
    svg,
    from,
    size: sizeOf(flags),
    endpoints,
  };
}

/** By workload, concurrency, rate. */
function loadsOf(flags: Flags, isComparison: boolean): readonly Load[] {
  const chosenWorkloads = list(
    'workload',
    flags.workload ?? (isComparison ? 'put,get,get-eventual' : 'put'),
    workloads,
  );
  const rates = flags.rate === undefined ? [null] : integers('rate', flags.rate, benchLimits.rate);
  const level = flags.rate === undefined ? '256' : `${benchLimits.openLoopInFlight}`;
  const levels = integers(
    'concurrency',
    flags.concurrency ?? (isComparison && flags.rate === undefined ? '1,256' : level),
    benchLimits.concurrency,
  );
  const shape = {
    valueSize: integer('value-size', flags['value-size'] ?? '256', 1, benchLimits.valueBytes),
    keys: integer('keys', flags.keys ?? '10000', 1, benchLimits.keys),
    seconds: integer('duration', flags.duration ?? '5', 1, benchLimits.durationSeconds),
  };
  return chosenWorkloads.flatMap((workload) =>
    levels.flatMap((concurrency) =>
      rates.map(
        (rate): Load => ({ workload, concurrency, ...(rate === null ? {} : { rate }), ...shape }),
      ),
    ),
  );
}

/** Nothing is measured, so no other flag means anything. */
function shown(from: string, svg: string | null, flags: Flags): Options {
  const other = flagNames.find(
    (name) => flags[name] !== undefined && !['from', 'svg'].includes(name),
  );
  if (other !== undefined)
    throw new BenchError(`--from measures nothing: no --${other} beside it`, 2);
  const size = sizeOf(flags);
  const nothing = { cells: [], skipped: [], rounds: 0, firstWarmUpSeconds: 0 };
  return { ...nothing, json: null, svg, from, size, endpoints: null };
}

function sizeOf({ nodes, partitions, endpoints }: Flags): ClusterSize {
  const given = nodes !== undefined ? 'nodes' : partitions !== undefined ? 'partitions' : null;
  if (endpoints !== undefined && given !== null) {
    throw new BenchError(`--endpoints names a cluster as it is: no --${given} beside it`, 2);
  }
  return {
    nodes: integer('nodes', nodes ?? `${benchLimits.nodes}`, 1, benchLimits.nodesMax),
    partitions: integer(
      'partitions',
      partitions ?? `${benchLimits.partitions}`,
      1,
      benchLimits.partitionsMax,
    ),
  };
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

/** Numbers from 1 up to a limit, with commas between them. */
function integers(flag: string, text: string, most: number): readonly number[] {
  return text.split(',').map((value) => integer(flag, value, 1, most));
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

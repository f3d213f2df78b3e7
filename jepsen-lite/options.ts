import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shimNeeds } from './disk/build.ts';
import { runLimits } from './limits.ts';
import { nemeses as allNemeses, type Nemesis, nemesisOf } from './nemeses/index.ts';
import type { Workload } from './workloads/catalogue.ts';
import { workloadOf, workloads } from './workloads/catalogue.ts';

/** What a run was asked to be, complete. */
export interface RunOptions {
  readonly workload: Workload;
  readonly nemeses: readonly Nemesis[];
  readonly seconds: number;
  readonly nodes: number;
  readonly seed: number;
  /** Null: a cluster of its own. */
  readonly endpoints: readonly string[] | null;
  /** A bug of `planted/` in every node; null: none, as on every command line. */
  readonly planted: string | null;
  /** The folder of this run. */
  readonly out: string;
}

/** The command line is wrong: exit code 2, and the message says what would be right. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const flags = {
  workload: { type: 'string' },
  nemesis: { type: 'string' },
  time: { type: 'string' },
  nodes: { type: 'string' },
  seed: { type: 'string' },
  endpoints: { type: 'string' },
  out: { type: 'string' },
} as const;

/** Throws {@link UsageError}. `now` names the folder; `drawSeed` is used when none is given. */
export function parseRunOptions(
  args: readonly string[],
  now: Date,
  drawSeed: () => number,
): RunOptions {
  const given = parsed(args);
  const workload = chooseWorkload(given.workload ?? 'register');
  const seed = integer('--seed', given.seed, 0, 2 ** 32 - 1) ?? drawSeed();
  const endpoints = given.endpoints === undefined ? null : endpointList(given.endpoints);
  const isForeign = endpoints !== null;
  if (isForeign && given.nodes !== undefined) {
    throw new UsageError('--nodes is for a cluster of its own: leave it out with --endpoints');
  }
  const wanted = given.nemesis ?? (isForeign ? 'none' : workload.nemeses.join(','));
  const nemeses = chooseNemeses(wanted);
  if (isForeign && nemeses.length > 0) {
    throw new UsageError(
      'faults need a cluster of its own, whose processes and network can be reached: ' +
        'leave out --endpoints, or pass --nemesis none',
    );
  }
  refuseWithoutShim(nemeses);
  const nodes = endpoints?.length ?? integer('--nodes', given.nodes, 1, runLimits.nodes) ?? 3;
  if (nodes < 3 && nemeses.some(({ kind }) => kind === 'partition')) {
    throw new UsageError(`--nemesis partition needs at least 3 nodes, not ${nodes}`);
  }
  const folder = `${now.toISOString().slice(0, 19).replaceAll(':', '')}-${workload.name}-${seed}`;
  return {
    workload,
    nemeses,
    seconds: integer('--time', given.time, 5, runLimits.seconds) ?? workload.seconds,
    nodes,
    seed,
    endpoints,
    planted: null,
    out: given.out ?? join('.data', 'jepsen', folder),
  };
}

/** The command that runs the same again: the same schedule and choices, though never the same interleaving. */
export function commandOf(options: RunOptions): string {
  const { workload, nemeses, seconds, nodes, seed, endpoints } = options;
  const kinds = nemeses.map(({ kind }) => kind).join(',') || 'none';
  const where = endpoints === null ? `--nodes ${nodes}` : `--endpoints ${endpoints.join(',')}`;
  return `npm run jepsen -- --workload ${workload.name} --nemesis ${kinds} --time ${seconds} ${where} --seed ${seed}`;
}

export function usageText(): string {
  const list = (rows: readonly (readonly [string, string])[]): string =>
    rows.map(([name, about]) => `  ${name.padEnd(22)}${about}`).join('\n');
  return `Drives real ringkv processes, disturbs them, and checks what their clients saw.

usage: npm run jepsen -- [options]
       npm run jepsen -- check --model register|kv --format FORMAT FILE...
       npm run jepsen -- planted [NAME...]
       npm run jepsen -- storm [--kills N] [--power-loss] [--nodes N] [--seed S] [--out DIR]

options
${list([
  ['--workload W', `${workloads.map(({ name }) => name).join(', ')}; default register`],
  [
    '--nemesis A,B',
    `of ${allNemeses.map(({ kind }) => kind).join(', ')}; or none; default: what the workload is for`,
  ],
  ['--time SECONDS', 'of load; default 60, for exactly-once an upper bound'],
  ['--nodes N', 'of the cluster that is started; default 3'],
  ['--seed S', 'the same seed gives the same schedule of faults; default: drawn and shown'],
  ['--endpoints A,B', 'use a running cluster; nothing is disturbed then'],
  ['--out DIR', 'folder of the run; default .data/jepsen/<time>-<workload>-<seed>'],
])}

workloads
${list(workloads.map(({ name, about }) => [name, about] as const))}

writes history.jsonl, verdict.json and report.html into the folder of the run
exit code 0 valid, 1 invalid, 2 usage, 3 unknown (the run proves nothing), 130 on Ctrl-C
`;
}

function parsed(args: readonly string[]): Partial<Record<keyof typeof flags, string>> {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${message}; see --help`);
  }
}

function chooseWorkload(name: string): Workload {
  const workload = workloadOf(name);
  if (workload !== null) return workload;
  const known = workloads.map((one) => one.name).join(', ');
  throw new UsageError(`no workload "${name}": there are ${known}`);
}

function chooseNemeses(text: string): readonly Nemesis[] {
  if (text === 'none') return [];
  const kinds = [...new Set(text.split(',').map((kind) => kind.trim()))];
  return kinds.map((kind) => {
    const nemesis = nemesisOf(kind);
    if (nemesis !== null) return nemesis;
    const known = allNemeses.map((one) => one.kind).join(', ');
    throw new UsageError(`no nemesis "${kind}": there are ${known}, or none`);
  });
}

function refuseWithoutShim(nemeses: readonly Nemesis[]): void {
  const kinds = nemeses.filter(({ needsDisk }) => needsDisk).map(({ kind }) => kind);
  const needs = kinds.length === 0 ? null : shimNeeds();
  if (needs === null) return;
  throw new UsageError(`--nemesis ${kinds.join(',')} ${needs}, to build what makes a disk fail`);
}

function endpointList(text: string): readonly string[] {
  const endpoints = text.split(',').map((endpoint) => endpoint.trim());
  const wrong = endpoints.find((endpoint) => !/^[^\s,]+:\d{1,5}$/.test(endpoint));
  if (wrong === undefined) return endpoints;
  throw new UsageError(`"${wrong}" is not an endpoint: write host:port,host:port`);
}

/** Null when it was not given. */
export function integer(
  flag: string,
  text: string | undefined,
  least: number,
  most: number,
): number | null {
  if (text === undefined) return null;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${flag} ${text} is not a whole number from ${least} to ${most}`);
}

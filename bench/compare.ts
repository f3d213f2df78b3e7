import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './clusters/cluster.ts';
import { givenEtcd, startEtcd } from './clusters/etcd-cluster.ts';
import { givenRingkv, startRingkv } from './clusters/ringkv-cluster.ts';
import { environmentOf, type Machine, probeMachine } from './environment.ts';
import { BenchError } from './errors.ts';
import { fillKeys } from './load/load-client.ts';
import type { Options } from './options.ts';
import { type Cell, keysOf, loadName, programsFor, type Store, storeOf } from './plan.ts';
import { rest } from './rest.ts';
import { medianRound, opsPerSecond, type Result, type Round, resultOf } from './result.ts';
import { takeTurn } from './turn.ts';

/** Of all benchmarks; each run has a folder of its own in it, so that two at once do not meet. */
const DATA_DIR = '.data/bench';

export interface Comparison {
  readonly options: Options;
  readonly signal: AbortSignal;
  /** A line for who waits. */
  readonly say: (line: string) => void;
}

/**
 * Runs every cell `rounds` times and returns the results in the order asked for.
 *
 *     round 1   put 1: ringkv, ringkv-unary, etcd, etcd-node, etcd-txn   put 256: ringkv, ...   get 1: ...
 *     round 2   put 1: ...
 *
 * Targets take turns within a round, so that a slow minute of the machine falls on all of them, and the median over
 * rounds leaves it out. Both clusters stay up: starting one for every turn would measure cold processes. What the
 * idle one costs the other is measured with each turn and stands in the result.
 */
export async function compare({ options, signal, say }: Comparison): Promise<readonly Result[]> {
  const dataDir = join(DATA_DIR, `run-${process.pid}`);
  mkdirSync(dataDir, { recursive: true });
  const clusters: Cluster[] = [];
  try {
    const machine = probeMachine(dataDir);
    const cells = runnable(options, machine, say);
    for (const store of new Set(cells.map(({ target }) => storeOf(target)))) {
      signal.throwIfAborted();
      say(`${store}: starting`);
      const cluster = await clusterOf(store, options, join(dataDir, store));
      clusters.push(cluster);
      await fill(cluster, cells, { options, signal, say });
    }
    const rounds = await allRounds(cells, clusters, { options, signal, say });
    return cells.map((cell) => {
      const ofCell = rounds.get(cell) ?? [];
      const median = medianRound(ofCell);
      const size = options.endpoints === null ? options.size : null;
      const environment = environmentOf(machine, cell, size, median);
      return resultOf(cell, ofCell, environment);
    });
  } finally {
    await Promise.all(clusters.map((cluster) => cluster.stop()));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Cells whose programs are here; says once what is missing. Throws when nothing is left. */
function runnable(
  { cells, endpoints }: Options,
  machine: Machine,
  say: Comparison['say'],
): readonly Cell[] {
  const missing = new Set<string>();
  const left = cells.filter(({ target }) => {
    const absent = programsFor(target, endpoints === null).filter((program) =>
      program === 'etcd' ? machine.etcd === null : machine.h2load === null,
    );
    for (const program of absent) missing.add(program);
    return absent.length === 0;
  });
  if (missing.size === 0) return left;
  const out = [
    ...new Set(cells.filter((cell) => !left.includes(cell)).map(({ target }) => target)),
  ];
  const hint = `${[...missing].join(' and ')} not found; to measure ${out.join(', ')}: apt-get install etcd-server nghttp2-client`;
  if (left.length === 0) throw new BenchError(hint);
  say(`SKIPPED ${cells.length - left.length}: ${hint}`);
  return left;
}

async function clusterOf(store: Store, options: Options, dataDir: string): Promise<Cluster> {
  const { endpoints, size } = options;
  if (store === 'ringkv') return endpoints ? givenRingkv(endpoints) : startRingkv(dataDir, size);
  return endpoints ? givenEtcd(endpoints) : startEtcd(dataDir, size.nodes);
}

/** Every key gets a value first: gets must find one, and puts mean the same in the first round as in the last. */
async function fill(cluster: Cluster, cells: readonly Cell[], run: Comparison): Promise<void> {
  const own = cells.filter(({ target }) => storeOf(target) === cluster.store);
  const [first] = own;
  if (first === undefined) return;
  const keys = Math.max(...own.map(keysOf));
  run.say(`${cluster.store}: filling ${keys} ${keys === 1 ? 'key' : 'keys'}`);
  await fillKeys(
    {
      driver: cluster.store === 'ringkv' ? 'ringkv' : 'etcd-node',
      endpoints: cluster.endpoints,
      load: { ...first.load, keys },
    },
    run.signal,
  );
}

async function allRounds(
  cells: readonly Cell[],
  clusters: readonly Cluster[],
  { options, signal, say }: Comparison,
): Promise<ReadonlyMap<Cell, readonly Round[]>> {
  const rounds = new Map<Cell, Round[]>(cells.map((cell) => [cell, []]));
  for (let number = 1; number <= options.rounds; number++) {
    for (const [cell, done] of rounds) {
      signal.throwIfAborted();
      const { target, load } = cell;
      const cluster = clusters.find(({ store }) => store === storeOf(target));
      if (cluster === undefined) throw new Error(`no cluster for ${target}`);
      await rest(clusters);
      const others = clusters.filter((other) => other !== cluster);
      const round = await takeTurn(cell, { cluster, others, signal });
      done.push(round);
      const rate = Math.round(opsPerSecond(round)).toLocaleString('en-US');
      say(`round ${number}/${options.rounds}: ${loadName(load)} ${target}: ${rate} ops/s`);
    }
  }
  return rounds;
}

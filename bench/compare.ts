import { join } from 'node:path';
import type { Cluster } from './clusters/cluster.ts';
import { givenEtcd, startEtcd } from './clusters/etcd-cluster.ts';
import { givenRingkv, startRingkv } from './clusters/ringkv-cluster.ts';
import { environmentOf, type Machine, probeMachine } from './environment.ts';
import { BenchError } from './errors.ts';
import { whole } from './figures.ts';
import { benchLimits } from './limits.ts';
import { TurnLoad } from './load/load-client.ts';
import type { Options } from './options.ts';
import { type Cell, keysOf, loadName, programsFor, type Store, storeOf } from './plan.ts';
import { inDataDir } from './program.ts';
import { rest } from './rest.ts';
import { medianRound, opsPerSecond, type Result, type Round, resultOf } from './result.ts';
import { pidsOf } from './server-meter.ts';
import { takeTurn } from './turn.ts';

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
export function compare(comparison: Comparison): Promise<readonly Result[]> {
  return inDataDir('run', (dataDir) => compareIn(dataDir, comparison));
}

async function compareIn(
  dataDir: string,
  { options, signal, say }: Comparison,
): Promise<readonly Result[]> {
  const clusters: Cluster[] = [];
  const clients = new Map<Cluster, TurnLoad>();
  try {
    const machine = probeMachine(dataDir);
    const cells = runnable(options, machine, say);
    for (const store of new Set(cells.map(({ target }) => storeOf(target)))) {
      signal.throwIfAborted();
      say(`${store}: starting`);
      const cluster = await clusterOf(store, options, join(dataDir, store));
      clusters.push(cluster);
      clients.set(cluster, await filled(cluster, cells, { options, signal, say }));
    }
    const rounds = await allRounds(cells, clients, { options, signal, say });
    return cells.map((cell) => {
      const ofCell = rounds.get(cell) ?? [];
      const median = medianRound(ofCell);
      const { firstWarmUpSeconds, endpoints } = options;
      const size = endpoints === null ? options.size : null;
      const environment = environmentOf(machine, cell, { size, firstWarmUpSeconds }, median);
      return resultOf(cell, ofCell, environment);
    });
  } finally {
    for (const client of clients.values()) client.end();
    await Promise.all(clusters.map((cluster) => cluster.stop()));
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

/**
 * Every key gets a value first: gets must find one, and puts mean the same in the first round as in the last. The client
 * that does it stays for the whole comparison: one that has just started measures its compiler.
 */
function filled(
  cluster: Cluster,
  cells: readonly Cell[],
  { options, signal, say }: Comparison,
): Promise<TurnLoad> {
  const own = cells.filter(({ target }) => storeOf(target) === cluster.store);
  const [first] = own;
  if (first === undefined) throw new Error(`nothing to measure on ${cluster.store}`);
  const keys = Math.max(...own.map(keysOf));
  say(`${cluster.store}: filling ${keys} ${keys === 1 ? 'key' : 'keys'}`);
  // Of all turns, those of other targets too: the time after which the client is ended whatever happened.
  const { rounds, firstWarmUpSeconds } = options;
  const perTurn = first.load.seconds + benchLimits.turnExtraSeconds;
  const seconds = cells.length * (rounds * perTurn + firstWarmUpSeconds);
  return TurnLoad.startFilled(
    {
      driver: cluster.store === 'ringkv' ? 'ringkv' : 'etcd-node',
      endpoints: cluster.endpoints,
      load: { ...first.load, keys, seconds },
    },
    signal,
  );
}

async function allRounds(
  cells: readonly Cell[],
  clients: ReadonlyMap<Cluster, TurnLoad>,
  { options, signal, say }: Comparison,
): Promise<ReadonlyMap<Cell, readonly Round[]>> {
  const clusters = [...clients.keys()];
  const rounds = new Map<Cell, Round[]>(cells.map((cell) => [cell, []]));
  for (let number = 1; number <= options.rounds; number++) {
    for (const [cell, done] of rounds) {
      signal.throwIfAborted();
      const { target, load } = cell;
      const cluster = clusters.find(({ store }) => store === storeOf(target));
      const client = cluster === undefined ? undefined : clients.get(cluster);
      if (cluster === undefined || client === undefined)
        throw new Error(`no cluster for ${target}`);
      await rest(pidsOf(clusters));
      const others = clusters.filter((other) => other !== cluster);
      const cold = done.length === 0 ? options.firstWarmUpSeconds : 0;
      const warmUpSeconds = benchLimits.warmUpSeconds + cold;
      const round = await takeTurn(cell, { cluster, others, client, warmUpSeconds, signal });
      done.push(round);
      const rate = whole(opsPerSecond(round));
      say(`round ${number}/${options.rounds}: ${loadName(load)} ${target}: ${rate} ops/s`);
    }
  }
  return rounds;
}

import { join } from 'node:path';
import { BenchError } from '../errors.ts';
import { decimals, mebibytes, whole } from '../figures.ts';
import type { Findings, Table, Target } from '../findings.ts';
import { fillKeys, measureLoad } from '../load/load-client.ts';
import type { Job, Measured } from '../load/protocol.ts';
import { medianRound } from '../result.ts';
import type { Bench } from './bench.ts';
import { storageBenchLimits } from './limits.ts';
import { MemoryWatch } from './memory-watch.ts';
import { Nodes } from './nodes.ts';
import { measureRestarts, type Restart } from './restarts.ts';

const MIB = 2 ** 20;

/** Who is loaded, and over how many of its keys. */
interface Row {
  readonly name: string;
  readonly nodes: Nodes;
  readonly keys: number;
  readonly rounds: Measured[];
}

/** One node of the large store. */
interface NodeSize {
  readonly node: string;
  readonly filledBytes: number | null;
  readonly loadedBytes: number | null;
  readonly highestBytes: number | null;
  /** Of files, after the load. */
  readonly mappedBytes: number | null;
  readonly walBytes: number;
  readonly dbBytes: number;
}

/**
 * A cluster with many keys beside one with few, loaded in turns; then how long its nodes take to come back.
 *
 *     fill both ─▶ memory ─▶ rounds: put few | put few of many | put many ─▶ memory, disk ─▶ stop, kill, kill all
 */
export async function measureKeys(bench: Bench): Promise<Findings> {
  const { options, dataDir, signal, say } = bench;
  const { keys } = options;
  const few = Math.min(storageBenchLimits.fewKeys, keys);
  const open: Nodes[] = [];
  const start = async (name: string): Promise<Nodes> => {
    const nodes = await Nodes.start(join(dataDir, name), segmentArgs(bench));
    open.push(nodes);
    return nodes;
  };
  try {
    const small = await start('few');
    await fill(small, few, bench);
    const large = await start('many');
    const fillSeconds = await fill(large, keys, bench);
    const filled = large.names.map((name) => large.memory(name)?.resident ?? null);
    const rows: readonly Row[] = [
      { name: `${whole(few)} keys`, nodes: small, keys: few, rounds: [] },
      { name: `${whole(few)} of ${whole(keys)} keys`, nodes: large, keys: few, rounds: [] },
      { name: `${whole(keys)} keys`, nodes: large, keys, rounds: [] },
    ];
    const watch = new MemoryWatch(large);
    await loadInTurns(rows, bench);
    const loaded = watch.stop();
    const sizes = large.names.map((node, i): NodeSize => {
      const { wal, db } = large.diskUse(node);
      return {
        node,
        filledBytes: filled[i] ?? null,
        loadedBytes: loaded.get(node) ?? null,
        highestBytes: large.memory(node)?.highest ?? null,
        mappedBytes: large.memory(node)?.mapped ?? null,
        walBytes: wal,
        dbBytes: db,
      };
    });
    await small.end();
    const restarts = await measureRestarts(large, putJob(large, keys, bench), { signal, say });
    large.checkAlive();
    return findings(bench, { rows, sizes, restarts, fillSeconds });
  } finally {
    await Promise.all(open.map((nodes) => nodes.end()));
  }
}

/** Small segments let a small data set behave like a large one. */
export function segmentArgs({ options }: Bench): readonly string[] {
  const { segmentBytes } = options;
  return segmentBytes === null ? [] : ['--wal-segment-bytes', `${segmentBytes}`];
}

/** Seconds. */
export async function fill(nodes: Nodes, keys: number, bench: Bench): Promise<number> {
  bench.say(`filling ${whole(keys)} keys`);
  const begun = performance.now();
  await fillKeys(putJob(nodes, keys, bench), bench.signal);
  nodes.checkAlive();
  return (performance.now() - begun) / 1_000;
}

function putJob(nodes: Nodes, keys: number, { options }: Bench): Omit<Job, 'kind'> {
  const { concurrency, valueBytes: valueSize } = storageBenchLimits;
  const load = { workload: 'put', concurrency, valueSize, keys, seconds: options.seconds } as const;
  return { driver: 'ringkv', endpoints: nodes.endpoints, load, incompressible: true };
}

/** One after the other in each round, so that a slow minute of the machine falls on all. */
async function loadInTurns(rows: readonly Row[], bench: Bench): Promise<void> {
  const { options, signal, say } = bench;
  const edges = { onGo: () => {}, onEnd: () => {} };
  for (let round = 1; round <= options.rounds; round++) {
    for (const { name, nodes, keys, rounds } of rows) {
      signal.throwIfAborted();
      const measured = await measureLoad(putJob(nodes, keys, bench), signal, edges);
      nodes.checkAlive();
      if (measured.ops === 0)
        throw new BenchError(`no put over ${name} succeeded: ${measured.firstError}`);
      rounds.push(measured);
      say(
        `round ${round}/${options.rounds}: put over ${name}: ${whole(measured.ops / measured.seconds)} ops/s`,
      );
    }
  }
}

interface Measurements {
  readonly rows: readonly Row[];
  readonly sizes: readonly NodeSize[];
  readonly restarts: readonly Restart[];
  readonly fillSeconds: number;
}

function findings({ options }: Bench, measured: Measurements): Findings {
  const { rows, sizes, restarts, fillSeconds } = measured;
  const puts = rows.map(({ name, keys, rounds }) => {
    const { ops, seconds, errors, latencyMs } = medianRound(rounds);
    const opsPerSecond = ops / seconds;
    return { name, keys, opsPerSecond, errors, latencyMs, rounds: rounds.map(rateOf) };
  });
  const ratio = (puts.at(-1)?.opsPerSecond ?? 0) / (puts[0]?.opsPerSecond ?? 0);
  const highest = Math.max(...sizes.map(({ highestBytes }) => highestBytes ?? Number.NaN));
  const slowest = (kind: Restart['kind']): number =>
    Math.max(...restarts.filter((one) => one.kind === kind).map(({ servingMs }) => servingMs)) /
    1_000;
  const afterKill = Math.max(slowest('killed'), slowest('all killed'));
  const targets: readonly Target[] = [
    {
      what: 'put over many keys, of a store with few',
      measured: ratio,
      least: 0.8,
      unit: '',
    },
    { what: 'highest RSS of a node', measured: highest / MIB, most: 400, unit: ' MiB' },
    { what: 'serving after a clean stop', measured: slowest('stopped'), most: 5, unit: ' s' },
    { what: 'serving after kill -9', measured: afterKill, most: 10, unit: ' s' },
  ];
  const filling = { seconds: fillSeconds, opsPerSecond: options.keys / fillSeconds };
  return {
    tables: [putTable(puts), sizeTable(sizes), restartTable(restarts)],
    targets,
    figures: { keys: options.keys, filling, puts, nodes: sizes, restarts },
  };
}

const rateOf = ({ ops, seconds }: Measured): number => Math.round(ops / seconds);

interface PutFigures {
  readonly name: string;
  readonly opsPerSecond: number;
  readonly errors: number;
  readonly latencyMs: Measured['latencyMs'];
  readonly rounds: readonly number[];
}

function putTable(puts: readonly PutFigures[]): Table {
  return {
    title: `put, ${storageBenchLimits.concurrency} in flight, ${storageBenchLimits.valueBytes}-byte values`,
    headings: ['store', 'ops/s', 'lowest-highest', 'p50 ms', 'p99 ms', 'errors'],
    lines: puts.map(({ name, opsPerSecond, errors, latencyMs, rounds }) => [
      name,
      whole(opsPerSecond),
      `${whole(Math.min(...rounds))}-${whole(Math.max(...rounds))}`,
      decimals(latencyMs.p50),
      decimals(latencyMs.p99),
      `${errors}`,
    ]),
  };
}

function sizeTable(sizes: readonly NodeSize[]): Table {
  const resident = (bytes: number | null): string => (bytes === null ? '-' : mebibytes(bytes));
  return {
    title: 'MiB of each node',
    headings: [
      'node',
      'RSS, filled',
      'RSS, loaded',
      'RSS, highest',
      'mapped files',
      'log on disk',
      'database',
    ],
    lines: sizes.map(
      ({
        node,
        filledBytes,
        loadedBytes,
        highestBytes,
        mappedBytes,
        walBytes,
        dbBytes,
      }: NodeSize) => [
        node,
        resident(filledBytes),
        resident(loadedBytes),
        resident(highestBytes),
        resident(mappedBytes),
        mebibytes(walBytes),
        mebibytes(dbBytes),
      ],
    ),
  };
}

function restartTable(restarts: readonly Restart[]): Table {
  return {
    title: 'restart',
    headings: ['node', 'after', 'stop s', 'ready s', 'serving s', 'RSS then, MiB'],
    lines: restarts.map(({ node, kind, stopMs, readyMs, servingMs, residentBytes }) => [
      node,
      kind,
      stopMs === null ? '-' : decimals(stopMs / 1_000),
      decimals(readyMs / 1_000),
      decimals(servingMs / 1_000),
      residentBytes === null ? '-' : mebibytes(residentBytes),
    ]),
  };
}

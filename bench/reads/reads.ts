import { join } from 'node:path';
import { bytes, RingKv } from 'ringkv';
import { startRingkv } from '../clusters/ringkv-cluster.ts';
import { cpuSecondsOf } from '../cpu.ts';
import { BenchError } from '../errors.ts';
import { decimals } from '../figures.ts';
import type { Findings } from '../findings.ts';
import { Latencies, type LatencyMs } from '../latencies.ts';
import { benchLimits } from '../limits.ts';
import type { Stage } from '../measurement.ts';
import { median } from '../median.ts';
import { type ReadsOptions, readLimits } from './options.ts';

/** All keys in one partition: else every node leads some, and "the leader" is all of them. */
const keyName = (index: number): string => `{read}/${index}`;

interface Way {
  readonly level: 'eventual' | 'session';
  readonly replica: 'leader' | 'any';
}

const ways: readonly Way[] = [
  { level: 'eventual', replica: 'leader' },
  { level: 'eventual', replica: 'any' },
  { level: 'session', replica: 'leader' },
  { level: 'session', replica: 'any' },
];

interface Turn {
  readonly perSecond: number;
  readonly latencyMs: LatencyMs;
  /** Reads in a second of CPU of all servers. */
  readonly perServerCpuSecond: number;
  /** Which nodes served, by member id. */
  readonly served: readonly number[];
}

export function readsLimitMs({ rounds, seconds }: ReadsOptions): number {
  return (
    readLimits.startMs + rounds * ways.length * (seconds + readLimits.warmUpSeconds + 1) * 1_000
  );
}

export async function measureReads(options: ReadsOptions, stage: Stage): Promise<Findings> {
  const size = { nodes: benchLimits.nodes, partitions: benchLimits.partitions };
  const cluster = await startRingkv(join(stage.dataDir, 'reads'), size);
  const client = await RingKv.connect({ endpoints: [...cluster.endpoints] });
  try {
    const kv = client.keyspace(bytes);
    const session = client.session();
    const value = Buffer.alloc(readLimits.valueBytes, 'v');
    for (let i = 0; i < readLimits.keys; i++) await kv.put(keyName(i), value, { session });
    const turns = new Map<Way, Turn[]>(ways.map((way) => [way, []]));
    const read = async (way: Way, key: string): Promise<number> => {
      const options =
        way.level === 'session'
          ? ({ session, replica: way.replica } as const)
          : ({ consistency: 'eventual', replica: way.replica } as const);
      const { servedBy } = await kv.lookup(key, options);
      return servedBy;
    };
    for (let round = 1; round <= options.rounds; round++) {
      for (const way of ways) {
        stage.signal.throwIfAborted();
        stage.say(`round ${round}: ${way.level} by ${way.replica}`);
        await turnOf((key) => read(way, key), options.concurrency, readLimits.warmUpSeconds, []);
        const pids = cluster.pids ?? [];
        turns
          .get(way)
          ?.push(await turnOf((key) => read(way, key), options.concurrency, options.seconds, pids));
      }
    }
    cluster.checkAlive();
    return findingsOf(options, turns);
  } finally {
    await client.close({ graceMs: 0 });
    await cluster.stop();
  }
}

/** So many readers, each with one read after the other. */
async function turnOf(
  read: (key: string) => Promise<number>,
  concurrency: number,
  seconds: number,
  pids: readonly number[],
): Promise<Turn> {
  const latencies = new Latencies();
  const served = new Map<number, number>();
  const cpuBefore = cpuSecondsOf(pids);
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let next = 0;
  const reader = async (): Promise<void> => {
    for (let now = performance.now(); now < until; ) {
      const by = await read(keyName(next++ % readLimits.keys));
      const then = performance.now();
      latencies.record((then - now) * 1_000);
      served.set(by, (served.get(by) ?? 0) + 1);
      now = then;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, reader));
  const passed = (performance.now() - begun) / 1_000;
  const cpuAfter = cpuSecondsOf(pids);
  if (cpuBefore === null || cpuAfter === null) throw new BenchError('no CPU times in /proc');
  return {
    perSecond: latencies.count / passed,
    latencyMs: latencies.summary(),
    perServerCpuSecond: latencies.count / (cpuAfter - cpuBefore),
    served: [...served].sort(([a], [b]) => a - b).map(([, count]) => count),
  };
}

function findingsOf(options: ReadsOptions, turns: ReadonlyMap<Way, readonly Turn[]>): Findings {
  const rows = [...turns].map(([way, of]) => {
    const middle = (figure: (turn: Turn) => number): number => median(of.map(figure));
    return {
      ...way,
      perSecond: middle(({ perSecond }) => perSecond),
      p50: middle(({ latencyMs }) => latencyMs.p50),
      p99: middle(({ latencyMs }) => latencyMs.p99),
      perServerCpuSecond: middle(({ perServerCpuSecond }) => perServerCpuSecond),
      nodes: Math.max(...of.map(({ served }) => served.length)),
    };
  });
  return {
    tables: [
      {
        title: `reads of one partition, ${options.concurrency} in flight; medians of ${options.rounds} rounds`,
        headings: ['', 'nodes that serve', 'reads/s', 'p50 ms', 'p99 ms', 'reads per server CPU s'],
        lines: rows.map(({ level, replica, nodes, perSecond, p50, p99, perServerCpuSecond }) => [
          `${level}, ${replica}`,
          `${nodes}`,
          decimals(perSecond, 0),
          decimals(p50),
          decimals(p99),
          decimals(perServerCpuSecond, 0),
        ]),
      },
    ],
    targets: [],
    figures: { ...options, rows },
  };
}

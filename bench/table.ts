import { columns } from './columns.ts';
import { benchLimits } from './limits.ts';
import type { Target } from './plan.ts';
import type { Result } from './result.ts';

/** Client and promise of every row: a figure without them compares nothing. */
const names: Readonly<Record<Target, string>> = {
  ringkv: 'ringkv, typed client',
  'ringkv-unary': 'ringkv, h2load (one key)',
  etcd: 'etcd, h2load (one key)',
  'etcd-txn': `etcd, h2load (${benchLimits.putsPerTxn} puts a transaction)`,
  'etcd-node': 'etcd, npm etcd3',
};

const headings = [
  'target',
  'ops/s',
  'lowest-highest',
  'p50 ms',
  'p99 ms',
  'p99.9 ms',
  'errors, all rounds',
  'CPU s/1000 ops client',
  'servers',
  'x etcd txn',
  'x etcd h2load',
  'x etcd npm',
] as const;

/** Rows are compared while the one has at most so many times the operations in flight of the other. */
const SAME_LOAD = 2;

/** A block per workload and concurrency; the last columns divide operations per second by those of the etcd rows. */
export function table(results: readonly Result[]): string {
  const blocks = new Map<string, Result[]>();
  for (const result of results) {
    const { workload, concurrency } = result;
    const title = `${workload}, ${concurrency} in flight`;
    blocks.set(title, [...(blocks.get(title) ?? []), result]);
  }
  const rows = [...blocks].map(([title, block]) => ({
    title,
    lines: block.map((result) => cells(result, block)),
  }));
  const format = columns(
    headings,
    rows.map(({ lines }) => lines),
  );
  return [
    ...rows.flatMap(({ title, lines }) => [title, format(headings), ...lines.map(format), '']),
    ...footnotes(results),
    '',
  ].join('\n');
}

function cells(result: Result, block: readonly Result[]): readonly string[] {
  const { latencyMs, cpuSeconds, ops, rounds, roundErrors } = result;
  return [
    `${names[result.target]}, ${result.environment.durability.startsWith('fsync') ? 'fsync on majority' : 'sync unknown'}`,
    whole(result.opsPerSecond),
    `${whole(Math.min(...rounds))}-${whole(Math.max(...rounds))}`,
    milliseconds(latencyMs.p50),
    milliseconds(latencyMs.p99),
    milliseconds(latencyMs.p999),
    String(roundErrors.reduce((sum, errors) => sum + errors, 0)),
    perThousand(cpuSeconds.client, ops),
    perThousand(cpuSeconds.servers, ops),
    ratio(result, block, 'etcd-txn'),
    ratio(result, block, 'etcd'),
    ratio(result, block, 'etcd-node'),
  ];
}

/** `-` where that row was not measured, or has another load: a transaction is many operations in flight at least. */
function ratio(result: Result, block: readonly Result[], target: Target): string {
  const base = block.find((other) => other.target === target);
  if (base === undefined) return '-';
  const inFlight = [result, base].map(({ environment }) => environment.inFlight);
  if (Math.max(...inFlight) > Math.min(...inFlight) * SAME_LOAD) return '-';
  return (result.opsPerSecond / base.opsPerSecond).toFixed(2);
}

function perThousand(seconds: number | null, ops: number): string {
  return seconds === null ? '-' : ((seconds / ops) * 1_000).toFixed(3);
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const milliseconds = (value: number): string => value.toFixed(value < 10 ? 3 : 1);

function footnotes(results: readonly Result[]): readonly string[] {
  const [first] = results;
  if (first === undefined) return [];
  const { environment: e } = first;
  const shares = results.flatMap(({ environment }) => environment.otherClusterCpuShare ?? []);
  const keys = Math.max(...results.map(({ environment }) => environment.keys));
  const notes = new Set(results.flatMap(({ environment }) => environment.notes));
  const rounded = results.filter(
    ({ concurrency, environment }) => concurrency !== environment.inFlight,
  );
  return [
    `${first.rounds.length === 1 ? 'One round' : `Median of ${first.rounds.length} rounds`} of ${Math.round(first.seconds)} s, each after ${e.warmUpSeconds} s of warm-up; ${e.valueSize}-byte values, ${keys === 1 ? '1 key' : `${keys} keys`}.`,
    ...new Set(results.map(({ environment }) => environment.servers)),
    `${e.cpu}, ${e.cores} cores shared by servers and client; ${e.memoryGiB} GiB; ${e.kernel}; ${e.filesystem}; Node.js ${e.node}; ${e.date}`,
    `ringkv ${e.ringkv} (${e.commit ?? 'no commit'}), etcd ${e.etcd ?? '-'}, h2load ${e.h2load ?? '-'}, etcd3 ${e.etcd3}; load average ${e.loadAverage} before.`,
    ...(shares.length > 0
      ? [
          `The idle cluster of the other store took up to ${(Math.max(...shares) * 100).toFixed(1)} % of a core.`,
        ]
      : []),
    ...rounded.map(
      ({ target, concurrency, environment }) =>
        `${target}: ${environment.inFlight} in flight instead of ${concurrency}, in whole calls and streams.`,
    ),
    ...[...notes].map((note) => `${note}.`),
  ];
}

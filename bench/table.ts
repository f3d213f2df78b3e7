import { columns } from './columns.ts';
import { type Environment, hardwareLine } from './environment.ts';
import { milliseconds, whole } from './figures.ts';
import { type Store, storeOf, type Target } from './plan.ts';
import type { Result } from './result.ts';

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
const MEBIBYTE = 1_048_576;

/** A block per load; the last columns divide operations per second by those of the etcd rows. */
export function table(results: readonly Result[]): string {
  const blocks = new Map<string, Result[]>();
  for (const result of results) {
    const title = titleOf(result);
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

function titleOf({ workload, concurrency, rate }: Result): string {
  if (rate === null) return `${workload}, ${concurrency} in flight`;
  return `${workload}, ${whole(rate)} a second come due, at most ${whole(concurrency)} in flight`;
}

function cells(result: Result, block: readonly Result[]): readonly string[] {
  const { latencyMs, cpuSeconds, rounds, roundErrors } = result;
  const ops = result.ops + (result.open?.answeredLate ?? 0);
  return [
    result.name,
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
  // In an open loop what is in flight is no load but what comes of it.
  if (result.rate === null && Math.max(...inFlight) > Math.min(...inFlight) * SAME_LOAD) return '-';
  return (result.opsPerSecond / base.opsPerSecond).toFixed(2);
}

function perThousand(seconds: number | null, ops: number): string {
  return seconds === null ? '-' : ((seconds / ops) * 1_000).toFixed(3);
}

/** Also of the plot. */
export function warmUp({ warmUpSeconds, firstWarmUpSeconds }: Environment): string {
  return `${warmUpSeconds} s of warm-up, the first after ${firstWarmUpSeconds} s more`;
}

function footnotes(results: readonly Result[]): readonly string[] {
  const [first] = results;
  if (first === undefined) return [];
  const { environment: e } = first;
  const shares = results.flatMap(({ environment }) => environment.otherClusterCpuShare ?? []);
  const keys = Math.max(...results.map(({ environment }) => environment.keys));
  const notes = new Set(results.flatMap(({ environment }) => environment.notes));
  const rounded = results.filter(
    ({ concurrency, environment, rate }) => rate === null && concurrency !== environment.inFlight,
  );
  return [
    `${first.rounds.length === 1 ? 'One round' : `Median of ${first.rounds.length} rounds`} of ${Math.round(first.seconds)} s, each after ${warmUp(e)}; ${e.valueSize}-byte values, ${keys === 1 ? '1 key' : `${keys} keys`}.`,
    ...new Set(results.map(({ environment }) => environment.servers)),
    hardwareLine(e),
    `ringkv ${e.ringkv} (${e.commit ?? 'no commit'}), etcd ${e.etcd ?? '-'}, h2load ${e.h2load ?? '-'}, etcd3 ${e.etcd3}; load average ${e.loadAverage} before.`,
    ...(shares.length > 0
      ? [
          `The idle cluster of the other store took up to ${(Math.max(...shares) * 100).toFixed(1)} % of a core.`,
        ]
      : []),
    ...memoryNote(results),
    ...rounded.map(
      ({ target, concurrency, environment }) =>
        `${target}: ${environment.inFlight} in flight instead of ${concurrency}, in whole calls and streams.`,
    ),
    ...results.flatMap(scheduleNote),
    ...[...notes].map((note) => `${note}.`),
  ];
}

/** The largest server of each store. */
function memoryNote(results: readonly Result[]): readonly string[] {
  const highest = new Map<Store, number>();
  for (const { target, environment } of results) {
    const store = storeOf(target);
    const bytes = (environment.serverMemoryBytes ?? []).map((memory) => memory.highest);
    if (bytes.length > 0) highest.set(store, Math.max(highest.get(store) ?? 0, ...bytes));
  }
  if (highest.size === 0) return [];
  const parts = [...highest].map(([store, bytes]) => `${store} ${whole(bytes / MEBIBYTE)} MiB`);
  return [`Resident memory of the largest server, highest since its start: ${parts.join(', ')}.`];
}

/** What an open loop could not ask for or have answered in time. */
function scheduleNote({ target, rate, open, concurrency }: Result): readonly string[] {
  if (rate === null || open === null) return [];
  const missed = [
    open.overLimit > 0
      ? `${whole(open.overLimit)} not sent, as ${whole(concurrency)} were unanswered`
      : '',
    open.unanswered > 0 ? `${whole(open.unanswered)} never answered` : '',
    open.answeredLate > 0 ? `${whole(open.answeredLate)} answered after the end` : '',
  ].filter((part) => part !== '');
  const sent = `sent ${milliseconds(open.sentLateMs.p99)} ms after they were due at p99`;
  const of = `${target}, ${whole(rate)} a second: ${whole(open.due)} came due in the median round`;
  return [`${[of, ...missed, `the others ${sent}`].join('; ')}.`];
}

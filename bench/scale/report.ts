import { readFileSync } from 'node:fs';
import { columns } from '../columns.ts';
import { type Machine, machineLines } from '../environment.ts';
import { BenchError, oneLine } from '../errors.ts';
import { decimals, mebibytes, milliseconds, whole } from '../figures.ts';
import { defaultLine } from './axes.ts';
import type { Failure } from './leg.ts';
import type { Settings } from './options.ts';
import type { Row } from './rows.ts';

/** The JSON file. */
export interface ScaleReport {
  readonly bench: 'scale';
  readonly settings: Settings;
  /** In the order of the table. */
  readonly rows: readonly Row[];
  readonly failures: readonly Failure[];
  readonly environment: Machine;
}

const headings = [
  'ops/s',
  'x default',
  'lowest-highest',
  'ops/CPU-s x default',
  'p50 ms',
  'p99 ms',
  'CPU us/op servers',
  'client',
  'RSS MiB',
  'idle %',
  'errors',
  '',
] as const;

/** A block for each axis and workload; its legs one below the other. */
export function textOf({ settings, rows, failures, environment }: ScaleReport): string {
  const blocks = new Map<string, Row[]>();
  for (const row of rows) {
    const title = `${titles[row.axis]}, ${row.workload}`;
    blocks.set(title, [...(blocks.get(title) ?? []), row]);
  }
  const lines = [...blocks].map(([, block]) => block.map(cells));
  const [widest = ''] = [...blocks.keys()].toSorted((a, b) => b.length - a.length);
  const format = columns([widest, ...headings], lines);
  const texts = [...blocks].flatMap(([title], i) => [
    format([title, ...headings]),
    ...(lines[i] ?? []).map(format),
    '',
  ]);
  const others = rows.flatMap(({ othersCpuShare }) => othersCpuShare ?? []);
  const { rounds, durationSeconds, warmUpSeconds } = settings;
  return [
    ...texts,
    `* the default point: ${defaultLine()}. x default: median of the ratios of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, each to the default in the same round.`,
    `Turns of ${durationSeconds} s; ${warmUpSeconds} s of warm-up before the first. Other columns: the median round; RSS of the largest server, idle % of a core for each node.`,
    ...(others.length === 0
      ? []
      : [
          `Idle clusters beside the loaded one took up to ${decimals(Math.max(...others) * 100, 1)} % of a core.`,
        ]),
    ...failures.map(({ axis, value, why }) => `FAILED ${axis} ${whole(value)}: ${why}`),
    ...machineLines(environment),
    '',
  ].join('\n');
}

const titles: Readonly<Record<Row['axis'], string>> = {
  partitions: 'partitions',
  keys: 'keys',
  'value-size': 'bytes of a value',
  'in-flight': 'in flight',
  nodes: 'nodes',
};

function cells(row: Row): readonly string[] {
  const { latencyMs, cpuMicrosecondsPerOp, timesDefault, idle, residentBytes, cliffBeside } = row;
  return [
    `${whole(row.value)}${row.isDefault ? ' *' : ''}`,
    whole(row.opsPerSecond),
    orDash(timesDefault?.median, decimals),
    timesDefault === null
      ? '-'
      : `${decimals(timesDefault.lowest)}-${decimals(timesDefault.highest)}`,
    orDash(row.perCpuTimesDefault?.median, decimals),
    milliseconds(latencyMs.p50),
    milliseconds(latencyMs.p99),
    orDash(cpuMicrosecondsPerOp.servers, (us) => decimals(us, 1)),
    orDash(cpuMicrosecondsPerOp.client, (us) => decimals(us, 1)),
    orDash(residentBytes, mebibytes),
    orDash(idle?.mean, (share) => decimals(share * 100, 1)),
    whole(row.errors),
    cliffBeside === null ? '' : `CLIFF: less than half of ${whole(cliffBeside)}`,
  ];
}

const orDash = (value: number | null | undefined, text: (value: number) => string): string =>
  value === null || value === undefined ? '-' : text(value);

export const jsonOf = (report: ScaleReport): string => `${JSON.stringify(report, null, 2)}\n`;

/** What an earlier run wrote with `--json`; a {@link BenchError} for anything else. */
export function readReport(path: string): ScaleReport {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BenchError(`--from: ${path}: ${oneLine(error)}`, 2);
  }
  if (isReport(found)) return found;
  throw new BenchError(`--from: ${path} holds no report of this version of npm run bench:scale`, 2);
}

function isReport(value: unknown): value is ScaleReport {
  if (typeof value !== 'object' || value === null) return false;
  const { bench, rows, failures, settings, environment } = value as Partial<ScaleReport>;
  return (
    bench === 'scale' &&
    Array.isArray(rows) &&
    Array.isArray(failures) &&
    typeof settings?.durationSeconds === 'number' &&
    typeof environment?.node === 'string'
  );
}

import type { LatencyMs } from '../latencies.ts';
import { median } from '../median.ts';
import { medianRound, opsPerSecond } from '../result.ts';
import { type Axis, defaultPoint } from './axes.ts';
import type { Idle, LegFindings, ScaleWorkload, Visited } from './leg.ts';
import { scaleWorkloads } from './leg.ts';
import { scaleLimits } from './limits.ts';
import type { Turn } from './site.ts';

/** Of the ratios of all rounds: the one in the middle, with the lowest and the highest. */
export interface Ratio {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** One value of an axis under one workload. Null is what the system does not tell, or a default that failed. */
export interface Row {
  readonly axis: Axis;
  readonly value: number;
  readonly workload: ScaleWorkload;
  /** Which leg of its axis, from 0: rows of one leg were measured in the same minutes. */
  readonly leg: number;
  readonly isDefault: boolean;
  /** Of the median round by throughput, like latencies and CPU. */
  readonly opsPerSecond: number;
  readonly latencyMs: LatencyMs;
  readonly cpuMicrosecondsPerOp: {
    readonly servers: number | null;
    readonly client: number | null;
  };
  /** Of servers and client together. */
  readonly opsPerCpuSecond: number | null;
  /** Each round beside the default in the same round. */
  readonly timesDefault: Ratio | null;
  readonly perCpuTimesDefault: Ratio | null;
  /** Of the largest server, at the end of the last turn of this workload. */
  readonly residentBytes: number | null;
  /** Of a node, as a share of one core. */
  readonly idle: Idle | null;
  /** The most that all other clusters of the leg used in a round, as a share of one core. */
  readonly othersCpuShare: number | null;
  /** Of all rounds. */
  readonly errors: number;
  readonly firstError: string | null;
  readonly rounds: readonly number[];
  /** The neighbour on the axis that does more than twice as many operations per CPU-second. */
  readonly cliffBeside: number | null;
}

/** By axis, workload, leg and value. */
export function rowsOf(findings: readonly LegFindings[]): readonly Row[] {
  const found = new Set(findings.map(({ leg }) => leg.axis));
  return [...found].flatMap((axis) => rowsOfAxis(findings.filter(({ leg }) => leg.axis === axis)));
}

function rowsOfAxis(legs: readonly LegFindings[]): readonly Row[] {
  return scaleWorkloads.flatMap((workload) => {
    const rows = legs.flatMap(({ leg: { axis }, visited }, leg) => {
      const base = visited.find(({ value }) => value === defaultPoint[axis]);
      return visited.map((one) => rowOf({ axis, leg, workload }, one, base));
    });
    return withCliffs(rows);
  });
}

function rowOf(
  place: Pick<Row, 'axis' | 'leg' | 'workload'>,
  { value, idle, turns }: Visited,
  base: Visited | undefined,
): Row {
  const own = turns[place.workload];
  const round = medianRound(own);
  const { servers, client } = round.cpuSeconds;
  const perOp = (seconds: number | null): number | null =>
    seconds === null ? null : (seconds / answered(round)) * 1e6;
  const others = own.flatMap(({ otherClusterCpuShare }) => otherClusterCpuShare ?? []);
  const memory = own.at(-1)?.serverMemory ?? null;
  const defaults = base?.turns[place.workload];
  return {
    ...place,
    value,
    isDefault: value === defaultPoint[place.axis],
    opsPerSecond: opsPerSecond(round),
    latencyMs: round.latencyMs,
    cpuMicrosecondsPerOp: { servers: perOp(servers), client: perOp(client) },
    opsPerCpuSecond: opsPerCpuSecond(round),
    timesDefault: ratioOf(own, defaults, opsPerSecond),
    perCpuTimesDefault: ratioOf(own, defaults, opsPerCpuSecond),
    residentBytes: memory === null ? null : Math.max(...memory.map(({ resident }) => resident)),
    idle,
    othersCpuShare: others.length === 0 ? null : Math.max(...others),
    errors: own.reduce((sum, { errors }) => sum + errors, 0),
    firstError: own.find(({ firstError }) => firstError !== null)?.firstError ?? null,
    rounds: own.map(opsPerSecond),
    cliffBeside: null,
  };
}

const answered = ({ ops, lateOps }: Turn): number => ops + lateOps;

function opsPerCpuSecond(turn: Turn): number | null {
  const { servers, client } = turn.cpuSeconds;
  return servers === null || client === null ? null : answered(turn) / (servers + client);
}

function ratioOf(
  own: readonly Turn[],
  base: readonly Turn[] | undefined,
  figure: (turn: Turn) => number | null,
): Ratio | null {
  const ratios = own.map((turn, round) => {
    const other = base?.[round];
    const [above, below] = [figure(turn), other === undefined ? null : figure(other)];
    return above === null || below === null ? Number.NaN : above / below;
  });
  if (ratios.length === 0 || ratios.some(Number.isNaN)) return null;
  return {
    median: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}

/**
 * Marks what falls off beside a neighbour on either side. Compared is what each did of the default of its own minute, so
 * that values of different legs can be neighbours.
 */
export function withCliffs(rows: readonly Row[]): readonly Row[] {
  const known = rows
    .filter(({ perCpuTimesDefault }) => perCpuTimesDefault !== null)
    .toSorted((a, b) => a.value - b.value)
    .map(({ value, perCpuTimesDefault }) => ({ value, ratio: perCpuTimesDefault?.median ?? 0 }));
  // The default is in every leg, and 1 in each.
  const points = known.filter(({ value }, i) => value !== known[i - 1]?.value);
  return rows.map((row) => {
    const at = points.findIndex(({ value }) => value === row.value);
    const own = points[at]?.ratio ?? 0;
    const steeper = [points[at - 1], points[at + 1]]
      .filter((neighbour) => neighbour !== undefined)
      .filter(({ ratio }) => at >= 0 && own < ratio * scaleLimits.cliffRatio)
      .toSorted((a, b) => b.ratio - a.ratio);
    return { ...row, cliffBeside: steeper[0]?.value ?? null };
  });
}

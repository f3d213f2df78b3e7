import type { Environment } from './environment.ts';
import type { LatencyMs } from './latencies.ts';
import type { OpenFigures } from './load/protocol.ts';
import type { Memory } from './memory.ts';
import type { Cell, Target, Workload } from './plan.ts';
import { rowName } from './row-name.ts';

/** What one turn of a target measured. */
export interface Round {
  /** Operations that succeeded. */
  readonly ops: number;
  readonly seconds: number;
  /** Operations that failed, or of which the server said so; not in `ops`. */
  readonly errors: number;
  readonly latencyMs: LatencyMs;
  readonly cpuSeconds: CpuSeconds;
  /** Of an open loop only. */
  readonly open?: OpenFigures;
  /** What the idle cluster of the other store used meanwhile, as a share of one core; null when none is up or without /proc. */
  readonly otherClusterCpuShare: number | null;
  /** Of each loaded server at the end; null without /proc, and of a cluster that was given. */
  readonly serverMemory: readonly Memory[] | null;
}

/** Null where the system does not tell. */
export interface CpuSeconds {
  readonly client: number | null;
  readonly servers: number | null;
}

/** One object of the JSON file. */
export interface Result {
  /** Store, client and fsync policy, as in the table. */
  readonly name: string;
  readonly target: Target;
  readonly workload: Workload;
  readonly concurrency: number;
  readonly ops: number;
  readonly seconds: number;
  readonly opsPerSecond: number;
  readonly errors: number;
  readonly latencyMs: LatencyMs;
  readonly cpuSeconds: CpuSeconds;
  /** Operations per second of every round, in the order in which they ran. */
  readonly rounds: readonly number[];
  /** Errors of every round: those of the median alone would hide the others. */
  readonly roundErrors: readonly number[];
  /** Open loop: what came due in a second, and what became of it in the median round. Null of a closed loop. */
  readonly rate: number | null;
  readonly open: OpenFigures | null;
  readonly environment: Environment;
}

type Counted = Pick<Round, 'ops' | 'seconds'>;

export const opsPerSecond = (round: Counted): number => round.ops / round.seconds;

/**
 * The round in the middle by operations per second, the lower one of two: a round that really ran, so that its
 * latencies, errors and CPU seconds belong together.
 */
export function medianRound<R extends Counted>(rounds: readonly R[]): R {
  const sorted = [...rounds].sort((a, b) => opsPerSecond(a) - opsPerSecond(b));
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  if (median === undefined) throw new Error('the median of no rounds');
  return median;
}

export function resultOf(
  { target, load }: Cell,
  rounds: readonly Round[],
  environment: Environment,
): Result {
  const { ops, seconds, errors, latencyMs, cpuSeconds, open } = medianRound(rounds);
  return {
    name: rowName(target, environment.fsync),
    target,
    workload: load.workload,
    concurrency: load.concurrency,
    ops,
    seconds: rounded(seconds),
    opsPerSecond: rounded(ops / seconds),
    errors,
    latencyMs: roundedLatency(latencyMs),
    cpuSeconds: {
      client: roundedOrNull(cpuSeconds.client),
      servers: roundedOrNull(cpuSeconds.servers),
    },
    rounds: rounds.map((round) => rounded(opsPerSecond(round))),
    roundErrors: rounds.map((round) => round.errors),
    rate: load.rate ?? null,
    open: open === undefined ? null : { ...open, sentLateMs: roundedLatency(open.sentLateMs) },
    environment,
  };
}

/** The object for one cell, an array in the order asked for several. */
export function toJson(results: readonly Result[], askedCells: number): string {
  const [only] = results;
  const body = askedCells === 1 && only !== undefined ? only : results;
  return `${JSON.stringify(body, null, 2)}\n`;
}

const roundedLatency = ({ p50, p99, p999, max }: LatencyMs): LatencyMs => ({
  p50: rounded(p50),
  p99: rounded(p99),
  p999: rounded(p999),
  max: rounded(max),
});
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
const roundedOrNull = (value: number | null): number | null =>
  value === null ? null : rounded(value);

import { median } from '../median.ts';
import type { Cell, FloorLoad, PartyName } from './cells.ts';

/** Replicas of a put, each of which writes it to its database. */
const REPLICAS = 3;

/** What one cell did in one round. */
export interface CellTurn {
  readonly opsPerSecond: number;
  readonly p50Ms: number;
  /** Of all its processes, for one operation. */
  readonly cpuMicroseconds: number;
  readonly opsPerBatch: number;
}

/** One cell, with its turn of each round. */
export interface CellRounds {
  readonly cell: Cell;
  readonly turns: readonly CellTurn[];
}

/** Microseconds of CPU for one operation, medians of the rounds; what a get does not need is null. */
export interface Floor extends FloorLoad {
  readonly echo: number;
  readonly log: number | null;
  /** Of all replicas. */
  readonly level: number | null;
  /** The sum, made in each round. */
  readonly floor: number;
  readonly ringkv: number;
  /** Floor to ringkv, in each round: the median, the lowest and the highest. */
  readonly percent: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * What a load costs at least beside what it costs ringkv. Turns of one round met the same minutes of the machine, so their ratio
 * says more than that of two medians; the floor need not be the sum of the medians of its parts.
 */
export function floorOf(load: FloorLoad, rounds: readonly CellRounds[]): Floor {
  const cpu = (party: PartyName): readonly number[] | null => {
    const found = rounds.find(
      ({ cell }) =>
        cell.party === party && cell.workload === load.workload && cell.inFlight === load.inFlight,
    );
    return found?.turns.map(({ cpuMicroseconds }) => cpuMicroseconds) ?? null;
  };
  const echo = cpu('echo') ?? [];
  const ringkv = cpu('ringkv') ?? [];
  const log = cpu('log');
  const level = cpu('level')?.map((one) => one * REPLICAS) ?? null;
  const floors = echo.map((one, round) => one + (log?.[round] ?? 0) + (level?.[round] ?? 0));
  const percents = floors.map((floor, round) => (floor / (ringkv[round] ?? Number.NaN)) * 100);
  return {
    ...load,
    echo: median(echo),
    log: log && median(log),
    level: level && median(level),
    floor: median(floors),
    ringkv: median(ringkv),
    percent: median(percents),
    lowest: Math.min(...percents),
    highest: Math.max(...percents),
  };
}

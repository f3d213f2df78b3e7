import { type Stage, stages } from './stages.ts';

/** CPU of one process for one operation, in microseconds. */
export interface ProcessCost {
  readonly name: string;
  /** Of the main thread: its CPU by the kernel, in the proportions of its profile. */
  readonly stages: ReadonlyMap<Stage, number>;
  /** User and system time of all threads, from the kernel. */
  readonly total: number;
}

export interface Budget {
  readonly workload: string;
  readonly operationsPerSecond: number;
  readonly processes: readonly ProcessCost[];
}

const OTHERS = 'other threads: LevelDB, disk, compiler, collector';
const TOTAL = 'all, by the kernel';

/** Rows by stage, columns by process; their sum last. Microseconds of CPU for one operation. */
export function budgetTable({ workload, operationsPerSecond, processes }: Budget): string {
  const rows: (readonly [string, (cost: ProcessCost) => number])[] = [
    ...stages.map((stage) => [stage, (cost: ProcessCost) => cost.stages.get(stage) ?? 0] as const),
    [OTHERS, (cost) => cost.total - sum(cost)],
    [TOTAL, (cost) => cost.total],
  ];
  const head = [
    `${workload}, ${Math.round(operationsPerSecond)} a second`,
    ...processes.map(({ name }) => name),
    'all',
  ];
  const lines = rows.map(([name, of]) => {
    const costs = processes.map(of);
    return [name, ...costs.map(figure), figure(costs.reduce((all, cost) => all + cost, 0))];
  });
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function sum(cost: ProcessCost): number {
  let total = 0;
  for (const microseconds of cost.stages.values()) total += microseconds;
  return total;
}

/**
 * Samples are taken by the clock, so they count the time in which the thread waited for a core as well: on two cores for four
 * processes a third of all. What the kernel says that the thread used is divided as they are.
 */
export function inProportion(
  samples: ReadonlyMap<Stage, number>,
  mainThread: number,
): ReadonlyMap<Stage, number> {
  let sampled = 0;
  for (const microseconds of samples.values()) sampled += microseconds;
  return new Map(Array.from(samples, ([stage, us]) => [stage, (us / sampled) * mainThread]));
}

function figure(microseconds: number): string {
  return Math.abs(microseconds) < 0.05 ? '' : microseconds.toFixed(1);
}

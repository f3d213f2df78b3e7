import { BenchError } from './errors.ts';
import { type Cell, impossible, type Load, loadName, type Target } from './plan.ts';

/** A cell that was asked for and cannot exist, with the reason. */
export interface Skipped {
  readonly cell: Cell;
  readonly why: string;
}

export interface Cells {
  /** By load, then target, so that targets take turns. */
  readonly cells: readonly Cell[];
  readonly skipped: readonly Skipped[];
}

/** Every target under every load. A usage error when not one of them exists. */
export function cellsOf(targets: readonly Target[], loads: readonly Load[]): Cells {
  const cells: Cell[] = [];
  const skipped: Skipped[] = [];
  for (const load of loads) {
    for (const target of targets) {
      const cell = { target, load };
      const why = impossible(cell);
      if (why === null) cells.push(cell);
      else skipped.push({ cell, why });
    }
  }
  const [first] = skipped;
  if (cells.length > 0 || first === undefined) return { cells, skipped };
  const { target, load } = first.cell;
  const flag = load.rate === undefined ? `--workload ${load.workload}` : `--rate ${load.rate}`;
  throw new BenchError(`--target ${target} has no ${flag}: ${first.why}`, 2);
}

/** A line for each target and reason, which names the loads. */
export function skippedLines(skipped: readonly Skipped[]): readonly string[] {
  const loads = new Map<string, string[]>();
  const order = skipped.map(({ cell, why }) => ({ cell, why, line: `${cell.target}: ${why}` }));
  for (const { cell, line } of order) {
    loads.set(line, [...(loads.get(line) ?? []), loadName(cell.load)]);
  }
  const firsts = order.filter(({ line }, at) => order.findIndex((one) => one.line === line) === at);
  return firsts.map(
    ({ cell, why, line }) => `SKIPPED ${cell.target} ${loads.get(line)?.join(', ')}: ${why}`,
  );
}

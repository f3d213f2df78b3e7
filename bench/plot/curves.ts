import type { Target } from '../plan.ts';
import type { Result } from '../result.ts';

/** One row of the table as a point of a curve. */
export interface Point {
  /** What the point was asked for: operations in flight, or operations due in a second. */
  readonly load: number;
  readonly opsPerSecond: number;
  /** Of all rounds. */
  readonly lowest: number;
  readonly highest: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** In any round. */
  readonly hasErrors: boolean;
}

export interface Curve {
  readonly target: Target;
  readonly name: string;
  /** From the least load to the most. */
  readonly points: readonly Point[];
}

/** What is drawn over the same axes: one workload in one kind of loop. */
export interface Chart {
  readonly title: string;
  readonly curves: readonly Curve[];
}

/** Charts and curves in the order in which results have them. */
export function chartsOf(results: readonly Result[]): readonly Chart[] {
  return [...groupedBy(results, titleOf)].map(([title, ofChart]) => ({
    title,
    curves: [...groupedBy(ofChart, ({ target }) => target)].map(([target, ofCurve]) => ({
      target,
      name: ofCurve[0]?.name ?? target,
      points: ofCurve.map(pointOf).sort((a, b) => a.load - b.load),
    })),
  }));
}

function titleOf({ workload, rate, concurrency }: Result): string {
  if (rate === null) return `${workload} · closed loop · at the points: operations in flight`;
  return `${workload} · open loop, at most ${concurrency.toLocaleString('en-US')} in flight · at the points: operations due in a second`;
}

/** What really was in flight, where the one that was asked for did not divide. */
function pointOf({
  rate,
  opsPerSecond,
  rounds,
  roundErrors,
  latencyMs,
  environment,
}: Result): Point {
  return {
    load: rate ?? environment.inFlight,
    opsPerSecond,
    lowest: Math.min(...rounds),
    highest: Math.max(...rounds),
    p50: latencyMs.p50,
    p99: latencyMs.p99,
    hasErrors: roundErrors.some((errors) => errors > 0),
  };
}

function groupedBy<K>(
  results: readonly Result[],
  key: (result: Result) => K,
): ReadonlyMap<K, readonly Result[]> {
  const groups = new Map<K, Result[]>();
  for (const result of results) {
    const group = groups.get(key(result));
    if (group === undefined) groups.set(key(result), [result]);
    else group.push(result);
  }
  return groups;
}

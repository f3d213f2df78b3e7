import { whole } from '../figures.ts';
import { benchLimits } from '../limits.ts';
import { scaleLimits } from './limits.ts';

/** What is varied, one at a time, and the values that it is given unless `--points` names others. */
export const axisValues = {
  partitions: [1, 16, 256, 1_024],
  keys: [10_000, 100_000, 1_000_000, 5_000_000],
  'value-size': [16, 256, 4_096, 65_536],
  'in-flight': [1, 4, 16, 64, 256, 1_024],
  nodes: [3, 5, 7],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type Axis = keyof typeof axisValues;

export const axes = Object.keys(axisValues) as readonly Axis[];

/** A cluster and its load, as far as they are varied. Value sizes in bytes. */
export type Point = Readonly<Record<Axis, number>>;

/** Where every axis passes through. */
export const defaultPoint: Point = {
  partitions: benchLimits.partitions,
  keys: 10_000,
  'value-size': 256,
  'in-flight': 256,
  nodes: benchLimits.nodes,
};

/** In words. */
export function defaultLine(): string {
  const { nodes, partitions, keys, 'value-size': bytes, 'in-flight': inFlight } = defaultPoint;
  return `${nodes} nodes, ${partitions} partitions, ${whole(keys)} keys, ${bytes}-byte values, ${inFlight} in flight`;
}

/** The highest value that can be asked for; the lowest is 1. */
export const highestOf: Point = {
  partitions: benchLimits.partitionsMax,
  keys: scaleLimits.keys,
  'value-size': benchLimits.valueBytes,
  'in-flight': benchLimits.concurrency,
  nodes: benchLimits.nodesMax,
};

/** The default point, but for one value. */
export const pointAt = (axis: Axis, value: number): Point => ({ ...defaultPoint, [axis]: value });

/** How long it should take to write every key of a point once. */
export function expectedFillSeconds(point: Point): number {
  const { fillKeysPerSecond, fillBytesPerSecond } = scaleLimits;
  const { keys } = point;
  return Math.max(keys / fillKeysPerSecond, (keys * point['value-size']) / fillBytesPerSecond);
}

/** After so many seconds a fill is given up. */
export const fillSecondsMost = (point: Point): number =>
  Math.ceil(expectedFillSeconds(point) * scaleLimits.fillPatience) + scaleLimits.fillGraceSeconds;

/** What is not measured unless `--long` asks for it. */
export const isLong = (point: Point): boolean =>
  expectedFillSeconds(point) > scaleLimits.longFillSeconds;

/** Values of an axis that are measured in the same minutes, on clusters that are up together. */
export interface Leg {
  readonly axis: Axis;
  /** Ascending; the default is always one of them. */
  readonly values: readonly number[];
}

/** Whether one cluster can serve all values of an axis. */
export const sharesCluster = (axis: Axis): boolean => axis === 'in-flight' || axis === 'value-size';

/**
 * As many values in one leg as can wait beside each other without disturbing; each of the others in a leg of its own,
 * with the default beside it:
 *
 *     partitions   1 16 256 | 16 1024
 *     keys         10000 100000 1000000 | 10000 5000000
 *     nodes        3 5 | 3 7
 *     in-flight, value-size: one cluster, all values
 */
export function legsOf(axis: Axis, values: readonly number[]): readonly Leg[] {
  const own = defaultPoint[axis];
  const leg = (members: readonly number[]): Leg => ({
    axis,
    values: [...new Set([own, ...members])].sort((a, b) => a - b),
  });
  const others = [...new Set(values)].filter((value) => value !== own).sort((a, b) => a - b);
  const beside = others.filter((value) => canWaitBeside(axis, value));
  const alone = others.filter((value) => !canWaitBeside(axis, value));
  const together = beside.length > 0 || alone.length === 0 ? [leg(beside)] : [];
  return [...together, ...alone.map((value) => leg([value]))];
}

function canWaitBeside(axis: Axis, value: number): boolean {
  if (axis === 'partitions') return value <= scaleLimits.partitionsBeside;
  if (axis === 'keys') return !isLong(pointAt(axis, value));
  return axis !== 'nodes';
}

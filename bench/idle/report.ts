import { decimals, mebibytes } from '../figures.ts';
import type { Findings, Table, Target } from '../findings.ts';
import { type IdleOptions, idleLimits } from './options.ts';

export interface IdleNode {
  readonly node: string;
  /** Of one core. */
  readonly sharePercent: number;
  /** At the end. */
  readonly residentBytes: number;
}

/** One cluster. */
export interface IdleSize {
  readonly partitions: number;
  readonly seconds: number;
  readonly nodes: readonly IdleNode[];
}

/** What one more partition costs a node, by the means of two sizes. */
export interface PerPartition {
  readonly from: number;
  readonly to: number;
  /** Of CPU, in a second. */
  readonly microseconds: number;
  readonly bytes: number;
}

/** Null unless there are two sizes; from the smallest to the largest. */
export function perPartition(sizes: readonly IdleSize[]): PerPartition | null {
  const sorted = [...sizes].sort((a, b) => a.partitions - b.partitions);
  const [small] = sorted;
  const large = sorted.at(-1);
  if (small === undefined || large === undefined) return null;
  const more = large.partitions - small.partitions;
  if (more === 0) return null;
  const grown = (of: (node: IdleNode) => number): number =>
    (mean(large.nodes.map(of)) - mean(small.nodes.map(of))) / more;
  return {
    from: small.partitions,
    to: large.partitions,
    microseconds: microsecondsOf(grown(({ sharePercent }) => sharePercent)),
    bytes: grown(({ residentBytes }) => residentBytes),
  };
}

export function findingsOf({ settleSeconds }: IdleOptions, sizes: readonly IdleSize[]): Findings {
  const slope = perPartition(sizes);
  return {
    tables: [sizeTable(sizes), ...(slope === null ? [] : [slopeTable(slope)])],
    targets: sizes
      .filter(({ partitions }) => partitions === idleLimits.partitions)
      .map(
        ({ partitions, nodes }): Target => ({
          what: `node that takes most of a core, ${partitions} partitions`,
          measured: Math.max(...nodes.map(({ sharePercent }) => sharePercent)),
          most: idleLimits.sharePercentMost,
          unit: ' %',
        }),
      ),
    figures: { settleSeconds, sizes, perPartition: slope },
  };
}

function sizeTable(sizes: readonly IdleSize[]): Table {
  return {
    title: 'idle nodes; CPU of a partition: all that the node uses, divided by them',
    headings: ['', 'node', '% of a core', 'CPU us/s of a partition', 'RSS MiB'],
    lines: sizes.flatMap(({ partitions, nodes }) =>
      nodes.map(({ node, sharePercent, residentBytes }) => [
        `${partitions} partitions`,
        node,
        decimals(sharePercent),
        decimals(microsecondsOf(sharePercent) / partitions, 1),
        mebibytes(residentBytes),
      ]),
    ),
  };
}

function slopeTable({ from, to, microseconds, bytes }: PerPartition): Table {
  return {
    title: 'one more partition on a node, means of the nodes',
    headings: ['', 'CPU us/s', 'RSS KiB'],
    lines: [[`${from} to ${to} partitions`, decimals(microseconds, 1), decimals(bytes / 1_024, 1)]],
  };
}

/** Of CPU in a second, from percent of a core. */
const microsecondsOf = (percent: number): number => percent * 10_000;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

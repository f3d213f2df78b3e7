import { join } from 'node:path';
import { decimals, whole } from '../../figures.ts';
import type { Findings, Target } from '../../findings.ts';
import type { Bench } from '../../storage/bench.ts';
import { BareLog } from './bare-log.ts';
import { type Burst, closedLoop, type FrameWriter, type Loop } from './burst.ts';
import { type Shape, SharedLog } from './shared-log.ts';

const KIB = 1024;
const frameSizes = [4 * KIB, 64 * KIB, 1024 * KIB];
const groupCounts = [1, 256];
const LEAST_RATIO = 0.8;
const TURN_SECONDS = 0.1;

/** How the log is driven; the bare loop has nothing to collect. */
const modes = { 1: 'one at a time', 2: 'next collected meanwhile' } as const;

/** Who writes frames of a shape. */
type Side = 'log' | 'bare';

interface Row {
  readonly shape: Shape;
  readonly depth: Loop['depth'];
  /** Bytes on disk of one frame, which the bare loop writes as they are. */
  readonly frameBytes: number;
  readonly rounds: Record<Side, Burst[]>;
}

/**
 * The log of a node beside a loop that does nothing but write and sync as many bytes, over a file that holds zeros
 * already. Both in this process, on the same disk, in turns:
 *
 *     round 1   4 KiB: log, bare, log, bare …   64 KiB: log, bare …   1 MiB: …      round 2 …
 *
 * The log is warm: it has been through as many segments as make every later one of a recycled file, and it is purged as by
 * the host. So rotations, their heads and purges are in its figures.
 */
export async function measureWal({ options, dataDir, signal, say }: Bench): Promise<Findings> {
  const rows: Row[] = [];
  for (const groups of groupCounts) {
    say(`${groups} ${groups === 1 ? 'group' : 'groups'}`);
    const log = await SharedLog.open(join(dataDir, `wal-${groups}`), groups, options.segmentBytes);
    const bare = await BareLog.open(join(dataDir, `bare-${groups}`), log.segmentBytes);
    await log.warmUp();
    const ofGroups: Row[] = [];
    for (const payloadBytes of frameSizes) {
      const shape = { payloadBytes, groups };
      const frameBytes = await log.frameBytes(shape);
      for (const depth of [1, 2] as const) {
        ofGroups.push({ shape, depth, frameBytes, rounds: { log: [], bare: [] } });
      }
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const row of ofGroups) {
        signal.throwIfAborted();
        await takeTurns(
          row,
          { log: log.writer(row.shape), bare: bare.writer(row.frameBytes) },
          options.seconds,
        );
      }
    }
    await log.close();
    await bare.close();
    rows.push(...ofGroups);
  }
  return findings(rows);
}

/** Short turns: a disk that others slow down for a moment is slow for both. */
async function takeTurns(
  { depth, rounds }: Row,
  writers: Record<Side, FrameWriter>,
  seconds: number,
): Promise<void> {
  const bursts: Record<Side, Burst[]> = { log: [], bare: [] };
  for (let turn = 0; turn < seconds / TURN_SECONDS; turn++) {
    bursts.log.push(await closedLoop({ seconds: TURN_SECONDS, depth }, writers.log));
    bursts.bare.push(await closedLoop({ seconds: TURN_SECONDS, depth: 1 }, writers.bare));
  }
  rounds.log.push(together(bursts.log));
  rounds.bare.push(together(bursts.bare));
}

/** Sums: the turn with a rotation in it must not be the one that a median leaves out. */
function together(bursts: readonly Burst[]): Burst {
  const sum = (field: keyof Burst): number =>
    bursts.reduce((total, burst) => total + burst[field], 0);
  return {
    seconds: sum('seconds'),
    frames: sum('frames'),
    syncs: sum('syncs'),
    rotations: sum('rotations'),
    cpuSeconds: sum('cpuSeconds'),
  };
}

function findings(rows: readonly Row[]): Findings {
  const results = rows.map(({ shape, depth, frameBytes, rounds }) => {
    const [log, bare] = [figuresOf(rounds.log, frameBytes), figuresOf(rounds.bare, frameBytes)];
    const bytesRatio = log.bytesPerSecond / bare.bytesPerSecond;
    const syncsRatio = log.syncsPerSecond / bare.syncsPerSecond;
    return { ...shape, depth, frameBytes, log, bare, bytesRatio, syncsRatio };
  });
  const name = (row: (typeof results)[number]): string =>
    `${row.payloadBytes / KIB} KiB, ${row.groups} ${row.groups === 1 ? 'group' : 'groups'}, ${modes[row.depth]}`;
  const targets = results.map(
    (row): Target => ({
      what: name(row),
      measured: Math.min(row.bytesRatio, row.syncsRatio),
      least: LEAST_RATIO,
      unit: ' x',
    }),
  );
  const lines = results.flatMap((row) =>
    (['log', 'bare'] as const).map((side) => {
      const { bytesPerSecond, syncsPerSecond, rotations, cpuMicroseconds } = row[side];
      return [
        `${name(row)}: ${side}`,
        decimals(bytesPerSecond / 2 ** 20, 1),
        whole(syncsPerSecond),
        side === 'log' ? `${rotations}` : '-',
        whole(cpuMicroseconds),
      ];
    }),
  );
  return {
    tables: [
      {
        title: 'frames of entries of 256 bytes; medians of the rounds',
        headings: ['frame', 'MiB/s', 'syncs/s', 'rotations', 'CPU us/frame'],
        lines,
      },
    ],
    targets,
    figures: { rows: results },
  };
}

interface Figures {
  readonly bytesPerSecond: number;
  readonly syncsPerSecond: number;
  /** Of all rounds together. */
  readonly rotations: number;
  readonly cpuMicroseconds: number;
  readonly rounds: readonly number[];
}

/** Bytes of the frames alone: heads of segments and records of purges are what the log costs, not what it carries. */
function figuresOf(bursts: readonly Burst[], frameBytes: number): Figures {
  const rates = bursts.map(({ frames, seconds }) => (frames * frameBytes) / seconds);
  return {
    bytesPerSecond: median(rates),
    syncsPerSecond: median(bursts.map(({ syncs, seconds }) => syncs / seconds)),
    rotations: bursts.reduce((sum, { rotations }) => sum + rotations, 0),
    cpuMicroseconds: median(bursts.map(({ cpuSeconds, frames }) => (cpuSeconds / frames) * 1e6)),
    rounds: rates.map(Math.round),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

import { decimals, whole } from '../figures.ts';
import type { Findings, Table, Target } from '../findings.ts';
import { median } from '../median.ts';
import { rowBytesOf } from '../micro/row-bytes.ts';
import { keyName } from '../plan.ts';
import { cellNameOf, type FloorLoad, floorLoads, loadNameOf } from './cells.ts';
import { type CellRounds, type CellTurn, type Floor, floorOf } from './floor.ts';
import { floorLimits } from './limits.ts';
import type { FloorOptions } from './options.ts';
import type { Shape } from './shape.ts';

export function findingsOf(
  options: FloorOptions,
  shapes: ReadonlyMap<FloorLoad, Shape>,
  rounds: readonly CellRounds[],
): Findings {
  const floors = floorLoads.map((load) => floorOf(load, rounds));
  const { valueBytes } = floorLimits;
  const { json: _, ...asked } = options;
  return {
    tables: [shapeTable(shapes), cellTable(rounds), floorTable(floors)],
    targets: floors.map(
      (floor): Target => ({
        what: `floor of a ${loadNameOf(floor)}, beside ringkv`,
        measured: floor.percent,
        least: floorLimits.leastPercent,
        unit: ' %',
      }),
    ),
    figures: {
      ...asked,
      valueBytes,
      rowBytes: rowBytesOf(keyName(floorLimits.keys - 1), valueBytes),
      shapes: floorLoads.map((load) => ({ ...load, ...shapes.get(load) })),
      cells: rounds.map(({ cell, turns }) => ({ ...cell, ...medians(turns), rounds: turns })),
      floors,
    },
  };
}

function shapeTable(shapes: ReadonlyMap<FloorLoad, Shape>): Table {
  return {
    title: 'how ringkv batched, looked at before the rounds',
    headings: [
      '',
      'ops/message',
      'ops/answer',
      'B/op asked',
      'answered',
      'puts/entry',
      'puts/log frame',
      'log B/put',
      'rows/flush',
      'rows/put',
      'peer frames/op',
    ],
    lines: [...shapes].map(([load, shape]) => [
      loadNameOf(load),
      figure(shape.opsPerMessage),
      figure(shape.opsPerAnswer),
      figure(shape.requestBytes),
      figure(shape.answerBytes),
      figure(shape.putsPerEntry),
      figure(shape.putsPerFrame),
      figure(shape.logBytes),
      figure(shape.rowsPerFlush),
      figure(shape.rowsPerPut, 2),
      figure(shape.peerFrames, 3),
    ]),
  };
}

function cellTable(rounds: readonly CellRounds[]): Table {
  return {
    title: 'medians of the rounds; p50 of bare LevelDB is that of a batch',
    headings: ['', 'ops/s', 'p50 ms', 'CPU us/op', 'lowest-highest', 'ops/batch'],
    lines: rounds.map(({ cell, turns }) => {
      const { opsPerSecond, p50Ms, cpuMicroseconds, opsPerBatch } = medians(turns);
      const all = turns.map((turn) => turn.cpuMicroseconds);
      return [
        cellNameOf(cell),
        whole(opsPerSecond),
        decimals(p50Ms, 3),
        decimals(cpuMicroseconds, 1),
        `${decimals(Math.min(...all), 1)}-${decimals(Math.max(...all), 1)}`,
        figure(opsPerBatch),
      ];
    }),
  };
}

function floorTable(floors: readonly Floor[]): Table {
  return {
    title: 'floors, CPU us/op: floor = a + b + 3 c in each round; a get needs a alone',
    headings: [
      '',
      'a gRPC echo',
      'b log',
      '3 c LevelDB',
      'floor',
      'ringkv',
      'floor/ringkv %',
      'lowest-highest',
      'asked %',
    ],
    lines: floors.map((floor) => [
      loadNameOf(floor),
      figure(floor.echo),
      figure(floor.log),
      figure(floor.level),
      figure(floor.floor),
      figure(floor.ringkv),
      decimals(floor.percent, 0),
      `${decimals(floor.lowest, 0)}-${decimals(floor.highest, 0)}`,
      `${floorLimits.leastPercent}`,
    ]),
  };
}

function medians(turns: readonly CellTurn[]): CellTurn {
  const of = (field: keyof CellTurn): number => median(turns.map((turn) => turn[field]));
  return {
    opsPerSecond: of('opsPerSecond'),
    p50Ms: of('p50Ms'),
    cpuMicroseconds: of('cpuMicroseconds'),
    opsPerBatch: of('opsPerBatch'),
  };
}

/** What there is nothing of shows as `-`. */
function figure(value: number | null, digits = 1): string {
  return value === null || Number.isNaN(value) ? '-' : decimals(value, digits);
}

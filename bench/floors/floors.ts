import { cpuSecondsOf } from '../cpu.ts';
import { BenchError } from '../errors.ts';
import type { Findings } from '../findings.ts';
import type { Stage } from '../measurement.ts';
import { rest } from '../rest.ts';
import { type Cell, cellNameOf, cells, type FloorLoad, floorLoads, loadNameOf } from './cells.ts';
import type { CellRounds, CellTurn } from './floor.ts';
import { floorLimits } from './limits.ts';
import type { FloorOptions } from './options.ts';
import { type Party, startEcho, startLevel, startLog } from './party.ts';
import { findingsOf } from './report.ts';
import { RingkvParty } from './ringkv-party.ts';
import type { Shape } from './shape.ts';

type Parties = Readonly<Record<Cell['party'], Party>>;

/** Warm-ups with their drain, one looking, then the rounds; each turn with its drain or the rest after it. */
export function floorLimitMs({ rounds, turnMs, warmUpMs }: FloorOptions): number {
  const { drainMs, overheadMs, spareTurns } = floorLimits;
  const turnsMs = (cells.length * (rounds + 1) + spareTurns) * (turnMs + drainMs);
  return overheadMs + cells.length * 2 * warmUpMs + turnsMs;
}

/**
 * The least that a put and a get cost, beside ringkv, all in one run and in turns:
 *
 *     ringkv: fill, warm up, look how it batches ─▶ floors of these sizes: start, warm up ─▶ rounds
 *     round 1   put, 256: echo, log, level, ringkv   put, 1: ...   get, 256: echo, ringkv   get, 1: ...
 *     round 2   the same backwards
 */
export async function measureFloors(
  options: FloorOptions,
  { dataDir, signal, say }: Stage,
): Promise<Findings> {
  const limitMs = floorLimitMs(options);
  const setup = { options, dataDir, signal, limitMs };
  const open: Party[] = [];
  const opened = <P extends Party>(party: P): P => {
    open.push(party);
    return party;
  };
  say('ringkv: starting and filling');
  const ringkv = opened(await RingkvParty.start(setup));
  try {
    const shapes = new Map<FloorLoad, Shape>();
    for (const load of floorLoads) {
      signal.throwIfAborted();
      say(`ringkv: ${loadNameOf(load)}: warming up, looking how it batches`);
      await ringkv.turn(load, options.warmUpMs / 1_000);
      shapes.set(load, await ringkv.observe(load, options.turnMs / 1_000));
    }
    const shape = (load: FloorLoad): Shape => shapeIn(shapes, load);
    const parties: Parties = {
      ringkv,
      echo: opened(await startEcho({ ...setup, shape })),
      log: opened(await startLog({ ...setup, shape })),
      level: opened(await startLevel({ ...setup, shape })),
    };
    for (const cell of cells.filter(({ party }) => party !== 'ringkv')) {
      signal.throwIfAborted();
      await parties[cell.party].turn(cell, options.warmUpMs / 1_000);
    }
    const rounds = await allRounds(parties, options, { signal, say });
    return findingsOf(options, shapes, rounds);
  } finally {
    for (const party of open) party.end();
    await ringkv.stop();
  }
}

function shapeIn(shapes: ReadonlyMap<FloorLoad, Shape>, asked: FloorLoad): Shape {
  for (const [{ workload, inFlight }, shape] of shapes) {
    if (workload === asked.workload && inFlight === asked.inFlight) return shape;
  }
  throw new Error(`nobody looked at ${loadNameOf(asked)}`);
}

async function allRounds(
  parties: Parties,
  { rounds, turnMs }: FloorOptions,
  { signal, say }: Pick<Stage, 'signal' | 'say'>,
): Promise<readonly CellRounds[]> {
  const made = new Map<Cell, CellTurn[]>(cells.map((cell) => [cell, []]));
  let spareTurns: number = floorLimits.spareTurns;
  const take = async (cell: Cell): Promise<CellTurn> => {
    for (;;) {
      signal.throwIfAborted();
      const turn = await meteredTurn(parties[cell.party], cell, turnMs / 1_000);
      if (typeof turn !== 'string') return turn;
      if (spareTurns-- === 0) throw new BenchError(turn);
      say(`once more, ${turn}`);
    }
  };
  for (let number = 1; number <= rounds; number++) {
    const order = number % 2 === 1 ? cells : [...cells].reverse();
    for (const cell of order) {
      const turn = await take(cell);
      made.get(cell)?.push(turn);
      const used = turn.cpuMicroseconds.toFixed(1);
      say(`round ${number}/${rounds}: ${cellNameOf(cell)}: ${used} us of CPU`);
    }
  }
  return cells.map((cell) => ({ cell, turns: made.get(cell) ?? [] }));
}

/**
 * With what the turn left behind: compactions run on when nobody writes any more. A text says why a turn is worth nothing.
 */
async function meteredTurn(party: Party, cell: Cell, seconds: number): Promise<CellTurn | string> {
  const before = cpuSecondsOf(party.pids);
  const { ops, lateOps, errors, p50Ms, batches } = await party.turn(cell, seconds);
  const after = await rest(party.pids);
  if (before === null || after === null) {
    throw new BenchError(`${cellNameOf(cell)}: no CPU times of its processes in /proc`);
  }
  const all = ops + lateOps;
  if (all === 0 || errors > all * floorLimits.errorsPerOp) {
    return `${cellNameOf(cell)}: ${errors} errors beside ${all} operations`;
  }
  return {
    opsPerSecond: ops / seconds,
    p50Ms,
    cpuMicroseconds: ((after - before) * 1e6) / all,
    opsPerBatch: all / batches,
  };
}

import { describe, expect, it } from 'vitest';
import { BenchError } from '../../bench/errors.ts';
import { textOf } from '../../bench/findings.ts';
import { BareLeader, type FollowerLine } from '../../bench/floors/bare-leader.ts';
import { cellNameOf, cells, floorLoads } from '../../bench/floors/cells.ts';
import { type CellRounds, floorOf } from '../../bench/floors/floor.ts';
import { FrameReader, frameHeader, majority } from '../../bench/floors/log-frames.ts';
import { type FloorOptions, parseFloorOptions } from '../../bench/floors/options.ts';
import { findingsOf } from '../../bench/floors/report.ts';
import { countersOf, type Shape, shapeOf } from '../../bench/floors/shape.ts';
import { echoTurn, levelTurn, logTurn } from '../../bench/floors/turns.ts';
import type { Measured } from '../../bench/load/protocol.ts';
import { rowBytesOf } from '../../bench/micro/row-bytes.ts';
import { environment } from './fixtures.ts';

const put256 = { workload: 'put', inFlight: 256 } as const;
const put1 = { workload: 'put', inFlight: 1 } as const;

function optionsOf(line: string): FloorOptions {
  const options = parseFloorOptions(line.split(' ').filter((word) => word !== ''));
  if (options === null) throw new Error('asked for help');
  return options;
}

describe('the command line of the floors', () => {
  it('measures what it is not told', () => {
    expect(optionsOf('')).toMatchObject({ rounds: 5, opsPerMessage: null, flushRows: null });
    expect(optionsOf('--ops-per-message 64 --flush-rows 500 --frame-puts 32')).toMatchObject({
      opsPerMessage: 64,
      flushRows: 500,
      framePuts: 32,
    });
    expect(parseFloorOptions(['--help'])).toBeNull();
  });

  it.each([
    ['--rounds 0', '--rounds 0 is not a whole number from 1 to 99'],
    ['--ops-per-message 0', '--ops-per-message 0 is not a whole number from 1 to 4096'],
    ['--frame-puts 257', '--frame-puts 257 is not a whole number from 1 to 256'],
    ['--target ringkv', "Unknown option '--target'"],
  ])('refuses %j as a usage error', (line, message) => {
    expect(() => optionsOf(line)).toThrow(BenchError);
    expect(() => optionsOf(line)).toThrow(expect.objectContaining({ exitCode: 2 }));
    expect(() => optionsOf(line)).toThrow(message);
  });
});

/** As a node writes them. */
const metrics = (applied: number, frames: number, rows: number): string =>
  [
    '# TYPE ringkv_server_proposals_applied_total counter',
    `ringkv_server_proposals_applied_total ${applied}`,
    `ringkv_server_proposals_committed_total ${applied / 10}`,
    `ringkv_disk_wal_fsync_duration_seconds_bucket{le="0.001"} ${frames}`,
    `ringkv_disk_wal_fsync_duration_seconds_count ${frames}`,
    `ringkv_disk_wal_write_bytes_total ${applied * 300}`,
    `ringkv_disk_backend_commit_duration_seconds_count ${frames / 2}`,
    `ringkv_disk_backend_rows_total ${rows}`,
    `ringkv_network_peer_frames_total{direction="sent"} ${frames}`,
    `ringkv_network_peer_frames_total{direction="received"} 9999`,
  ].join('\n');

const measured: Measured = {
  ops: 990,
  lateOps: 10,
  errors: 0,
  firstError: null,
  seconds: 1,
  latencyMs: { p50: 1, p99: 1, p999: 1, max: 1 },
  cpuSeconds: 1,
  traffic: { sent: 20, sentBytes: 320_000, received: 40, receivedBytes: 65_000 },
};

describe('how ringkv batches', () => {
  const before = countersOf([metrics(1_000, 100, 1_000), metrics(1_000, 100, 1_000)]);
  const after = countersOf([metrics(2_000, 140, 2_100), metrics(2_000, 140, 2_100)]);

  it('is what the counters of all nodes grew by, and what the streams of the client carried', () => {
    expect(shapeOf(put256, measured, before, after)).toEqual({
      opsPerMessage: 50,
      opsPerAnswer: 25,
      requestBytes: 320,
      answerBytes: 65,
      putsPerEntry: 10,
      putsPerFrame: 25,
      logBytes: 300,
      rowsPerFlush: 55,
      rowsPerPut: 1.1,
      peerFrames: 0.08,
    });
  });

  it('is not guessed: what was not seen ends the benchmark', () => {
    expect(() => shapeOf(put256, measured, before, before)).toThrow('no flush was seen');
    const { traffic: _, ...untold } = measured;
    expect(() => shapeOf(put256, untold, before, after)).toThrow('carried nothing');
  });

  it('makes a turn of each floor as large', () => {
    const shape: Shape = shapeOf(put256, measured, before, after);
    const measuredOnly = optionsOf('');
    expect(echoTurn(put256, shape, measuredOnly, 1)).toEqual({
      seconds: 1,
      messages: 5,
      opsPerMessage: 50,
      requestBytes: 16_000,
      answerBytes: 3_250,
    });
    expect(logTurn(put256, shape, measuredOnly, 1)).toMatchObject({ putBytes: 300 });
    expect(levelTurn(put256, shape, measuredOnly, 1)).toMatchObject({ batchRows: 55 });
    const told = optionsOf('--ops-per-message 64 --flush-rows 500');
    expect(echoTurn(put256, shape, told, 1)).toMatchObject({ messages: 4, opsPerMessage: 64 });
    expect(levelTurn(put256, shape, told, 1)).toMatchObject({ batchRows: 500 });
    // One in flight is one in a message, whatever the others are told.
    expect(echoTurn(put1, shape, told, 1)).toMatchObject({ messages: 1, opsPerMessage: 1 });
    expect(levelTurn(put1, shape, told, 1)).toMatchObject({ batchRows: 55 });
  });

  it('rows are those of the state machine: key, value and what belongs to them', () => {
    const { key, row } = rowBytesOf('bench/key-1', 256);
    expect(key).toBe('bench/key-1'.length + 9);
    expect(row).toBeGreaterThan(256 + 4);
  });
});

/** Each cell with these microseconds of CPU, a number a round. */
function roundsOf(cpu: Readonly<Record<string, readonly number[]>>): readonly CellRounds[] {
  return cells.map((cell) => ({
    cell,
    turns: (cpu[`${cell.party} ${cell.workload} ${cell.inFlight}`] ?? [1, 1, 1]).map((us) => ({
      opsPerSecond: 1_000,
      p50Ms: 1,
      cpuMicroseconds: us,
      opsPerBatch: 10,
    })),
  }));
}

describe('a floor', () => {
  const rounds = roundsOf({
    'echo put 256': [4, 5, 6],
    'log put 256': [10, 20, 10],
    'level put 256': [2, 5, 2],
    'ringkv put 256': [40, 100, 44],
    'echo get 256': [3, 3, 3],
    'ringkv get 256': [30, 20, 15],
  });

  it('of a put is echo, log, and LevelDB on each of three replicas, in every round', () => {
    expect(floorOf(put256, rounds)).toEqual({
      ...put256,
      echo: 5,
      log: 10,
      level: 6,
      floor: 22,
      ringkv: 44,
      percent: 50,
      lowest: 40,
      highest: 50,
    });
  });

  it('of a get is the echo alone', () => {
    const floor = floorOf({ workload: 'get', inFlight: 256 }, rounds);
    expect(floor).toMatchObject({ log: null, level: null, floor: 3, ringkv: 20, percent: 15 });
  });

  it('stands beside ringkv and what was asked, in the table and as a target', () => {
    const shape = shapeOf(put256, measured, countersOf([metrics(0, 0, 0)]), {
      ...countersOf([metrics(1_000, 100, 1_000)]),
    });
    const shapes = new Map(floorLoads.map((load) => [load, shape]));
    const findings = findingsOf(optionsOf(''), shapes, rounds);
    const text = textOf(findings, environment);
    expect(text).toMatch(/^put, 256 in flight +5\.0 +10\.0 +6\.0 +22\.0 +44\.0 +50 +40-50 +60$/m);
    expect(text).toMatch(/^get, 256 in flight +3\.0 +- +- +3\.0 +20\.0 +15 +10-20 +60$/m);
    expect(text).toMatch(/floor of a put, 256 in flight, beside ringkv +50\.00 % +at least 60 %/);
    for (const cell of cells) expect(text).toContain(cellNameOf(cell));
  });
});

describe('the bare log', () => {
  it('has what two of three disks have', () => {
    expect(majority([7, 5, 0])).toBe(5);
    expect(majority([3, 3, 9])).toBe(3);
    expect(majority([0, 0, 9])).toBe(0);
  });

  it('puts frames together that arrive in pieces, several in one write', () => {
    const frame = (number: number): Buffer =>
      Buffer.concat([frameHeader(number, 3), Buffer.from('abc')]);
    const wire = Buffer.concat([frame(1), frame(2), frame(3)]);
    const reader = new FrameReader();
    for (const byte of wire.subarray(0, 10)) reader.push(Buffer.from([byte]));
    expect(reader.take()).toBeNull();
    reader.push(wire.subarray(10, 25));
    expect(reader.take()).toEqual({ bytes: wire.subarray(0, 22), last: 2, count: 2 });
    reader.push(wire.subarray(25));
    expect(reader.take()).toMatchObject({ last: 3, count: 1 });
    expect(reader.take()).toBeNull();
  });

  it('acknowledges a frame when its own disk and one follower have it, and takes all that wait into the next', async () => {
    const disk: (() => void)[] = [];
    const sent: number[] = [];
    let answer: (bytes: Buffer) => void = () => {};
    const line = (isHeard: boolean): FollowerLine => ({
      write: (bytes) => (isHeard ? sent.push(bytes.length) : 0),
      cork: () => {},
      uncork: () => {},
      on: (_, listener) => {
        if (isHeard) answer = listener;
      },
    });
    const append = (_: unknown, __: number, done: () => void): void => void disk.push(done);
    const leader = new BareLeader({ append }, [line(true), line(false)]);
    const turn = leader.turn({ seconds: 0.05, inFlight: 8, putBytes: 10, framePuts: 6 });
    expect(sent).toEqual([8, 60]);

    let acked = 0;
    const ended = turn.then((figures) => ({ figures }));
    let result: Awaited<typeof ended> | null = null;
    void ended.then((found) => {
      result = found;
    });
    while (result === null) {
      disk.shift()?.();
      const ack = Buffer.alloc(4);
      ack.writeUInt32LE(++acked, 0);
      answer(ack);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // The two that found no room in the first frame went with the second.
    expect(sent.slice(2, 4)).toEqual([8, 20]);
    const { figures } = await ended;
    expect(figures.ops + figures.lateOps).toBeGreaterThanOrEqual(8);
    expect(figures.batches).toBe(sent.length / 2);
  });
});

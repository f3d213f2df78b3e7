import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BenchError } from '../../bench/errors.ts';
import {
  axes,
  axisValues,
  defaultPoint,
  fillSecondsMost,
  isLong,
  legsOf,
  pointAt,
} from '../../bench/scale/axes.ts';
import { parseScaleOptions, type ScaleOptions } from '../../bench/scale/options.ts';
import { jsonOf, readReport, type ScaleReport, textOf } from '../../bench/scale/report.ts';
import { type Row, rowsOf, withCliffs } from '../../bench/scale/rows.ts';
import type { Turn } from '../../bench/scale/site.ts';
import { environment, roundOf } from './fixtures.ts';

function parse(line: string): ScaleOptions {
  const options = parseScaleOptions(line.split(' ').filter((word) => word !== ''));
  if (options === null) throw new Error('asked for help');
  return options;
}

describe('the axes', () => {
  it('all pass through the default point', () => {
    for (const axis of axes) expect(axisValues[axis]).toContain(defaultPoint[axis]);
    expect(pointAt('nodes', 7)).toEqual({ ...defaultPoint, nodes: 7 });
  });

  it('put values in one leg that can wait beside each other, and each other one beside the default', () => {
    const legs = (axis: keyof typeof axisValues): (readonly number[])[] =>
      legsOf(axis, axisValues[axis]).map(({ values }) => values);
    expect(legs('partitions')).toEqual([
      [1, 16, 256],
      [16, 1_024],
    ]);
    expect(legs('keys')).toEqual([
      [10_000, 100_000, 1_000_000],
      [10_000, 5_000_000],
    ]);
    expect(legs('value-size')).toEqual([[16, 256, 4_096, 65_536]]);
    expect(legs('in-flight')).toEqual([[1, 4, 16, 64, 256, 1_024]]);
    expect(legs('nodes')).toEqual([
      [3, 5],
      [3, 7],
    ]);
  });

  it('have the default in every leg, once, whatever is asked for', () => {
    const legs = (values: number[]) => legsOf('partitions', values).map((leg) => leg.values);
    expect(legs([16])).toEqual([[16]]);
    expect(legs([4_096])).toEqual([[16, 4_096]]);
    expect(legs([512, 4, 4])).toEqual([
      [4, 16],
      [16, 512],
    ]);
  });

  it('call long what takes long to fill, by its keys or its bytes, and bound every fill', () => {
    expect(isLong(pointAt('keys', 1_000_000))).toBe(false);
    expect(isLong(pointAt('keys', 5_000_000))).toBe(true);
    expect(isLong(pointAt('value-size', 65_536))).toBe(false);
    expect(isLong(pointAt('value-size', 1_048_576))).toBe(true);
    expect(fillSecondsMost(defaultPoint)).toBe(130);
    expect(fillSecondsMost(pointAt('keys', 5_000_000))).toBeLessThan(2 * 3_600);
  });
});

describe('the command line of the benchmark of scale', () => {
  it('measures all axes unless told otherwise, and names what needs --long', () => {
    const { settings, legs, skipped } = parse('');
    expect(settings).toEqual({ rounds: 3, durationSeconds: 5, warmUpSeconds: 10 });
    expect([...new Set(legs.map(({ axis }) => axis))]).toEqual(axes);
    expect(legs.flatMap(({ values }) => values)).not.toContain(5_000_000);
    expect(skipped).toHaveLength(1);
    expect(skipped[0]).toMatch(/^SKIPPED keys 5,000,000: .*--long/);
    const long = parse('--long');
    expect(long.legs.flatMap(({ values }) => values)).toContain(5_000_000);
    expect(long.skipped).toEqual([]);
  });

  it('takes other values of one axis', () => {
    const options = parse(
      '--axis nodes --points 4 --rounds 1 --duration 2 --warm-up 0 --json out.json',
    );
    expect(options.legs).toEqual([{ axis: 'nodes', values: [3, 4] }]);
    expect(options.settings).toEqual({ rounds: 1, durationSeconds: 2, warmUpSeconds: 0 });
    expect(options.json).toBe('out.json');
    expect(parseScaleOptions(['--help'])).toBeNull();
    expect(parse('--from old.json').from).toBe('old.json');
  });

  it.each([
    ['--axis cores', '--axis: unknown "cores"; known: partitions, keys'],
    ['--axis keys,keys', 'names one of them twice'],
    ['--points 4', 'give one --axis'],
    ['--axis partitions --points 5000', '--points 5000 is not a whole number from 1 to 4096'],
    ['--axis keys --points 5000000', '--points: keys 5,000,000: filling it in takes more than'],
    ['--from old.json --rounds 3', 'no --rounds beside it'],
    ['--rounds 0', '--rounds 0 is not a whole number'],
    ['stray', 'stray'],
  ])('refuses %s', (line, message) => {
    expect(() => parse(line)).toThrow(BenchError);
    expect(() => parse(line)).toThrow(message);
  });
});

const turnOf = (ops: number, servers = 3): Turn => ({
  ...roundOf(ops),
  cpuSeconds: { client: 1, servers },
  serverMemory: [
    { resident: 2 ** 20, highest: 2 ** 30, mapped: 0 },
    { resident: ops * 2 ** 20, highest: 2 ** 30, mapped: 0 },
  ],
  lateOps: 0,
  firstError: null,
});

const visited = (value: number, ...turns: Turn[]) => ({
  value,
  idle: { mean: 0.02, highest: 0.03 },
  turns: { put: turns, get: turns },
});

/** The values of an axis as one leg in which the default does 100 operations a round. */
const leg = (values: Readonly<Record<number, readonly Turn[]>>) => ({
  leg: { axis: 'partitions', values: Object.keys(values).map(Number) } as const,
  visited: Object.entries(values).map(([value, turns]) => visited(Number(value), ...turns)),
  failures: [],
});

describe('a row of scale', () => {
  it('is the median round, with the ratio of each round to the default in the same round', () => {
    const [first] = rowsOf([
      leg({ 1: [turnOf(200), turnOf(60), turnOf(90)], 16: [turnOf(100), turnOf(50), turnOf(30)] }),
    ]);
    // The medians alone, 90 and 50, would say 1.8; the machine was at half its speed for the last two.
    expect(first).toMatchObject({
      axis: 'partitions',
      value: 1,
      workload: 'put',
      leg: 0,
      isDefault: false,
      opsPerSecond: 18,
      timesDefault: { median: 2, lowest: 1.2, highest: 3 },
      rounds: [40, 12, 18],
      residentBytes: 90 * 2 ** 20,
    });
  });

  it('divides the CPU of servers and client by everything that was answered, late or not', () => {
    const turn = { ...turnOf(30), lateOps: 10, errors: 2, firstError: 'no answer' };
    const [row] = rowsOf([leg({ 16: [turn] })]);
    expect(row).toMatchObject({
      isDefault: true,
      cpuMicrosecondsPerOp: { servers: 75_000, client: 25_000 },
      opsPerCpuSecond: 10,
      timesDefault: { median: 1, lowest: 1, highest: 1 },
      errors: 2,
      firstError: 'no answer',
    });
  });

  it('has no ratio where the default failed, and no CPU where the system does not tell', () => {
    const unknown = { ...turnOf(10), cpuSeconds: { client: 1, servers: null }, serverMemory: null };
    const [row] = rowsOf([leg({ 1: [unknown] })]);
    expect(row).toMatchObject({
      timesDefault: null,
      perCpuTimesDefault: null,
      opsPerCpuSecond: null,
      residentBytes: null,
      cliffBeside: null,
    });
  });

  it('stands by axis, workload and leg', () => {
    const both = rowsOf([
      leg({ 1: [turnOf(100)], 16: [turnOf(100)] }),
      leg({ 16: [turnOf(10)], 1024: [turnOf(10)] }),
    ]);
    expect(both.map((row) => `${row.workload} ${row.leg} ${row.value}`)).toEqual([
      'put 0 1',
      'put 0 16',
      'put 1 16',
      'put 1 1024',
      'get 0 1',
      'get 0 16',
      'get 1 16',
      'get 1 1024',
    ]);
  });
});

describe('a cliff', () => {
  const marks = (...legs: Readonly<Record<number, readonly Turn[]>>[]): (number | null)[] =>
    rowsOf(legs.map(leg))
      .filter(({ workload }) => workload === 'put')
      .map(({ cliffBeside }) => cliffBeside);

  it('is less than half of the operations per CPU-second of a neighbour, on either side', () => {
    expect(marks({ 1: [turnOf(100)], 16: [turnOf(100)], 256: [turnOf(49)] })).toEqual([
      null,
      null,
      16,
    ]);
    expect(marks({ 1: [turnOf(49)], 16: [turnOf(100)], 256: [turnOf(51)] })).toEqual([
      16,
      null,
      null,
    ]);
  });

  it('is no throughput lost to others: the CPU that was used is what counts', () => {
    expect(marks({ 16: [turnOf(100, 3)], 256: [turnOf(25, 0)] })).toEqual([null, null]);
    expect(marks({ 16: [turnOf(100, 3)], 256: [turnOf(100, 9)] })).toEqual([null, 16]);
  });

  it('is measured from neighbour to neighbour, not from the default', () => {
    expect(marks({ 16: [turnOf(100)], 64: [turnOf(60)], 256: [turnOf(36)] })).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is found between legs by what each did of the default of its own minutes', () => {
    // The machine is ten times as slow in the second leg: that alone is no cliff.
    const slow = { 16: [turnOf(10)], 1024: [turnOf(9)] };
    const fast = { 16: [turnOf(100)], 256: [turnOf(100)] };
    expect(marks(fast, slow)).toEqual([null, null, null, null]);
    expect(marks(fast, { ...slow, 1024: [turnOf(4)] })).toEqual([null, null, null, 256]);
  });

  it('names the steeper of two neighbours', () => {
    const row = (value: number, median: number) =>
      ({ value, perCpuTimesDefault: { median, lowest: median, highest: median } }) as Row;
    const found = withCliffs([row(1, 0.9), row(16, 0.3), row(256, 1)]);
    expect(found.map(({ cliffBeside }) => cliffBeside)).toEqual([null, 256, null]);
  });
});

describe('the report of scale', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringkv-scale-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const report: ScaleReport = {
    bench: 'scale',
    settings: { rounds: 1, durationSeconds: 5, warmUpSeconds: 10 },
    rows: rowsOf([leg({ 16: [turnOf(100)], 256: [turnOf(40)] })]),
    failures: [{ axis: 'nodes', value: 7, why: 'n3 died' }],
    environment,
  };

  it('is a block for each workload, and says what failed and what falls off', () => {
    const text = textOf(report);
    const lines = text.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines[0]?.slice(0, 4)).toEqual([
      'partitions, put',
      'ops/s',
      'x default',
      'lowest-highest',
    ]);
    expect(lines[1]?.slice(0, 5)).toEqual(['16 *', '20', '1.00', '1.00-1.00', '1.00']);
    expect(lines[2]?.at(-1)).toBe('CLIFF: less than half of 16');
    expect(text).toContain('partitions, get');
    expect(text).toContain('FAILED nodes 7: n3 died');
    expect(text).toContain('3 nodes, 16 partitions, 10,000 keys, 256-byte values, 256 in flight');
  });

  it('is read back from its file, and nothing else is', () => {
    const file = join(folder, 'report.json');
    writeFileSync(file, jsonOf(report));
    expect(textOf(readReport(file))).toBe(textOf(report));
    writeFileSync(file, '[]');
    expect(() => readReport(file)).toThrow('holds no report of this version');
    expect(() => readReport(join(folder, 'none.json'))).toThrow(BenchError);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Latencies } from '../../bench/latencies.ts';
import { medianRound, resultOf, toJson } from '../../bench/result.ts';
import { rowName } from '../../bench/row-name.ts';
import { table } from '../../bench/table.ts';
import { cellOf, environment, resultWith, roundOf } from './fixtures.ts';

describe('a result', () => {
  it('is the round in the middle, whole: its latencies belong to its throughput', () => {
    const rounds = [roundOf(300), roundOf(100), roundOf(200)];
    expect(medianRound(rounds)).toBe(rounds[2]);
    expect(medianRound([roundOf(9), roundOf(7)]).ops).toBe(7);
  });

  it('has the fields of the contract, and every round in the order in which it ran', () => {
    const result = resultOf(
      cellOf('ringkv'),
      [roundOf(300), roundOf(100), roundOf(200)],
      environment,
    );
    expect(result).toEqual({
      name: 'ringkv · typed client · fsync on a majority',
      target: 'ringkv',
      workload: 'put',
      concurrency: 256,
      ops: 200,
      seconds: 5,
      opsPerSecond: 40,
      errors: 0,
      latencyMs: { p50: 1, p99: 2, p999: 3, max: 200 },
      cpuSeconds: { client: 1, servers: 3 },
      rounds: [60, 20, 40],
      roundErrors: [0, 0, 0],
      rate: null,
      open: null,
      environment,
    });
  });

  it('hides no errors of a round that is not the median', () => {
    const failing = { ...roundOf(300), errors: 50 };
    const result = resultOf(cellOf('etcd'), [failing, roundOf(100), roundOf(200)], environment);
    expect(result).toMatchObject({ errors: 0, roundErrors: [50, 0, 0] });
    expect(table([result])).toMatch(/ 50 /);
  });

  it('is an object in the JSON when one thing was asked for, else an array in that order', () => {
    const one = resultWith('ringkv', 100);
    const other = resultWith('etcd', 50);
    expect(JSON.parse(toJson([one], 1))).toEqual(one);
    expect(JSON.parse(toJson([one, other], 2))).toEqual([one, other]);
    // The other target was left out: still an array for a program that asked for two.
    expect(JSON.parse(toJson([one], 2))).toEqual([one]);
  });
});

describe('the table', () => {
  const text = table([
    resultWith('ringkv', 300),
    resultWith('etcd', 100),
    resultWith('etcd-node', 20),
  ]);
  const row = (start: string): string[] =>
    text
      .split('\n')
      .find((line) => line.startsWith(start))
      ?.split(/ {2,}/) ?? [];

  it('divides by the etcd rows of the same load', () => {
    expect(row('ringkv · typed client').slice(-2)).toEqual(['3.00', '15.00']);
    expect(row('etcd · h2load').slice(-2)).toEqual(['1.00', '5.00']);
  });

  it('does not divide by a row with more than twice as many operations in flight', () => {
    const transactions = resultWith('etcd-txn', 600);
    const many = { ...transactions, environment: { ...environment, inFlight: 513 } };
    const ratios = (base: typeof many): readonly string[] =>
      table([resultWith('ringkv', 300), base])
        .split('\n')[2]
        ?.split(/ {2,}/)
        .slice(-3) ?? [];
    expect(ratios(transactions)).toEqual(['0.50', '-', '-']);
    expect(ratios(many)).toEqual(['-', '-', '-']);
  });

  it('says how large the largest server of each store became', () => {
    const memory = (...mebibytes: number[]): typeof environment => ({
      ...environment,
      serverMemoryBytes: mebibytes.map((size) => {
        const highest = size * 1_048_576;
        return { resident: highest / 2, highest, mapped: 0 };
      }),
    });
    const text = table([
      { ...resultWith('ringkv', 300), environment: memory(200, 310, 190) },
      { ...resultWith('ringkv-unary', 300), environment: memory(320, 310, 190) },
      { ...resultWith('etcd', 100), environment: memory(90) },
      { ...resultWith('etcd-node', 100), environment: { ...environment, serverMemoryBytes: null } },
    ]);
    expect(text).toContain(
      'Resident memory of the largest server, highest since its start: ringkv 320 MiB, etcd 90 MiB.',
    );
  });

  it('of an open loop says what came due and what became of it', () => {
    const open = {
      due: 25_000,
      answeredLate: 30,
      overLimit: 4_000,
      unanswered: 0,
      inFlightMost: 4_096,
      sentLateMs: { p50: 0.5, p99: 1.25, p999: 2, max: 3 },
    };
    const [title, , line, ...notes] = table([
      { ...resultWith('ringkv', 4_000), rate: 5_000, concurrency: 4_096, open },
    ]).split('\n');
    expect(title).toBe('put, 5,000 a second come due, at most 4,096 in flight');
    expect(line).toContain('4,000');
    expect(notes).toContain(
      'ringkv, 5,000 a second: 25,000 came due in the median round; 4,000 not sent, as 4,096 were unanswered; 30 answered after the end; the others sent 1.250 ms after they were due at p99.',
    );
  });

  it('names client and promise in each row, and shows the spread', () => {
    expect(row('ringkv · typed client').slice(0, 3)).toEqual([
      'ringkv · typed client · fsync on a majority',
      '300',
      '299-301',
    ]);
  });

  it('says of a cluster that was given that nobody knows its promise', () => {
    expect(rowName('etcd-txn', 'fsync unknown')).toBe(
      'etcd · h2load, 64 puts a transaction · fsync unknown',
    );
  });

  it('has no ratio where nothing was measured, and no figure where the system has none', () => {
    const alone = table([resultWith('ringkv', 300)]).split('\n')[2] ?? '';
    expect(alone.split(/ {2,}/).slice(-3)).toEqual(['-', '-', '-']);
  });
});

describe('latencies', () => {
  it('are percentiles in milliseconds, to three digits', () => {
    const latencies = new Latencies();
    for (let i = 1; i <= 1_000; i++) latencies.record(i * 1_000);
    const { p50, p99, p999, max } = latencies.summary();
    for (const [measured, exact] of [
      [p50, 500],
      [p99, 990],
      [p999, 999],
      [max, 1_000],
    ] as const) {
      expect(Math.abs(measured - exact) / exact).toBeLessThan(0.001);
    }
    expect(latencies.count).toBe(1_000);
  });

  it('never put a percentile above the maximum, and the maximum is exact', () => {
    const microseconds = fc.integer({ min: 1, max: 60_000_000 });
    fc.assert(
      fc.property(fc.array(microseconds, { minLength: 1, maxLength: 50 }), (values) => {
        const latencies = new Latencies();
        for (const value of values) latencies.record(value);
        const { p50, p99, p999, max } = latencies.summary();
        expect(max).toBe(Math.max(...values) / 1_000);
        expect([p50, p99, p999, max]).toEqual([p50, p99, p999, max].sort((a, b) => a - b));
      }),
    );
  });

  it('take what is shorter than a microsecond and longer than a minute', () => {
    const latencies = new Latencies();
    latencies.record(0.2);
    latencies.record(1e9);
    expect(latencies.count).toBe(2);
    expect(latencies.summary().max).toBeGreaterThanOrEqual(60_000);
  });
});

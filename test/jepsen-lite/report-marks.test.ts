import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../jepsen-lite/history/event.ts';
import { count, duration, percent } from '../../jepsen-lite/report/format.ts';
import {
  type Operation,
  pairOperations,
  percentile,
} from '../../jepsen-lite/report/history-operations.ts';
import { chooseMarks } from '../../jepsen-lite/report/latency-marks.ts';
import { linearScale, logScale, secondTicks } from '../../jepsen-lite/report/scale.ts';

function operation(i: number, outcome: Operation['outcome'], latency: number): Operation {
  const invoke: HistoryEvent = { i, t: i, p: i, type: 'invoke', f: 'read', k: 'a' };
  return { invoke, completion: null, outcome, shown: outcome, latency };
}

/** Each on a pixel of its own. */
const spread = ({ invoke, latency }: Operation): { x: number; y: number } => ({
  x: invoke.i,
  y: latency % 2_000,
});

describe('the marks of a latency plot', () => {
  it('are all drawn when they are few', () => {
    const operations = [operation(0, 'ok', 5), operation(1, 'fail', 7), operation(2, 'info', 9)];
    const { drawn, total, marks } = chooseMarks(operations, spread);
    expect(drawn).toEqual(total);
    expect([marks.ok, marks.fail, marks.info].map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it('keep every failed, unknown and slowest operation of a large run', () => {
    const operations = Array.from({ length: 50_000 }, (_, i) =>
      operation(
        i,
        i % 100 === 0 ? 'fail' : i % 250 === 1 ? 'info' : 'ok',
        i === 31_007 ? 1_999 : i % 900,
      ),
    );
    const { marks, drawn, total } = chooseMarks(operations, spread);
    expect(marks.ok.length + marks.fail.length + marks.info.length).toBe(4_000);
    expect(drawn.fail).toBe(total.fail);
    expect(drawn.info).toBe(total.info);
    expect(marks.ok.map(({ operation: { invoke } }) => invoke.i)).toContain(31_007);
    expect(drawn.ok).toBe(marks.ok.length);
  });

  it('stay bounded when nearly everything failed, and leave room for what did not', () => {
    const operations = Array.from({ length: 60_000 }, (_, i) =>
      operation(i, i % 3 === 0 ? 'ok' : i % 3 === 1 ? 'fail' : 'info', i % 1_500),
    );
    const { marks } = chooseMarks(operations, spread);
    expect(marks.ok.length + marks.fail.length + marks.info.length).toBe(4_000);
    for (const each of [marks.ok, marks.fail, marks.info]) expect(each.length).toBeGreaterThan(900);
  });

  it('count what one pixel stands for', () => {
    const operations = Array.from({ length: 10_000 }, (_, i) => operation(i, 'ok', 5));
    const { marks, drawn } = chooseMarks(operations, () => ({ x: 3, y: 4 }));
    expect(marks.ok).toHaveLength(1);
    expect(drawn.ok).toBe(10_000);
  });
});

describe('operations of a history', () => {
  it('a completion answers the open invoke of its process; the rest stay open to the end', () => {
    const history: HistoryEvent[] = [
      { i: 0, t: 0, p: 0, type: 'invoke', f: 'read' },
      { i: 1, t: 5, p: 'nemesis', type: 'info', f: 'kill' },
      { i: 2, t: 10, p: 1, type: 'invoke', f: 'write' },
      { i: 3, t: 30, p: 0, type: 'ok', f: 'read' },
      { i: 4, t: 40, p: 0, type: 'invoke', f: 'cas' },
      { i: 5, t: 90, p: 0, type: 'fail', f: 'cas' },
    ];
    const { all, end } = pairOperations(history);
    expect(all.map(({ invoke, outcome, latency }) => [invoke.f, outcome, latency])).toEqual([
      ['read', 'ok', 30],
      ['write', 'info', 80],
      ['cas', 'fail', 50],
    ]);
    expect(end).toBe(90);
  });

  it('a condition that did not hold is shown as answered, not as an operation that failed', () => {
    const { all } = pairOperations([
      { i: 0, t: 0, p: 0, type: 'invoke', f: 'cas' },
      { i: 1, t: 5, p: 0, type: 'fail', f: 'cas', err: 'mismatch' },
      { i: 2, t: 6, p: 0, type: 'invoke', f: 'cas' },
      { i: 3, t: 7, p: 0, type: 'fail', f: 'cas', err: 'NO_LEADER' },
    ]);
    expect(all.map(({ outcome, shown }) => [outcome, shown])).toEqual([
      ['fail', 'ok'],
      ['fail', 'fail'],
    ]);
  });

  it('a percentile is a latency that was seen', () => {
    const sorted = Float64Array.from([1, 2, 3, 4, 100]);
    expect([0.5, 0.9, 1].map((share) => percentile(sorted, share))).toEqual([3, 100, 100]);
    expect(percentile(Float64Array.from([42]), 0.99)).toBe(42);
  });
});

describe('scales and numbers', () => {
  it('a linear scale clips to its ends and labels round seconds', () => {
    const scale = linearScale(0, 30e6, 1_000);
    expect([-5, 0, 15e6, 30e6, 99e6].map((time) => scale.x(time))).toEqual([
      0, 0, 500, 1_000, 1_000,
    ]);
    expect(secondTicks(scale, 90).map(({ label }) => label)).toEqual([
      '0 s',
      '5 s',
      '10 s',
      '15 s',
      '20 s',
      '25 s',
      '30 s',
    ]);
    expect(linearScale(5, 5, 100).x(5)).toBe(0);
  });

  it('a logarithmic scale spans whole decades', () => {
    const scale = logScale(340, 2_100_000, 300);
    expect(scale.decades).toEqual([100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]);
    expect(scale.y(100)).toBe(300);
    expect(scale.y(1e7)).toBe(0);
    expect(scale.y(0)).toBe(300);
    expect(logScale(1, 1, 300).decades).toEqual([1, 10]);
  });

  it('durations read as people say them', () => {
    const said = [
      0, 340, 999, 1_000, 2_100, 10_000, 213_400, 999_900, 1_350_000, 12_000_000, 125_000_000,
    ].map(duration);
    expect(said).toEqual([
      '0 µs',
      '340 µs',
      '999 µs',
      '1 ms',
      '2.1 ms',
      '10 ms',
      '213 ms',
      '1 s',
      '1.35 s',
      '12 s',
      '2 min 5 s',
    ]);
  });

  it('a share that is not all does not read as all', () => {
    expect(percent(99_999, 100_000)).toBe('> 99.9 %');
    expect(percent(1, 100_000)).toBe('< 0.1 %');
    expect(percent(0, 0)).toBe('–');
    expect([percent(0, 3), percent(3, 3), percent(1, 3)]).toEqual(['0 %', '100 %', '33.3 %']);
    expect(count(1_234_567.5)).toBe('1,234,567.5');
  });
});

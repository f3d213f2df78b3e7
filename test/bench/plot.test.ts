import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BenchError } from '../../bench/errors.ts';
import { readResults } from '../../bench/from-file.ts';
import type { Target } from '../../bench/plan.ts';
import { chartsOf } from '../../bench/plot/curves.ts';
import { drawLabels } from '../../bench/plot/labels.ts';
import { plot } from '../../bench/plot/plot.ts';
import { linearScale, logScale } from '../../bench/plot/scale.ts';
import { type Result, toJson } from '../../bench/result.ts';
import { environment, resultWith } from './fixtures.ts';

/** At so many operations in flight. */
function at(target: Target, inFlight: number, opsPerSecond: number, p50: number): Result {
  return {
    ...resultWith(target, opsPerSecond),
    concurrency: inFlight,
    latencyMs: { p50, p99: 4 * p50, p999: 5 * p50, max: 6 * p50 },
    environment: { ...environment, inFlight },
  };
}

const results = [
  at('ringkv', 256, 10_000, 20),
  at('ringkv', 1, 500, 2),
  at('etcd', 1, 1_000, 1),
  at('etcd', 256, 15_000, 16),
];

/** Every element that is opened is closed, in order, and no bare sign is left in a text. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  const tags = svg.matchAll(/<(\/?)([a-z]+)((?: [a-z0-9:-]+="[^"<]*")*)(\/?)>/gi);
  for (const [, end, name = '', , empty] of tags) {
    if (end === '/') expect(open.pop()).toBe(name);
    else if (empty !== '/') open.push(name);
  }
  expect(open).toEqual([]);
  const words = svg.replaceAll(/<[^<>]+>/g, '');
  expect(words).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
}

/** Where a circle, the marker of ringkv, stands. */
function circles(svg: string): readonly { readonly x: number; readonly y: number }[] {
  return [...svg.matchAll(/<circle cx="([0-9.]+)" cy="([0-9.]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
}

describe('the plot', () => {
  const svg = plot(results);

  it('is a drawing that says what it shows: axes with units, rows, commit and machine', () => {
    expectWellFormed(svg);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 /);
    for (const words of [
      'operations per second',
      'p50 latency, ms (log scale)',
      'p99 latency, ms (log scale)',
      'put · closed loop · at the points: operations in flight',
      'ringkv · typed client · fsync on a majority',
      'etcd · h2load, one key · fsync on a majority',
      'commit abc1234',
      'a processor · 2 cores shared by servers and client · 8 GiB',
      'median of 3 rounds',
    ]) {
      expect(svg).toContain(words);
    }
  });

  it('has colours for a light page and for a dark one', () => {
    expect(svg).toContain('@media(prefers-color-scheme:dark)');
    expect(svg).toContain('stroke="currentColor"');
  });

  it('puts more operations to the right and more milliseconds up, by ratio, at p50 and p99 alike', () => {
    // Behind those of the legend, two points for each percentile.
    const points = circles(svg).slice(-4);
    const [one, many, oneAtP99, manyAtP99] = points;
    if (!one || !many || !oneAtP99 || !manyAtP99) throw new Error('four points');
    expect(many.x).toBeGreaterThan(one.x);
    expect(many.y).toBeLessThan(one.y);
    // Both grow tenfold from one load to the other, and four times from p50 to p99.
    expect(one.y - many.y).toBeCloseTo(oneAtP99.y - manyAtP99.y, 0);
    expect((one.y - oneAtP99.y) / (one.y - many.y)).toBeCloseTo(Math.log10(4), 1);
  });

  it('says at each point what it is, for a pointer that rests on it', () => {
    expect(svg).toContain(
      '<title>ringkv · typed client · fsync on a majority: load 256, 10,000 ops/s, p50 20 ms</title>',
    );
  });

  it('leaves points hollow whose rounds had errors', () => {
    const failing = { ...at('ringkv', 1, 500, 2), roundErrors: [0, 7, 0] };
    const drawn = plot([failing]);
    expect(drawn).toContain('p50 2 ms, with errors</title>');
    expect(drawn.match(/<circle [^>]*class="page"/g)).toHaveLength(1 + 2);
  });

  it('escapes what a machine calls itself', () => {
    const cpu = 'A<B> & "C"';
    const drawn = plot([{ ...resultWith('ringkv', 1), environment: { ...environment, cpu } }]);
    expectWellFormed(drawn);
    expect(drawn).toContain('A&lt;B&gt; &amp; &quot;C&quot;');
  });
});

describe('a chart', () => {
  it('is of one workload in one kind of loop, with a curve for each target from the least load', () => {
    const open = { ...at('ringkv', 900, 5_000, 3), rate: 5_000, concurrency: 4_096 };
    const get = { ...at('ringkv', 1, 800, 1), workload: 'get' as const };
    const charts = chartsOf([...results, open, get]);
    expect(charts.map(({ title }) => title)).toEqual([
      'put · closed loop · at the points: operations in flight',
      'put · open loop, at most 4,096 in flight · at the points: operations due in a second',
      'get · closed loop · at the points: operations in flight',
    ]);
    const loads = charts.map(({ curves }) =>
      curves.map(({ target, points }) => [target, ...points.map(({ load }) => load)]),
    );
    expect(loads).toEqual([
      [
        ['ringkv', 1, 256],
        ['etcd', 1, 256],
      ],
      [['ringkv', 5_000]],
      [['ringkv', 1]],
    ]);
  });
});

describe('an axis', () => {
  const span = { from: 0, to: 100 };

  it.each([
    [28_741, [0, 10_000, 20_000, 30_000]],
    [15_000, [0, 5_000, 10_000, 15_000]],
    [7, [0, 2, 4, 6, 8]],
    [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])('from nothing to %d has round figures', (highest, ticks) => {
    const scale = linearScale(highest, span);
    expect(scale.ticks.map((tick) => Number(tick.toFixed(9)))).toEqual(ticks);
    expect(scale.at(0)).toBe(0);
    expect(scale.at(ticks.at(-1) ?? 0)).toBeCloseTo(100, 9);
  });

  it.each([
    [0.87, 148.2, [0.5, 1, 2, 5, 10, 20, 50, 100, 200]],
    [1, 10, [1, 2, 5, 10]],
    [0.001, 0.001, [0.001, 0.002]],
    [3, 3, [2, 5]],
  ])('from %d to %d by ratio begins and ends at 1, 2 or 5', (lowest, highest, ticks) => {
    const scale = logScale(lowest, highest, span);
    expect(scale.ticks).toEqual(ticks);
    expect(scale.at(ticks[0] ?? 0)).toBeCloseTo(0, 9);
    expect(scale.at(ticks.at(-1) ?? 0)).toBeCloseTo(100, 9);
  });

  it('by ratio gives the same room to the same ratio, and may run backwards', () => {
    const scale = logScale(1, 1_000, { from: 300, to: 0 });
    expect([1, 10, 100, 1_000].map((value) => Math.round(scale.at(value)))).toEqual([
      300, 200, 100, 0,
    ]);
  });
});

describe('labels', () => {
  it('stand above their place, and give way to what is there', () => {
    const places = (...spots: readonly (readonly [number, number])[]): readonly string[] =>
      drawLabels(spots.map(([x, y]) => ({ x, y, words: '1', class: 'etcd' }))).map((drawn) => {
        const [, x, y] = /x="([0-9.]+)" y="([0-9.]+)"/.exec(drawn) ?? [];
        return `${x} ${y}`;
      });
    expect(places([100, 100])).toEqual(['100 92']);
    // Above the lower one stands the marker of the upper one.
    expect(places([100, 100], [100, 110])).toEqual(['100 92', '100 126']);
  });
});

describe('results of an earlier run', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ringkv-bench-from-'));
  const file = join(dir, 'results.json');
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const reading = (text: string): (() => unknown) => {
    writeFileSync(file, text);
    return () => readResults(file);
  };

  it('are read as they were written, one or many, so that the same plot comes of them', () => {
    expect(reading(toJson(results, 4))()).toEqual(results);
    expect(reading(toJson(results.slice(0, 1), 1))()).toEqual(results.slice(0, 1));
  });

  it.each([
    ['nothing', '', 'Unexpected end of JSON input'],
    ['no results', '[]', 'holds no results of this version of npm run bench'],
    ['something else', '{"case":"wal"}', 'holds no results'],
    ['results of an older version', '[{"target":"ringkv","opsPerSecond":1}]', 'holds no results'],
  ])('are refused in one line when the file has %s', (_, text, message) => {
    const read = reading(text);
    expect(read).toThrow(BenchError);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  it('are refused when there is no such file', () => {
    expect(() => readResults(join(dir, 'nowhere.json'))).toThrow('no such file');
  });
});

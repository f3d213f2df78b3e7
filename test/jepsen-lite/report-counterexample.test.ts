import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetOf, checkLinearizable, register } from '../../jepsen-lite/checkers/index.ts';
import type { CheckedOperation, Counterexample } from '../../jepsen-lite/checkers/verdict.ts';
import {
  type CounterexampleLayout,
  layOut,
} from '../../jepsen-lite/report/counterexample-layout.ts';
import { renderReport } from '../../jepsen-lite/report/index.ts';
import { textWidth } from '../../jepsen-lite/report/svg.ts';
import type { RunRecord } from '../../jepsen-lite/run-record.ts';
import { readPage, withClass } from './report-page.ts';
import { playedRun } from './report-played-run.ts';

const { record: base } = playedRun({ seed: 1, seconds: 4, clients: 2 });

function reportOf(counterexample: Counterexample): ReturnType<typeof readPage> {
  const checks = [
    { name: 'linearizable', verdict: 'invalid', detail: 'no order', counterexample },
  ] as const;
  const record: RunRecord = { ...base, verdict: 'invalid', checks };
  return readPage(renderReport(record, []));
}

function operation(
  number: number,
  process: number,
  invokedAt: number,
  completedAt: number | null,
  text: string,
): CheckedOperation {
  return { operation: number, process, invokedAt, completedAt, text };
}

/** write 7 and write 9 follow each other, then somebody reads 7. */
const stale: Counterexample = {
  key: 'a',
  operations: [
    operation(0, 0, 100, 200, 'write 7'),
    operation(2, 1, 300, 400, 'write 9'),
    operation(4, 2, 500, 600, 'read 7'),
    operation(6, 3, 150, null, 'write 1'),
    operation(8, 0, 900, 950, 'read 9'),
  ],
  order: [
    { operation: 0, state: '7' },
    { operation: 2, state: '9' },
  ],
  illegal: [4],
};

function expectOrderInBars({ points, bars }: Pick<CounterexampleLayout, 'points' | 'bars'>): void {
  points.forEach((point, at) => {
    const before = points[at - 1];
    if (before !== undefined) expect(point.x).toBeGreaterThan(before.x);
    if (point.lane === null) return;
    const bar = bars.find(({ operation: { operation: number } }) => number === point.operation);
    expect(bar?.lane).toBe(point.lane);
    expect(point.x).toBeGreaterThan(bar?.left ?? Number.NaN);
    expect(point.x).toBeLessThan(bar?.right ?? Number.NaN);
  });
}

describe('the figure of a counterexample', () => {
  it('marks the illegal next step, and nothing else, as illegal', () => {
    const { tags, text } = reportOf(stale);
    const marked = withClass(tags, 'bar', 'illegal').map(({ attributes }) => attributes.get('id'));
    expect(marked).toEqual(['example-1-op-4']);
    expect(text).toContain('read 7: the key holds 9');
    expect(withClass(tags, 'leap')).toHaveLength(1);
    expect(withClass(tags, 'bar', 'placed')).toHaveLength(2);
    expect(withClass(tags, 'bar', 'later')).toHaveLength(2);
  });

  it('marks none when the order is complete', () => {
    const { tags } = reportOf({ ...stale, illegal: [] });
    expect(withClass(tags, 'illegal').filter(({ name }) => name === 'g')).toEqual([]);
    expect(withClass(tags, 'leap')).toHaveLength(0);
  });

  it('leads the jump to the first of several errors', () => {
    const { tags } = reportOf({ ...stale, illegal: [8, 4] });
    const jumps = tags.filter(({ attributes }) => attributes.has('data-jump'));
    expect(jumps[0]?.attributes.get('href')).toBe('#example-1-op-4');
    expect(withClass(tags, 'bar', 'illegal')).toHaveLength(2);
  });

  it('numbers the order from bar to bar and says the state after each step', () => {
    const { points, bars } = layOut(stale, () => []);
    expect(points.map(({ step, state }) => [step, state])).toEqual([
      [1, '7'],
      [2, '9'],
    ]);
    expect(bars.map(({ step }) => step)).toEqual([1, null, 2, null, null]);
    const { text } = reportOf(stale);
    expect(text).toContain('after step 2 the key holds 9');
  });

  it('runs what was never answered to the edge, with a torn end', () => {
    const layout = layOut(stale, () => []);
    const open = layout.bars.find(({ operation: { completedAt } }) => completedAt === null);
    expect(open?.torn).toEqual({ before: false, after: true });
    expect(open?.right).toBe(layout.scale.edge);
    const { tags } = reportOf(stale);
    expect(withClass(tags, 'bar', 'open')).toHaveLength(1);
  });

  it('makes idle time vanish', () => {
    const moved = (by: number): Counterexample => ({
      ...stale,
      operations: stale.operations.map((each) => ({
        ...each,
        invokedAt: each.invokedAt + (each.invokedAt >= 500 ? by : 0),
        completedAt:
          each.completedAt === null || each.completedAt < 500
            ? each.completedAt
            : each.completedAt + by,
      })),
    });
    const width = (by: number): number => layOut(moved(by), () => []).scale.width;
    expect(width(3_600_000_000) - width(0)).toBeLessThan(40);
  });

  it('a single operation that is wrong by itself has a figure', () => {
    const { tags, text } = reportOf({
      key: '',
      operations: [operation(0, 5, 10, 20, 'read 7')],
      order: [],
      illegal: [0],
    });
    expect(withClass(tags, 'bar', 'illegal')).toHaveLength(1);
    expect(text).toContain('No order of these operations even begins');
    expect(text).toContain('read 7: not allowed on a key that nothing was done to');
  });

  it('no operation at all is said', () => {
    const { text } = reportOf({ key: 'a', operations: [], order: [], illegal: [] });
    expect(text).toContain('The checker named no operation.');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('of thousands of processes those with an error and those nearest to it get a lane, and the rest are counted', () => {
    const crowd = Array.from({ length: 4_000 }, (_, at) =>
      operation(at, at, at * 10, null, `write ${at}`),
    );
    const liar = operation(9_000, 9_000, 20_000, 20_100, 'read nothing');
    const example: Counterexample = {
      key: 'a',
      operations: [...crowd, liar],
      order: crowd
        .slice(0, 1_500)
        .map((each, at) => ({ operation: each.operation, state: String(at) })),
      illegal: [9_000],
    };
    const layout = layOut(example, () => []);
    expect(layout.lanes.length).toBeLessThanOrEqual(32);
    expect(layout.lanes.flatMap(({ processes }) => processes)).toContain(9_000);
    const { tags, text } = reportOf(example);
    expect(withClass(tags, 'bar', 'illegal')).toHaveLength(1);
    expect(text).toMatch(
      /Not drawn, far from the first error: 3,9\d\d operations, 3,9\d\d processes/,
    );
  });
});

describe('with the checker of linearizability', () => {
  const budget = (): ReturnType<typeof budgetOf> => budgetOf(10_000, () => performance.now());

  it('what it finds in a history with a lie is drawn, order and all', () => {
    const { history } = playedRun({
      seed: 2,
      seconds: 15,
      keys: 30,
      clients: 8,
      lie: 'stale-read',
    });
    const { counterexample } = checkLinearizable(history, register, budget());
    if (counterexample === undefined) throw new Error('the lie was not found');
    const { points, bars } = layOut(counterexample, () => []);
    expect(points.length).toBeGreaterThan(0);
    expect(bars.filter(({ isIllegal }) => isIllegal)).toHaveLength(counterexample.illegal.length);
    expectOrderInBars({ points, bars });
  });

  it('without the lie it finds nothing', () => {
    const { history } = playedRun({ seed: 2, seconds: 15, keys: 30, clients: 8 });
    expect(checkLinearizable(history, register, budget()).verdict).toBe('valid');
  });
});

interface RandomOperation {
  readonly process: number;
  readonly wait: number;
  readonly length: number;
  readonly isOpen: boolean;
  readonly text: string;
}

/** Processes that act one operation after the other; each takes effect somewhere between invoke and completion. */
const examples: fc.Arbitrary<Counterexample> = fc
  .array(
    fc.record({
      process: fc.nat({ max: 5 }),
      wait: fc.nat({ max: 50 }),
      length: fc.nat({ max: 120 }),
      isOpen: fc.boolean(),
      text: fc.constantFrom(
        'read 7',
        'write 12345',
        'cas 3 -> 4',
        'append a very long value to the list',
      ),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map(toExample);

function toExample(random: readonly RandomOperation[]): Counterexample {
  const free = new Map<number, number>();
  const done = new Set<number>();
  const operations: CheckedOperation[] = [];
  const effects: { operation: number; time: number }[] = [];
  random.forEach(({ process, wait, length, isOpen, text }, number) => {
    if (done.has(process)) return;
    const from = (free.get(process) ?? 0) + wait + 1;
    const open = isOpen && number % 5 === 0;
    if (open) done.add(process);
    free.set(process, from + length);
    operations.push(operation(number, process, from, open ? null : from + length, text));
    effects.push({ operation: number, time: from + length / 2 });
  });
  effects.sort((a, b) => a.time - b.time);
  const order = effects.map(({ operation: number }, at) => ({
    operation: number,
    state: at % 3 === 0 ? `state ${at}` : `state ${at - (at % 3)}`,
  }));
  const last = order.pop();
  return { key: 'k', operations, order, illegal: last === undefined ? [] : [last.operation] };
}

function barsByLane({
  bars,
}: CounterexampleLayout): readonly (readonly CounterexampleLayout['bars'][number][])[] {
  const lanes = new Map<number, CounterexampleLayout['bars'][number][]>();
  for (const bar of bars) lanes.set(bar.lane, [...(lanes.get(bar.lane) ?? []), bar]);
  return [...lanes.values()];
}

describe('the layout of any history', () => {
  it('keeps the order of time, and gives every bar room for its text', () => {
    fc.assert(
      fc.property(examples, (example) => {
        const { bars, scale } = layOut(example, () => []);
        for (const bar of bars) {
          expect(bar.right - bar.left).toBeGreaterThanOrEqual(textWidth(bar.label));
          expect(bar.right).toBeLessThanOrEqual(scale.edge);
          for (const other of bars) {
            // Who ended before another began stands left of it; everybody else shares a column with it.
            const isBefore =
              (bar.operation.completedAt ?? Number.POSITIVE_INFINITY) < other.operation.invokedAt;
            expect(bar.right <= other.left).toBe(isBefore);
          }
        }
      }),
    );
  });

  it('draws the order from left to right, each step inside the bar of its operation', () => {
    fc.assert(
      fc.property(examples, (example) => {
        const { points, bars } = layOut(example, () => []);
        expect(points).toHaveLength(example.order.length);
        expectOrderInBars({ points, bars });
      }),
    );
  });

  it('never lays two bars of a lane over each other', () => {
    fc.assert(
      fc.property(examples, (example) => {
        for (const lane of barsByLane(layOut(example, () => []))) {
          const sorted = [...lane].sort((a, b) => a.left - b.left);
          sorted.forEach((bar, at) => {
            const next = sorted[at + 1];
            if (next !== undefined) expect(bar.right).toBeLessThanOrEqual(next.left);
          });
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../../jepsen-lite/checkers/index.ts';
import { check, done, type Told } from './told.ts';

const r = (key: string, ...list: number[]): Step => ['r', key, list];
const a = (key: string, value: number): Step => ['append', key, value];

function begun(p: number, ...steps: Step[]): Told {
  const v = steps.map((step): Step => (step[0] === 'r' ? ['r', step[1], null] : step));
  return { p, type: 'invoke', f: 'txn', v };
}

function ended(p: number, ...steps: Step[]): Told {
  return { p, type: 'ok', f: 'txn', v: steps };
}

/** Transactions one after the other. */
const serial = (...transactions: Step[][]): Told[] =>
  transactions.flatMap((steps, p) => [begun(p, ...steps), ended(p, ...steps)]);

/** All at once. */
const together = (...transactions: Step[][]): Told[] => [
  ...transactions.map((steps, p) => begun(p, ...steps)),
  ...transactions.map((steps, p) => ended(p, ...steps)),
];

const order = (lines: readonly Told[]) => check('txn-append', 'list-order', lines);
const cycles = (lines: readonly Told[]) => check('txn-append', 'cycles', lines);

describe('transactions that append to lists', () => {
  it('are valid in any order that their reads allow', () => {
    const lines = [
      ...together([a('x', 1), r('y')], [a('y', 1), r('x', 1)]),
      ...serial([r('x', 1), a('x', 2), r('x', 1, 2)], [r('y', 1), r('x', 1, 2)]),
    ];
    expect([order(lines), cycles(lines)].map((one) => one?.verdict)).toEqual(['valid', 'valid']);
  });

  it('of unknown outcome took effect if they were seen, and need not have', () => {
    const open: Told = { p: 7, type: 'info', f: 'txn', err: 'DEADLINE_EXCEEDED' };
    for (const list of [[1], []]) {
      const lines = [begun(7, a('x', 1)), open, ...serial([r('x', ...list)], [r('x', ...list)])];
      expect([order(lines), cycles(lines)].map((one) => one?.verdict)).toEqual(['valid', 'valid']);
    }
  });

  it('prove nothing when nothing was read', () => {
    expect(cycles(serial([a('x', 1)]))).toMatchObject({ verdict: 'unknown' });
  });

  it.each<[string, Told[], RegExp]>([
    [
      'two orders of one list',
      together([a('x', 1)], [a('x', 2)], [r('x', 1, 2)], [r('x', 2)]),
      /incompatible order of x/,
    ],
    ['a value twice', serial([a('x', 1)], [r('x', 1, 1)]), /duplicate elements/],
    ['a value that nobody appended', serial([a('x', 1)], [r('x', 1, 9)]), /nobody appended/],
    [
      'what failed: G1a',
      [...done({ p: 5, f: 'txn', v: [a('x', 1)] }, 'fail'), ...serial([r('x', 1)])],
      /G1a, aborted read: T2 sees 1 of x, and T0/,
    ],
    [
      'half of a transaction: G1b',
      together([a('x', 1), a('x', 2)], [r('x', 1)], [r('x', 1, 2)]),
      /G1b, intermediate read: .* end with 1, .* appended 2 after it/,
    ],
    ['itself otherwise', serial([a('x', 1)], [r('x', 1), a('x', 2), r('x', 1)]), /internal/],
    ['its own append not', serial([a('x', 1), r('x')]), /internal/],
    [
      'less than was acknowledged',
      serial([a('x', 1)], [a('x', 2)], [r('x', 2)]),
      /lost append: T0 appended 1 to x/,
    ],
  ])('must not show %s', (_, lines, why) => {
    const result = order(lines);
    expect(result).toMatchObject({ verdict: 'invalid' });
    expect(result?.detail).toMatch(why);
  });

  it.each<[string, Told[]]>([
    ['G0', together([a('x', 1), a('y', 1)], [a('x', 2), a('y', 2)], [r('x', 1, 2), r('y', 2, 1)])],
    ['G1c', together([a('x', 1), r('y', 1)], [a('y', 1), r('x', 1)])],
    // Read skew: T2 sees y after T1 and x before it.
    ['G-single', together([a('x', 1), a('y', 1)], [r('x'), r('y', 1)], [r('x', 1)])],
    // A lost update: both read x as it was.
    ['G-single', together([r('x'), a('x', 1)], [r('x'), a('x', 2)], [r('x', 1, 2)])],
    // Write skew: each did not see the other.
    ['G2', together([r('x'), a('y', 1)], [r('y'), a('x', 1)], [r('x', 1), r('y', 1)])],
    ['G0-realtime', serial([a('x', 1)], [a('x', 2)], [r('x', 2, 1)])],
    ['G-single-realtime', serial([a('x', 1)], [r('x')], [r('x', 1)])],
    // A reader of what is appended only later.
    ['G1c-realtime', serial([r('x', 1)], [a('x', 1)])],
    // Serializable as T4, T1, T0, T2; but T2 had ended before T4 began.
    [
      'G2-realtime',
      [
        begun(0, r('z', 1), r('x')),
        begun(1, a('z', 1), a('y', 1)),
        begun(2, a('x', 1)),
        ended(2, a('x', 1)),
        begun(3, r('y')),
        ended(3, r('y')),
        ended(1, a('z', 1), a('y', 1)),
        ended(0, r('z', 1), r('x')),
        begun(4, r('x', 1), r('y', 1)),
        ended(4, r('x', 1), r('y', 1)),
      ],
    ],
  ])('must not have a cycle like %s', (name, lines) => {
    const result = cycles(lines);
    expect(result).toMatchObject({ verdict: 'invalid' });
    expect(result?.detail.split(':')[0]).toBe(name);
    expect(result?.story?.at(-1)).toBe(`a contradiction: ${name}`);
  });

  it('are told with the reason of each step', () => {
    const lines = serial([a('x', 1)], [r('x')], [r('x', 1)]);
    expect(cycles(lines)?.story).toEqual([
      'T2 [r x []]',
      'T0 [append x 1]',
      'T2 did not see 1 of x, appended by T0 (rw)',
      'T0 had ended before the begin of T2 (rt)',
      'a contradiction: G-single-realtime',
    ]);
  });

  /** Any serial execution, with intervals that contain its order, is strictly serializable; one stale read is not. */
  it('are valid whenever a store runs them one after the other, and not with one read of the past', () => {
    const step = fc.record({ isAppend: fc.boolean(), key: fc.constantFrom('x', 'y', 'z') });
    const transaction = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 4 }),
      isOpen: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      /** How many of the transactions before it are still under way when it begins. */
      overlap: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(transaction, { minLength: 2, maxLength: 30 }), (plan) => {
        const lists = new Map<string, number[]>();
        let value = 0;
        const ran = plan.map(({ steps, isOpen, overlap }) => {
          const appended = new Set<string>();
          const done = steps.map(({ isAppend, key }): Step => {
            const list = lists.get(key) ?? [];
            if (!isAppend || appended.has(key)) return ['r', key, list];
            appended.add(key);
            lists.set(key, [...list, ++value]);
            return ['append', key, value];
          });
          return { done, isOpen, overlap };
        });
        const lines: Told[] = [];
        const under: (() => void)[] = [];
        for (const [p, { done, isOpen, overlap }] of ran.entries()) {
          while (under.length > overlap) under.shift()?.();
          lines.push(begun(p, ...done));
          under.push(() => {
            lines.push(isOpen ? { p, type: 'info', f: 'txn' } : ended(p, ...done));
          });
        }
        for (const end of under) end();
        const keys = [...lists.keys()];
        const last = keys.map((key): Step => ['r', key, lists.get(key) ?? []]);
        const all = [...lines, begun(99, ...last), ended(99, ...last)];
        expect(order(all)?.verdict).not.toBe('invalid');
        expect(cycles(all)?.verdict).not.toBe('invalid');
        if (keys.length === 0) return;
        const [first = ''] = keys;
        const past = lists.get(first)?.slice(0, -1) ?? [];
        const stale = [...all, begun(100, ['r', first, past]), ended(100, ['r', first, past])];
        expect(cycles(stale)?.verdict).toBe('invalid');
      }),
    );
  });
});

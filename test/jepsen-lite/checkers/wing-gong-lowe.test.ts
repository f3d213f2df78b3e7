import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Budget, searchLimits } from '../../../jepsen-lite/checkers/budget.ts';
import {
  checkLinearizable,
  illegal,
  kv,
  type Model,
  register,
} from '../../../jepsen-lite/checkers/index.ts';
import { search } from '../../../jepsen-lite/checkers/wing-gong-lowe.ts';
import type { HistoryEvent } from '../../../jepsen-lite/history/event.ts';
import { operationsOf } from '../../../jepsen-lite/history/operations.ts';
import { bruteForce } from './brute-force.ts';
import {
  operationsFrom,
  type Shape,
  type Short,
  withSwappedRead,
  workingHistory,
} from './histories.ts';

const unlimited: Budget = { now: () => 0, deadline: 1 };

function verdict(model: Model<string>, rows: readonly Short[]): string {
  return search(model, operationsFrom(rows), unlimited).verdict;
}

describe('a linearization is found where there is one', () => {
  it('accepts a read of either value while a write runs', () => {
    const write: Short = ['write', 100, 'ok', 100, 0, 100];
    expect(
      verdict(register, [
        write,
        ['read', null, 'ok', 100, 25, 75],
        ['read', null, 'ok', null, 30, 60],
      ]),
    ).toBe('valid');
  });

  it('rejects a read that goes back behind a read before it', () => {
    const write: Short = ['write', 200, 'ok', 200, 0, 100];
    expect(
      verdict(register, [
        write,
        ['read', null, 'ok', 200, 10, 30],
        ['read', null, 'ok', null, 40, 90],
      ]),
    ).toBe('invalid');
  });

  it('takes intervals as closed: what begins where another ends overlaps it', () => {
    const first: Short = ['write', 1, 'ok', 1, 5, 5];
    expect(verdict(register, [first, ['read', null, 'ok', null, 5, 5]])).toBe('valid');
    expect(verdict(register, [first, ['read', null, 'ok', null, 6, 6]])).toBe('invalid');
  });

  it('accepts the empty history', () => {
    expect(verdict(register, [])).toBe('valid');
    expect(checkLinearizable([], register, unlimited).verdict).toBe('valid');
  });

  it('lets an open write take effect at any time after its call, or never, but not before', () => {
    const open: Short = ['write', 7, 'open', undefined, 10, 0];
    const reads = (...values: (number | null)[]): Short[] =>
      values.map((value, i) => ['read', null, 'ok', value, 20 + 2 * i, 21 + 2 * i]);
    expect(verdict(register, [open, ...reads(null, null)])).toBe('valid');
    expect(verdict(register, [open, ...reads(null, 7, 7)])).toBe('valid');
    expect(verdict(register, [open, ...reads(7, null)])).toBe('invalid');
    expect(verdict(register, [['read', null, 'ok', 7, 1, 2], open])).toBe('invalid');
  });

  it('holds a mismatch against the register: somewhere in its interval it held something else', () => {
    const write: Short = ['write', 3, 'ok', 3, 0, 1];
    expect(verdict(register, [write, ['cas', [3, 4], 'mismatch', null, 2, 3]])).toBe('invalid');
    expect(verdict(register, [write, ['cas', [2, 4], 'mismatch', null, 2, 3]])).toBe('valid');
    const unseen: Short = ['write', 9, 'open', undefined, 1, 0];
    expect(verdict(register, [write, unseen, ['cas', [3, 4], 'mismatch', null, 2, 3]])).toBe(
      'valid',
    );
  });

  it('knows a compare-and-set on what is not there', () => {
    expect(verdict(register, [['cas', [null, 4], 'ok', null, 0, 1]])).toBe('valid');
    expect(verdict(register, [['cas', [1, 4], 'ok', null, 0, 1]])).toBe('invalid');
    expect(verdict(register, [['cas', [1, 4], 'mismatch', null, 0, 1]])).toBe('valid');
  });
});

describe('what it takes and what it may use', () => {
  /** Sees only additions, in any order; tells a duplicate. */
  const set: Model<string> = {
    initial: '',
    step(state, { f, argument, result }) {
      if (f === 'read') return state === result ? state : illegal;
      return state.split('').concat(String(argument)).sort().join('');
    },
    classOf: ({ f, argument, result }) => `${f} ${String(argument)} ${String(result)}`,
    isObserver: ({ f }) => f === 'read',
    isBlind: () => false,
    identify: () => (state) => state,
    complaint: () => null,
    describe: (state) => state,
    describeOperation: ({ f }) => f,
  };

  it('any deterministic model: a set shows a duplicate', () => {
    const adds: Short[] = [
      ['add', 'a', 'ok', null, 0, 9],
      ['add', 'b', 'ok', null, 1, 8],
    ];
    expect(verdict(set, [...adds, ['read', null, 'ok', 'ab', 10, 11]])).toBe('valid');
    expect(verdict(set, [...adds, ['read', null, 'ok', 'abb', 10, 11]])).toBe('invalid');
  });

  it('is unknown when time is up, never a guess', () => {
    // Additions of one class each, in parallel, and a read that nothing allows: every subset is a configuration.
    const rows = Array.from(
      { length: 20 },
      (_, i): Short => ['add', String.fromCharCode(97 + i), 'ok', null, i, 100],
    );
    const operations = operationsFrom([...rows, ['read', null, 'ok', 'z', 200, 201]]);
    let looks = 0;
    const result = search(set, operations, { now: () => looks++, deadline: 2 });
    expect(result).toMatchObject({ verdict: 'unknown', gaveUp: 'time' });
    expect(result.configurations).toBeLessThanOrEqual(3 * searchLimits.configurationsPerLook);
  });

  it('goes through a hundred thousand operations, one after the other', () => {
    const rows = Array.from({ length: 100_000 }, (_, i): Short => {
      const [from, to] = [2 * i, 2 * i + 1];
      if (i % 4 === 3) return ['read', null, 'ok', i - 1, from, to];
      return ['write', i, 'ok', null, from, to];
    });
    expect(verdict(register, rows)).toBe('valid');
    expect(verdict(register, [...rows, ['read', null, 'ok', 7, 1e6, 2e6]])).toBe('invalid');
  });

  it('goes through fifty thousand pairs that it guesses wrong at first', () => {
    const rows = Array.from({ length: 50_000 }, (_, i): Short[] => [
      ['write', `first ${i}`, 'ok', null, 10 * i, 10 * i + 5],
      ['write', `second ${i}`, 'ok', null, 10 * i + 1, 10 * i + 4],
      ['read', null, 'ok', `first ${i}`, 10 * i + 6, 10 * i + 7],
    ]).flat();
    expect(verdict(register, rows)).toBe('valid');
  });

  it('more operations at once than a call can have arguments are a matter of time', {
    timeout: 60_000,
  }, () => {
    const operations = operationsFrom(
      Array.from({ length: 130_000 }, (_, i): Short => ['write', i, 'ok', null, 0, 1]),
    );
    const result = search(register, operations, { now: () => 0, deadline: 0 });
    expect(result).toMatchObject({ verdict: 'unknown', gaveUp: 'time' });
  });

  it('an invalid key is found although another one is too hard to decide', () => {
    const hard = Array.from({ length: 20 }, (_, i) => i).flatMap((p): HistoryEvent[] => [
      { i: 0, t: 0, p, type: 'invoke', f: 'add', k: 'hard', v: String.fromCharCode(97 + p) },
    ]);
    const ends = hard.map((event): HistoryEvent => ({ ...event, type: 'ok' }));
    const read = (k: string, v: string): HistoryEvent[] => [
      { i: 0, t: 0, p: 99, type: 'invoke', f: 'read', k },
      { i: 0, t: 0, p: 99, type: 'ok', f: 'read', k, v },
    ];
    const events = [...hard, ...ends, ...read('hard', 'z'), ...read('easy', 'z')];
    const history = events.map((event, i) => ({ ...event, i, t: i }));
    let looks = 0;
    const result = checkLinearizable(history, set, { now: () => looks++, deadline: 40 });
    expect(result.verdict).toBe('invalid');
    expect(result.counterexample?.key).toBe('easy');
  });
});

const ending = fc.constantFrom('ok', 'ok', 'ok', 'mismatch', 'open');
const interval = fc
  .tuple(fc.nat(14), fc.nat(8))
  .map(([start, length]) => [start, start + length] as const);

const registerRow = fc
  .record({
    f: fc.constantFrom('read', 'write', 'cas'),
    outcome: ending,
    a: fc.nat(2),
    b: fc.nat(2),
    absent: fc.boolean(),
    interval,
  })
  .map(({ f, outcome, a, b, absent, interval: [from, to] }): Short => {
    if (f === 'read') return ['read', null, 'ok', absent && a === 0 ? null : a, from, to];
    const known = outcome === 'mismatch' && f === 'write' ? 'ok' : outcome;
    return [f, f === 'cas' ? [a, b] : a, known as 'ok', null, from, to];
  });

const kvRow = fc
  .record({
    f: fc.constantFrom('get', 'get', 'put', 'append', 'append'),
    open: fc.boolean(),
    text: fc.constantFrom('a', 'b', ''),
    seen: fc.constantFrom('', 'a', 'b', 'ab', 'ba', 'aa', 'aab', 'aba'),
    interval,
  })
  .map(({ f, open, text, seen, interval: [from, to] }): Short => {
    if (f === 'get') return ['get', null, 'ok', seen, from, to];
    return [f, text, open ? 'open' : 'ok', null, from, to];
  });

describe('against trying everything', () => {
  it.each([
    ['register', register, registerRow],
    ['kv', kv, kvRow],
  ] as const)('agrees on any %s history of up to 8 operations', (_, model, row) => {
    const seen = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const operations = operationsFrom(rows);
        const expected = bruteForce(model, operations) ? 'valid' : 'invalid';
        seen[expected]++;
        expect(search(model, operations, unlimited).verdict).toBe(expected);
      }),
      { numRuns: 4_000 },
    );
    // Both verdicts must have been at stake.
    expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(200);
  });

  it.each(['register', 'kv'] as const)('agrees on short %s runs with a read swapped', (kind) => {
    const model = kind === 'kv' ? kv : register;
    let invalid = 0;
    for (let seed = 0; seed < 400; seed++) {
      const shape: Shape = {
        kind,
        seed,
        operations: 8,
        processes: 3,
        keys: 1,
        values: seed % 3,
        openPercent: 20,
        readPercent: 50,
      };
      const history = withSwappedRead(workingHistory(shape), seed);
      if (history === null) continue;
      const operations = operationsOf(history).filter(({ outcome }) => outcome !== 'failed');
      const expected = bruteForce(model, operations) ? 'valid' : 'invalid';
      if (expected === 'invalid') invalid++;
      expect(checkLinearizable(history, model, unlimited).verdict).toBe(expected);
    }
    expect(invalid).toBeGreaterThan(100);
  });
});

describe('long runs', () => {
  const families: readonly [string, Omit<Shape, 'seed'>, number][] = [
    [
      'jepsen: few values, many open',
      {
        kind: 'register',
        operations: 84,
        processes: 5,
        keys: 1,
        values: 5,
        openPercent: 30,
        readPercent: 33,
      },
      60,
    ],
    [
      'ten at a time, half of them open',
      {
        kind: 'register',
        operations: 100,
        processes: 10,
        keys: 1,
        values: 4,
        openPercent: 60,
        readPercent: 33,
      },
      40,
    ],
    [
      'values of their own',
      {
        kind: 'register',
        operations: 2_000,
        processes: 12,
        keys: 20,
        values: 0,
        openPercent: 5,
        readPercent: 50,
      },
      10,
    ],
    [
      'kv: 10 clients',
      {
        kind: 'kv',
        operations: 400,
        processes: 10,
        keys: 10,
        values: 0,
        openPercent: 0,
        readPercent: 40,
      },
      10,
    ],
    [
      'kv: 50 clients',
      {
        kind: 'kv',
        operations: 2_000,
        processes: 50,
        keys: 10,
        values: 0,
        openPercent: 0,
        readPercent: 40,
      },
      5,
    ],
    [
      'kv: 50 clients that seldom read',
      {
        kind: 'kv',
        operations: 1_500,
        processes: 50,
        keys: 10,
        values: 0,
        openPercent: 2,
        readPercent: 10,
      },
      5,
    ],
  ];

  it.each(families)('%s: working ones are valid', (_, shape, runs) => {
    for (let seed = 0; seed < runs; seed++) {
      const history = workingHistory({ ...shape, seed });
      const model = shape.kind === 'kv' ? kv : register;
      expect(checkLinearizable(history, model, unlimited)).toMatchObject({ verdict: 'valid' });
    }
  });

  it.each(families)(
    '%s: with one read swapped they are decided, and mostly invalid',
    (_, shape, runs) => {
      let invalid = 0;
      for (let seed = 0; seed < runs; seed++) {
        const history = withSwappedRead(workingHistory({ ...shape, seed }), seed);
        const model = shape.kind === 'kv' ? kv : register;
        const result = checkLinearizable(history ?? [], model, unlimited);
        expect(result.verdict).not.toBe('unknown');
        if (result.verdict === 'invalid') invalid++;
      }
      // Where values repeat and much is open, another order often allows the swapped read.
      expect(invalid).toBeGreaterThan(runs / 10);
    },
  );
});

import { describe, expect, it } from 'vitest';
import {
  budgetOf,
  type CheckResult,
  checkCertificate as certificateOf,
  checkHistory,
  worst,
} from '../../../jepsen-lite/checkers/index.ts';
import type { HistoryEvent, ServedFrom } from '../../../jepsen-lite/history/event.ts';
import { type Shape, withSwappedRead, workingHistory } from './histories.ts';

const checkCertificate = (history: readonly HistoryEvent[]): CheckResult =>
  certificateOf(
    history,
    budgetOf(1, () => 0),
  );

/** `[process, f, argument, [revision, modRevision], result]`; one operation after the other, in partition 1 on key k. */
type Row = readonly [
  p: number,
  f: string,
  argument: unknown,
  at: readonly [number, number] | null,
  result?: unknown,
];

function at([revision, modRevision]: readonly [number, number], term = 3): ServedFrom {
  return { partition: 1, revision, term, node: 1, modRevision };
}

/** Without a revision an operation stays open. */
function inTurn(rows: readonly Row[]): HistoryEvent[] {
  const events = rows.flatMap(
    ([p, f, argument, served, result]): Omit<HistoryEvent, 'i' | 't'>[] => {
      const invoke = { p, type: 'invoke', f, k: 'k', v: argument } as const;
      if (served === null) return [invoke, { p, type: 'info', f, k: 'k', err: 'timeout' }];
      const v = result === undefined ? argument : result;
      if (result === 'mismatch') {
        return [invoke, { p, type: 'fail', f, k: 'k', err: 'mismatch', at: at(served) }];
      }
      return [invoke, { p, type: 'ok', f, k: 'k', v, at: at(served) }];
    },
  );
  return events.map((event, i) => ({ i, t: i * 10, ...event }));
}

function certificate(rows: readonly Row[]): { verdict: string; detail: string } {
  const { verdict, detail } = checkCertificate(inTurn(rows));
  return { verdict, detail };
}

function withoutRevision({ i, t, p, type, f, v }: HistoryEvent): HistoryEvent {
  return { i, t, p, type, f, k: 'k', v };
}

const invalid = (detail: RegExp): object => ({
  verdict: 'invalid',
  detail: expect.stringMatching(detail),
});

describe('what the certificate accepts', () => {
  it('a run in which every answer fits its revision', () => {
    const rows: Row[] = [
      [0, 'read', undefined, [4, 0], null],
      [0, 'write', 1, [5, 5]],
      [1, 'cas', [1, 2], [6, 6]],
      [1, 'cas', [1, 3], [6, 6], 'mismatch'],
      [0, 'read', undefined, [6, 6], 2],
    ];
    expect(certificate(rows)).toMatchObject({ verdict: 'valid' });
  });

  it('a hole that a read shows an open write to have made, and one that nobody saw', () => {
    const rows: Row[] = [
      [0, 'write', 1, [5, 5]],
      [1, 'write', 2, null],
      [0, 'read', undefined, [6, 6], 2],
      [2, 'write', 9, null],
      [0, 'write', 3, [8, 8]],
    ];
    const result = certificate(rows);
    expect(result).toMatchObject({ verdict: 'valid' });
    expect(result.detail).toContain('2 revisions of unknown outcomes');
  });

  it('answers without revisions prove nothing', () => {
    const events = inTurn([[0, 'write', 1, [5, 5]]]).map(withoutRevision);
    expect(checkCertificate(events).verdict).toBe('unknown');
    const [invoke, ok] = inTurn([[0, 'read', undefined, [5, 5], 1]]);
    const read = [invoke, ok].flatMap((event) => event ?? []);
    const mixed = [...inTurn([[0, 'write', 1, [5, 5]]]), ...read.map(withoutRevision)];
    const history = mixed.map((event, i) => ({ ...event, i, t: i }));
    expect(checkCertificate(history).verdict).toBe('unknown');
  });

  it('the stored answer of a write that was asked for again, in the term of a later leader', () => {
    const history = inTurn([[0, 'write', 1, [5, 5]]]).map((event) =>
      event.type === 'ok' ? { ...event, at: { ...at([5, 5], 9), node: 2 } } : event,
    );
    const later = inTurn([[1, 'write', 2, [6, 6]]]).map((event, i) => ({
      ...event,
      i: i + 2,
      t: 50,
    }));
    expect(checkCertificate([...history, ...later]).verdict).toBe('valid');
  });
});

describe('what it refutes', () => {
  it.each<[string, Row[], RegExp]>([
    [
      'two changes of one revision',
      [
        [0, 'write', 1, [5, 5]],
        [1, 'write', 2, [5, 5]],
      ],
      /given to/,
    ],
    [
      'a stale read',
      [
        [0, 'write', 1, [5, 5]],
        [0, 'write', 2, [6, 6]],
        [1, 'read', undefined, [5, 5], 1],
      ],
      /began after/,
    ],
    [
      'a write behind one that had ended',
      [
        [0, 'write', 1, [6, 6]],
        [1, 'write', 2, [5, 5]],
      ],
      /began after/,
    ],
    [
      'a wrong value at the right revision',
      [
        [0, 'write', 1, [5, 5]],
        [1, 'read', undefined, [5, 5], 7],
      ],
      /held 1/,
    ],
    [
      'an acknowledged write that is gone',
      [
        [0, 'write', 1, [5, 5]],
        [1, 'read', undefined, [5, 0], null],
      ],
      /last change was at 5/,
    ],
    [
      'a read of an older record',
      [
        [0, 'write', 1, [5, 5]],
        [0, 'write', 2, [6, 6]],
        [1, 'read', undefined, [6, 5], 1],
      ],
      /last change was at 6/,
    ],
    [
      'a value that nobody wrote',
      [
        [0, 'write', 1, [5, 5]],
        [1, 'read', undefined, [6, 6], 7],
      ],
      /nobody can have written/,
    ],
    [
      'a cas that did not look',
      [
        [0, 'write', 1, [5, 5]],
        [1, 'cas', [3, 4], [6, 6]],
      ],
      /held 1/,
    ],
    [
      'a cas that looked away',
      [
        [0, 'write', 1, [5, 5]],
        [1, 'cas', [1, 4], [5, 5], 'mismatch'],
      ],
      /held 1/,
    ],
    [
      'a write that ran twice',
      [
        [0, 'write', 1, [5, 5]],
        [1, 'write', 2, [7, 7]],
      ],
      /ran twice/,
    ],
    ['a record from the future', [[1, 'read', undefined, [5, 6], 2]], /shows a record/],
    ['a change with the revision of another', [[0, 'write', 1, [5, 4]]], /its record 4/],
    [
      'a hole before the only open write began',
      [
        [0, 'write', 1, [5, 5]],
        [0, 'write', 2, [7, 7]],
        [1, 'write', 9, null],
      ],
      /partition 1/,
    ],
    [
      'a hole that reads exclude',
      [
        [0, 'write', 1, [5, 5]],
        [1, 'write', 9, null],
        [0, 'read', undefined, [6, 5], 1],
      ],
      /made by nobody/,
    ],
  ])('%s', (_, rows, detail) => {
    expect(certificate(rows)).toMatchObject(invalid(detail));
  });

  it('a definite failure that took effect', () => {
    const history = inTurn([
      [0, 'write', 1, [5, 5]],
      [1, 'write', 2, null],
      [0, 'read', undefined, [6, 6], 2],
    ]).map((event) => (event.type === 'info' ? { ...event, type: 'fail' as const } : event));
    expect(checkCertificate(history)).toMatchObject(invalid(/nobody can have written/));
  });

  it('a key in two partitions, and a node that goes back to an earlier term', () => {
    const rows: Row[] = [
      [0, 'write', 1, [5, 5]],
      [0, 'read', undefined, [5, 5], 1],
    ];
    const change = (change: Partial<ServedFrom>): HistoryEvent[] =>
      inTurn(rows).map((event) =>
        event.i === 3 && event.at !== undefined
          ? { ...event, at: { ...event.at, ...change } }
          : event,
      );
    expect(checkCertificate(change({ partition: 2 }))).toMatchObject(invalid(/lives in/));
    expect(checkCertificate(change({ term: 2 }))).toMatchObject(invalid(/in term 2, after/));
    expect(checkCertificate(change({ term: 4 })).verdict).toBe('valid');
  });
});

describe('beside the search', () => {
  const shape: Omit<Shape, 'seed' | 'values'> = {
    kind: 'register',
    operations: 120,
    processes: 6,
    keys: 3,
    openPercent: 10,
    readPercent: 45,
  };

  it('both accept runs of a store that works', () => {
    for (let seed = 0; seed < 80; seed++) {
      const results = checkHistory(workingHistory({ ...shape, seed, values: 0 }));
      expect(results.map(({ name, verdict }) => [name, verdict, seed])).toEqual([
        ['linearizable', 'valid', seed],
        ['certificate', 'valid', seed],
        ['agreement', 'valid', seed],
      ]);
    }
  });

  it('the certificate never refutes a run that worked, however much its values repeat', () => {
    for (let seed = 0; seed < 150; seed++) {
      const history = workingHistory({ ...shape, seed, values: 1 + (seed % 5), openPercent: 30 });
      expect(checkCertificate(history)).not.toMatchObject({ verdict: 'invalid' });
    }
  });

  it('what the search refutes, the certificate refutes', () => {
    let refuted = 0;
    for (let seed = 0; seed < 80; seed++) {
      const history = withSwappedRead(workingHistory({ ...shape, seed, values: 0 }), seed);
      const [searched, certified] = checkHistory(history ?? []);
      if (searched?.verdict !== 'invalid') continue;
      refuted++;
      expect(certified?.verdict).toBe('invalid');
    }
    expect(refuted).toBeGreaterThan(40);
  });

  it('their disagreement is a result of its own', () => {
    const history = inTurn([
      [0, 'write', 1, [5, 5]],
      [1, 'write', 2, [9, 9]],
    ]);
    const results = checkHistory(history);
    expect(results.map(({ verdict }) => verdict)).toEqual(['valid', 'invalid', 'invalid']);
    expect(results[2]?.detail).toContain('not the revisions');
    expect(worst(results.map(({ verdict }) => verdict))).toBe('invalid');
  });

  it('goes through fifty thousand operations', () => {
    const history = workingHistory({
      ...shape,
      seed: 1,
      operations: 50_000,
      keys: 1_000,
      values: 0,
      openPercent: 0,
    });
    expect(checkCertificate(history).verdict).toBe('valid');
  });
});

import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../../jepsen-lite/checkers/index.ts';
import type { EventType, HistoryEvent } from '../../../jepsen-lite/history/event.ts';

type Row = readonly [p: number, type: EventType, f: string, k: string, v?: unknown];

function history(rows: readonly Row[]): HistoryEvent[] {
  return rows.map(([p, type, f, k, v], i) => ({
    i,
    t: i,
    p,
    type,
    f,
    k,
    ...(v === undefined ? {} : { v }),
  }));
}

/** One operation after the other. */
function did(
  p: number,
  f: string,
  k: string,
  v: unknown,
  end: 'ok' | 'fail' | 'info' = 'ok',
): Row[] {
  return [
    [p, 'invoke', f, k, f === 'read' ? undefined : v],
    [p, end, f, k, v],
  ];
}

function judge(
  name: string,
  rows: readonly Row[],
): { verdict: string; detail: string } | undefined {
  return checkHistory(history(rows), 'exactly-once').find((result) => result.name === name);
}

describe('lost writes', () => {
  it('accepts puts that are read back, and unknown ones that are there or not', () => {
    const rows = [
      ...did(0, 'write', 'a', 1),
      ...did(1, 'write', 'b', 2, 'info'),
      ...did(2, 'write', 'c', 3, 'info'),
      ...did(3, 'read', 'a', 1),
      ...did(3, 'read', 'b', 2),
      ...did(3, 'read', 'c', null),
    ];
    expect(judge('lost-writes', rows)).toMatchObject({ verdict: 'valid' });
  });

  it.each<[string, Row[], string]>([
    [
      'an acknowledged put that is gone',
      [...did(0, 'write', 'a', 1), ...did(1, 'read', 'a', null)],
      'invalid',
    ],
    [
      'another value than was put',
      [...did(0, 'write', 'a', 1), ...did(1, 'read', 'a', 2)],
      'invalid',
    ],
    [
      'a definite failure that took effect',
      [...did(0, 'write', 'a', 1, 'fail'), ...did(1, 'read', 'a', 1)],
      'invalid',
    ],
    ['a put that nobody read back', did(0, 'write', 'a', 1), 'unknown'],
    [
      'a put that was read only before it ended',
      [[0, 'invoke', 'write', 'a', 1], ...did(1, 'read', 'a', 1), [0, 'ok', 'write', 'a', 1]],
      'unknown',
    ],
  ])('%s', (_, rows, verdict) => {
    expect(judge('lost-writes', rows)).toMatchObject({ verdict });
  });
});

describe('the sum of a counter', () => {
  const added: Row[] = [
    ...did(0, 'add', 'n', 5),
    ...did(0, 'add', 'n', -2),
    ...did(1, 'add', 'n', 10, 'fail'),
  ];

  it.each<[string, Row[], number, string]>([
    ['is what was acknowledged', [], 3, 'valid'],
    ['is too low: an acknowledged increment is lost', [], -2, 'invalid'],
    ['is too high: one ran twice', [], 8, 'invalid'],
    ['counts one that failed', [], 13, 'invalid'],
    ['may count an unknown one', did(2, 'add', 'n', 4, 'info'), 7, 'valid'],
    ['may leave it out', did(2, 'add', 'n', 4, 'info'), 3, 'valid'],
    ['counts it once at most', did(2, 'add', 'n', 4, 'info'), 11, 'invalid'],
    ['counts it whole or not at all', did(2, 'add', 'n', 4, 'info'), 5, 'invalid'],
  ])('%s', (_, more, found, verdict) => {
    const rows = [...added, ...more, ...did(3, 'read', 'n', found)];
    expect(judge('counter-sum', rows)).toMatchObject({ verdict });
  });

  it('is unknown when nobody read the counter', () => {
    expect(judge('counter-sum', added)).toMatchObject({ verdict: 'unknown' });
  });
});

describe('the bounds of a counter', () => {
  const during = (found: number): Row[] => [
    ...did(0, 'add', 'n', 5),
    [1, 'invoke', 'add', 'n', 3],
    ...did(2, 'read', 'n', found),
    [1, 'ok', 'add', 'n', 3],
    ...did(2, 'read', 'n', 8),
  ];

  it.each([
    [5, 'valid'],
    [8, 'valid'],
    [4, 'invalid'],
    [9, 'invalid'],
  ])('a read of %i while 3 is added to 5: %s', (found, verdict) => {
    expect(judge('counter-bounds', during(found))).toMatchObject({ verdict });
  });

  it('takes decrements for what they are', () => {
    const rows = (found: number): Row[] => [
      ...did(0, 'add', 'n', 5),
      [1, 'invoke', 'add', 'n', -3],
      ...did(2, 'read', 'n', found),
    ];
    expect(judge('counter-bounds', rows(2))).toMatchObject({ verdict: 'valid' });
    expect(judge('counter-bounds', rows(1))).toMatchObject({ verdict: 'invalid' });
    expect(judge('counter-bounds', rows(6))).toMatchObject({ verdict: 'invalid' });
  });
});

describe('final reads', () => {
  it('must agree once nothing is under way', () => {
    const rows = (second: number): Row[] => [
      ...did(0, 'write', 'a', 1),
      ...did(1, 'read', 'a', 1),
      ...did(2, 'read', 'a', second),
    ];
    expect(judge('final-reads', rows(1))).toMatchObject({ verdict: 'valid' });
    expect(judge('final-reads', rows(2))).toMatchObject({ verdict: 'invalid' });
  });

  it('may differ while an operation is open, and none are no proof', () => {
    const open = [
      ...did(0, 'add', 'n', 1, 'info'),
      ...did(1, 'read', 'n', 0),
      ...did(2, 'read', 'n', 1),
    ];
    expect(judge('final-reads', open)).toMatchObject({ verdict: 'unknown' });
    expect(judge('final-reads', did(0, 'write', 'a', 1))).toMatchObject({ verdict: 'unknown' });
  });
});

describe('the certificate of exactly-once runs', () => {
  it('convicts an increment that ran twice by the revision that nobody was told of', () => {
    const at = (revision: number): HistoryEvent['at'] => ({
      partition: 0,
      revision,
      term: 1,
      node: 1,
      modRevision: revision,
    });
    const rows = (second: number): HistoryEvent[] =>
      history([...did(0, 'add', 'n', 1), ...did(1, 'add', 'n', 1)]).map((event) => {
        const served = at(event.p === 0 ? 5 : second);
        return event.type === 'ok' && served !== undefined ? { ...event, at: served } : event;
      });
    const verdict = (events: HistoryEvent[]): string | undefined =>
      checkHistory(events, 'exactly-once').find(({ name }) => name === 'certificate')?.verdict;
    expect(verdict(rows(6))).toBe('valid');
    expect(verdict(rows(7))).toBe('invalid');
  });
});

import { describe, expect, it } from 'vitest';
import { FENCED, overlapsOf } from '../../../jepsen-lite/checkers/index.ts';
import { operationsOf } from '../../../jepsen-lite/history/operations.ts';
import { GuardedRegisters } from '../../../jepsen-lite/workloads/guarded-registers.ts';
import { check, done, historyOf, type Told } from './told.ts';

/** Granted on the partition's clock at `grantedMs`, for a second. */
const acquire = (p: number, token: number, grantedMs: number): Told[] =>
  done({
    p,
    f: 'acquire',
    v: { token, grantedMs, endMs: grantedMs + 1_000 },
    at: { revision: token, modRevision: token },
  }).map((line) => (line.type === 'invoke' ? { p, type: 'invoke', f: 'acquire' } : line));

function use(p: number, token: number, value: number | null): Told[] {
  const [begun, ended] = done({ p, f: 'use', v: token }) as [Told, Told];
  return value === null
    ? [begun, { ...begun, type: 'fail', err: FENCED }]
    : [begun, { ...ended, v: { token, value } }];
}

const release = (p: number, token: number, revision: number): Told[] =>
  done({ p, f: 'release', v: token, at: { revision } });

const names = ['fencing-tokens', 'one-holder', 'fenced-resource'];
const verdicts = (...lines: Told[][]) =>
  names.map((name) => check('lock', name, lines.flat())?.verdict);

describe('a lock with fencing tokens', () => {
  it('may be believed to be held by two, as long as the older token is turned away', () => {
    const history = [
      acquire(1, 5, 0),
      use(1, 5, 1),
      release(1, 5, 6),
      acquire(2, 7, 100),
      acquire(3, 9, 1_100),
      use(3, 9, 2),
      use(2, 7, null),
      use(3, 9, 3),
      release(3, 9, 10),
    ];
    expect(verdicts(...history)).toEqual(['valid', 'valid', 'valid']);
    const operations = operationsOf(historyOf(history.flat()));
    expect(overlapsOf(operations)).toEqual({ overlaps: 1, longestOverlapMs: 4 });
  });

  it.each<[string, string, Told[][]]>([
    ['the same token twice', 'fencing-tokens', [acquire(1, 5, 0), acquire(2, 5, 2_000)]],
    ['a lower token later', 'fencing-tokens', [acquire(1, 5, 0), acquire(2, 4, 2_000)]],
    ['a second holder in its time', 'one-holder', [acquire(1, 5, 0), acquire(2, 7, 999)]],
    [
      'a second holder, whatever the first could not give back',
      'one-holder',
      [
        acquire(1, 5, 0),
        done({ p: 1, f: 'release', v: 5, err: 'no longer held' }, 'fail'),
        acquire(2, 7, 500),
      ],
    ],
    [
      'a release after the next grant',
      'one-holder',
      [acquire(1, 5, 0), acquire(2, 7, 1_500), release(1, 5, 8)],
    ],
    [
      'an older token at the register',
      'fenced-resource',
      [acquire(1, 5, 0), acquire(2, 7, 1_500), use(2, 7, 1), use(1, 5, 2)],
    ],
    [
      'an update that another one took back',
      'fenced-resource',
      [acquire(1, 5, 0), use(1, 5, 1), acquire(2, 7, 1_500), use(2, 7, 1)],
    ],
    [
      'a holder that was turned away for nothing',
      'fenced-resource',
      [acquire(1, 5, 0), use(1, 5, null)],
    ],
  ])('must not have %s', (_, name, lines) => {
    expect(check('lock', name, lines.flat())).toMatchObject({ verdict: 'invalid' });
  });

  it('may be given back by a release of unknown outcome', () => {
    const unknown = done({ p: 1, f: 'release', v: 5 }, 'info');
    expect(verdicts(acquire(1, 5, 0), unknown, acquire(2, 7, 500))[1]).toBe('valid');
  });
});

describe('a guarded register', () => {
  it('refuses tokens below the highest that it has seen, and nobody who has none', () => {
    const registers = new GuardedRegisters();
    const ask = (token: number | null, set: number | null = null) =>
      registers.answer({ register: 'r', token, set });
    expect(ask(7, 1)).toEqual({ isRefused: false, value: 1 });
    expect(ask(9)).toEqual({ isRefused: false, value: 1 });
    expect(ask(7, 2)).toEqual({ isRefused: true, value: 1 });
    expect(ask(null, 5)).toEqual({ isRefused: false, value: 5 });
    expect(ask(9, 6)).toEqual({ isRefused: false, value: 6 });
  });
});

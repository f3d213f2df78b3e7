import { describe, expect, it } from 'vitest';
import { check, done, type Told } from './told.ts';

const setFull = (...lines: readonly Told[][]) => check('set', 'set-full', lines.flat());
const add = (p: number, ...v: number[]): Told[] => done({ p, f: 'add', v });
const scan = (...v: number[]): Told[] => done({ p: 99, f: 'scan', v });

describe('a set to which elements are added', () => {
  it('shows what was acknowledged, and what is unknown or not', () => {
    const unknown = (p: number, v: number): Told[] => done({ p, f: 'add', v: [v] }, 'info');
    const result = setFull(add(1, 1), unknown(2, 2), unknown(3, 3), scan(1, 3), scan(3, 1));
    expect(result).toMatchObject({ verdict: 'valid', detail: '3 elements, 2 scans' });
  });

  it('may show an element while it is being added, and need not', () => {
    const begun: Told = { p: 1, type: 'invoke', f: 'add', v: [1] };
    const ended: Told = { ...begun, type: 'ok' };
    for (const during of [scan(), scan(1)]) {
      expect(setFull([begun], during, [ended], scan(1))).toMatchObject({ verdict: 'valid' });
    }
  });

  it.each<[string, Told[][], RegExp]>([
    [
      'an acknowledged element that is gone',
      [add(1, 1), scan(1), scan()],
      /1 is lost: acknowledged/,
    ],
    ['one that was never there', [add(1, 1), scan()], /1 is lost/],
    ['one that was gone for a while', [add(1, 1), scan(), scan(1)], /1 is stale/],
    [
      'an unknown one that was seen and is gone',
      [done({ p: 1, f: 'add', v: [1] }, 'info'), scan(1), scan()],
      /1 is lost: already shown/,
    ],
    [
      'one that failed definitely, and is there',
      [done({ p: 1, f: 'add', v: [1] }, 'fail'), scan(1)],
      /shows 1, which .* had not added, definitely/,
    ],
    ['one that nobody added', [add(1, 1), scan(1, 7)], /shows 7, which nobody added/],
    ['one that was shown before it was added', [scan(1), add(1, 1), scan(1)], /before .* began/],
    ['one twice', [add(1, 1), scan(1, 1)], /shows 1 twice/],
    ['a part of a transaction', [add(1, 1, 2), scan(1)], /2 is lost/],
    [
      'a part of a transaction of unknown outcome, for good',
      [done({ p: 1, f: 'add', v: [1, 2] }, 'info'), scan(1), scan(1)],
      /show 1 of the 2 elements/,
    ],
  ])('must not lack or show %s', (_, lines, why) => {
    const result = setFull(...lines);
    expect(result).toMatchObject({ verdict: 'invalid' });
    expect(result?.detail).toMatch(why);
    expect(result?.story?.[0]).toMatch(why);
  });

  it('proves nothing when it is not scanned at the end, or not at all', () => {
    expect(setFull(add(1, 1))).toMatchObject({ verdict: 'unknown' });
    expect(setFull(scan(), add(1, 1))).toMatchObject({ verdict: 'unknown' });
  });
});

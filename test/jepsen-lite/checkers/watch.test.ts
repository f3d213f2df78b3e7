import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../../jepsen-lite/checkers/index.ts';
import type {
  CursorPosition,
  Effect,
  FinalRecord,
  ToldEvent,
  ToldItem,
  WatchBegin,
} from '../../../jepsen-lite/history/watched.ts';
import { done, historyOf, type Told } from './told.ts';

/** What the checks of a history say that are not valid; a check that found nothing to look at counts as valid here. */
function complaints(...lines: readonly Told[][]): string[] {
  return checkHistory(historyOf(lines.flat()), 'watch')
    .filter(({ verdict }) => verdict === 'invalid')
    .map(({ name, detail }) => `${name.slice('watch-'.length)}: ${detail}`);
}

/** A leg of a watch of everything, unless it says another target. */
function leg(
  p: number,
  items: readonly ToldItem[],
  { on = '', ...begin }: Partial<WatchBegin> & { readonly on?: string } = {},
): Told[] {
  const v: WatchBegin = {
    watch: `w${p}`,
    way: 'typed',
    target: 'prefix',
    initial: false,
    without: [],
    positions: at(0),
    ...begin,
  };
  const told: Told[] = [
    { p, k: on, type: 'invoke', f: 'told' },
    { p, k: on, type: 'ok', f: 'told', v: items },
  ];
  return [
    { p, k: on, type: 'invoke', f: 'watch', v },
    { p, k: on, type: 'ok', f: 'watch' },
    ...told,
  ];
}

const at = (revision: number, scanning = false): CursorPosition[] => [
  { partition: 0, revision, scanning },
];

/** A put of the key `k` whose version is its revision, and whose value too. */
function put(revision: number, more: Partial<ToldEvent> = {}): ToldEvent {
  const value = `v${revision}`;
  return { type: 'put', partition: 0, revision, key: 'k', value, version: revision, ...more };
}

const puts = (from: number, to: number): ToldEvent[] =>
  Array.from({ length: to - from + 1 }, (_, i) => put(from + i));

function write(
  p: number,
  revision: number,
  type: 'ok' | 'fail' | 'info' = 'ok',
  effects: readonly Effect[] = [{ type: 'put', key: 'k', value: `v${revision}` }],
): Told[] {
  const line = { p, k: '', f: 'put', v: effects };
  return [
    { ...line, type: 'invoke' },
    { ...line, type, ...(type === 'ok' && { at: { revision } }) },
  ];
}

const writes = (from: number, to: number): Told[][] =>
  Array.from({ length: to - from + 1 }, (_, i) => write(100 + from + i, from + i));

const reached = (revision: number): ToldItem => ({ type: 'reached', positions: [[0, revision]] });
const closed = (complete: boolean): ToldItem => ({ type: 'closed', complete });

const scan = (...v: FinalRecord[]): Told[] => done({ p: 99, f: 'scan', k: '', v });

describe('watches that keep their promises', () => {
  it('tell in order what was written, each as it wants it', () => {
    const all = [...puts(1, 2), put(3, { key: 'l', more: true }), put(3), reached(5)];
    const gone: ToldEvent = { type: 'delete', partition: 0, revision: 4, key: 'l', version: 3 };
    const touched: ToldEvent = { type: 'touch', partition: 0, revision: 5, key: 'k', version: 3 };
    const pair: Effect[] = [
      { type: 'put', key: 'l', value: 'v3' },
      { type: 'put', key: 'k', value: 'v3' },
    ];
    const seen = [...all.slice(0, 4), gone, touched, reached(5)];
    expect(
      complaints(
        ...writes(1, 2),
        write(3, 3, 'ok', pair),
        write(4, 4, 'info', [{ type: 'delete', key: 'l' }]),
        write(5, 5, 'ok', [{ type: 'touch', key: 'k' }]),
        leg(11, seen),
        leg(12, seen, { way: 'wire' }),
        leg(13, [...all.slice(0, 4), gone], { without: ['touch'] }),
        leg(14, [put(3, { key: 'l' }), gone], { on: 'l', target: 'key' }),
      ),
    ).toEqual([]);
  });

  it('go on after a break with what comes next', () => {
    expect(
      complaints(
        ...writes(1, 6),
        leg(11, puts(1, 6)),
        leg(12, [...puts(1, 3), put(4, { more: true })].slice(0, 3)),
        leg(12, puts(4, 6), { positions: at(3) }),
      ),
    ).toEqual([]);
  });

  it('make a copy, from what was there and what came', () => {
    const entry = {
      type: 'entry',
      partition: 0,
      revision: 2,
      key: 'k',
      value: 'v2',
      version: 2,
    } as const;
    const told = [entry, put(3), { type: 'synced' } as const, put(4), closed(true)];
    const last = { key: 'k', value: 'v4', version: 4, modRevision: 4 };
    const initial = { initial: true, positions: [] };
    const before = [...writes(1, 4), leg(11, puts(1, 4))];
    expect(complaints(...before, leg(12, told, initial), scan(last))).toEqual([]);
    // Written after it was closed.
    const later = { ...last, version: 5, value: 'v5', modRevision: 5 };
    expect(complaints(...before, leg(12, told, initial), scan(later))).toEqual([]);
    // Its time to live ended after that.
    const ends = [...told.slice(0, 3), put(4, { ends: true }), closed(true)];
    expect(complaints(...before, leg(12, ends, initial), scan())).toEqual([]);
  });

  it('are cut off where the history is longer than it is kept', () => {
    const long = Array.from({ length: 80 }, (_, i) => put(i + 1, { bytes: 64 * 1_024 }));
    const cut: ToldItem = { type: 'compacted', partition: 0, oldest: 10 };
    expect(
      complaints(...writes(1, 80), leg(11, long), leg(12, [cut], { positions: at(3) })),
    ).toEqual([]);
  });
});

describe('each promise that is broken', () => {
  const good = [...writes(1, 4), leg(11, puts(1, 4))];

  it.each<[string, Told[], RegExp]>([
    [
      'filter: a key that was not asked for',
      leg(12, [put(1)], { on: 'l' }),
      /^filter: .* told of put k .* does not concern/,
    ],
    ['filter: a kind that was left out', leg(12, [put(1)], { without: ['put'] }), /^filter/],
    [
      'ordered: an earlier revision',
      leg(12, [put(1), put(3), put(2), put(4)]),
      /^ordered: .* put k at revision 2 .*, after 3/,
    ],
    [
      'unique: the same again',
      leg(12, [...puts(1, 4), put(4)]),
      /^unique: .* revision 4 of partition 0 twice/,
    ],
    [
      'atomic: something within a revision',
      leg(12, [put(1, { more: true }), put(2), put(3), put(4)]),
      /^atomic: .* put k at revision 2 .* within revision 1/,
    ],
    [
      'atomic: a position within a revision',
      leg(12, [put(1, { more: true }), reached(1)], { way: 'wire' }),
      /^atomic/,
    ],
    [
      'bookmarkable: an event after its position',
      leg(12, [...puts(1, 2), reached(3), put(3), put(4)]),
      /^bookmarkable: .* revision 3 .* after a position at 3/,
    ],
    [
      'bookmarkable: a position that falls',
      leg(12, [...puts(1, 3), reached(2)]),
      /^bookmarkable: .* after 3/,
    ],
    [
      'resumable: the first event is not the next one',
      leg(12, puts(3, 4), { positions: at(1) }),
      /^resumable: .* not told of put k=v2/,
    ],
    [
      'reliable: a gap',
      leg(12, [...puts(1, 2), put(4)]),
      /^reliable: .* not told of put k=v3 \(version 3\) at revision 3/,
    ],
    [
      'reliable: a position that lies above what was told',
      leg(12, [...puts(1, 2), reached(3)]),
      /^reliable/,
    ],
    [
      'reliable: half of a revision',
      leg(12, [...puts(1, 2), put(3, { key: 'l' }), put(4)]),
      /^reliable/,
    ],
    [
      'reliable: the end never came',
      leg(12, [...puts(1, 2), closed(false)]),
      /^reliable: watch w12 was not told of the last/,
    ],
    [
      'agreement: another value',
      leg(12, [put(1), put(2, { value: 'x' }), ...puts(3, 4)]),
      /^agreement: .* was put k=x .* others put k=v2/,
    ],
    [
      'compacted: without need',
      leg(12, [{ type: 'compacted', partition: 0, oldest: 2 }], { positions: at(1) }),
      /^compacted: .* above 2 .* there are 4 bytes/,
    ],
  ])('is found: %s', (_, wrong, why) => {
    expect(
      complaints(...good, wrong).some((one) => why.test(one)),
      complaints(...good, wrong).join('\n'),
    ).toBe(true);
  });

  it('is found: a revision that nobody was told of, by all the same', () => {
    const told = [...puts(1, 2), put(4)];
    expect(complaints(...writes(1, 2), write(4, 4), leg(11, told))).toEqual([
      expect.stringMatching(/^every-revision: watch w11 of everything has no event of revision 3/),
    ]);
  });

  it.each<[string, number, readonly ToldEvent[], RegExp]>([
    ['repeats', 2, puts(3, 4), /^resumable: watch w12 had revision 3 .* its cursor says 2/],
    ['skips', 4, [], /^resumable: .* its cursor says 4, and put k of 4 is lost/],
  ])('is found: a cursor that %s', (_, revision, told, why) => {
    const legs = [leg(12, puts(1, 3)), leg(12, told, { positions: at(revision) })];
    expect(complaints(...good, ...legs)).toContainEqual(expect.stringMatching(why));
  });

  it.each<[string, Told[], RegExp]>([
    [
      'an acknowledged write that is told of nowhere',
      write(9, 3),
      /^writes: .* acknowledged at revision 3 .*; watches are told nothing/,
    ],
    [
      'and under another value',
      write(9, 2, 'ok', [{ type: 'put', key: 'k', value: 'x' }]),
      /^writes/,
    ],
    [
      'a write that failed definitely, and is told of',
      write(9, 2, 'fail'),
      /^authors: .* had not done, definitely/,
    ],
    ['a write that nobody made', [], /^authors: .* put k=v2 at revision 2 .*, which nobody did/],
  ])('is found: %s', (_, wrong, why) => {
    const seen = [...puts(1, 2), reached(3)];
    expect(complaints(write(1, 1), wrong, leg(11, seen))).toContainEqual(
      expect.stringMatching(why),
    );
  });

  it('is found: a write that was done twice', () => {
    const again = put(2, { value: 'v1' });
    expect(complaints(write(1, 1), leg(11, [put(1), again]))).toContainEqual(
      expect.stringMatching(/^authors: .* revision 2 .* has done already/),
    );
  });

  it('is found: a delete of which two are told, and one was tried', () => {
    const gone = (revision: number): ToldEvent => ({
      type: 'delete',
      partition: 0,
      revision,
      key: 'k',
      version: 1,
    });
    const tried = write(2, 2, 'info', [{ type: 'delete', key: 'k' }]);
    const once = [put(1), gone(2)];
    expect(complaints(write(1, 1), tried, leg(11, once))).toEqual([]);
    const twice = [...once, gone(3)];
    expect(complaints(write(1, 1), tried, leg(11, twice))).toContainEqual(
      expect.stringMatching(/^authors: .* delete k at revision 3 .* nobody did/),
    );
  });

  const entry = {
    type: 'entry',
    partition: 0,
    revision: 1,
    key: 'k',
    value: 'v1',
    version: 1,
  } as const;
  const synced = { type: 'synced' } as const;
  const there = (version: number): FinalRecord => ({
    key: 'k',
    value: `v${version}`,
    version,
    modRevision: version,
  });

  it.each<[string, readonly ToldItem[], readonly FinalRecord[], RegExp]>([
    [
      'what was left out while its records were under way',
      [entry, put(3), synced, put(4), closed(true)],
      [there(4)],
      /^copies: .*version 3.* knows version 1/,
    ],
    [
      'a record that was there twice',
      [entry, entry, synced],
      [],
      /^unique: .* the record of k twice/,
    ],
    [
      'what is there in the end, and unknown',
      [entry, synced, ...puts(2, 4), closed(true)],
      [{ ...there(4), value: 'x' }],
      /^copies: in the end k is x .* knows v4/,
    ],
    [
      'what is gone in the end, and known',
      [entry, synced, ...puts(2, 4), closed(true)],
      [],
      /^copies: in the end k is gone/,
    ],
  ])('is found in a copy: %s', (_, told, final, why) => {
    const lines = [...good, leg(12, told, { initial: true, positions: [] }), scan(...final)];
    expect(complaints(...lines)).toContainEqual(expect.stringMatching(why));
  });
});

describe('a transaction whose outcome is unknown', () => {
  const pair: Effect[] = [
    { type: 'put', key: 'k', value: 'a' },
    { type: 'put', key: 'l', value: 'b' },
  ];
  const first = put(2, { value: 'a', more: true });
  const second = put(2, { key: 'l', value: 'b' });
  const tried = [write(1, 1), write(2, 2, 'info', pair)];

  it('is told of as a whole, or never', () => {
    expect(complaints(...tried, leg(11, [put(1), first, second]))).toEqual([]);
    expect(complaints(...tried, leg(11, [put(1), reached(1)]))).toEqual([]);
    const { more: _, ...half } = first;
    expect(complaints(...tried, leg(11, [put(1), half]))).toEqual([
      expect.stringMatching(/^authors: .* put k=a at revision 2 .* not all of put/),
    ]);
  });
});

describe('watches that prove nothing', () => {
  it('are not taken for valid when writes were acknowledged after their end', () => {
    const lines = [...writes(1, 3), leg(11, puts(1, 2))];
    const results = checkHistory(historyOf(lines.flat()), 'watch');
    expect(results.find(({ name }) => name === 'watch-writes')).toMatchObject({
      verdict: 'unknown',
      detail: '1 acknowledged writes lie where no watch came',
    });
  });

  it('are not taken for valid', () => {
    const results = checkHistory(historyOf(writes(1, 2).flat()), 'watch');
    const verdicts = new Set(results.map(({ verdict }) => verdict));
    expect([...verdicts]).toEqual(['unknown']);
  });
});

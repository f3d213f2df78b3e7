import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeConf, type Entry, encodeConf, entryKind } from '../../src/raft/index.ts';
import { Inflights } from '../../src/raft/inflights.ts';
import { RaftLog } from '../../src/raft/log.ts';
import { TermRuns } from '../../src/raft/term-runs.ts';
import { simpleConf } from './replica.ts';

/** A log of plain entries, the way anybody would write one. */
class NaiveLog {
  boundary = { index: 0, term: 0 };
  entries: Entry[] = [];

  get last(): number {
    return this.entries.at(-1)?.index ?? this.boundary.index;
  }

  term(index: number): number | 'compacted' | 'missing' {
    if (index > this.last) return 'missing';
    if (index < this.boundary.index) return 'compacted';
    if (index === this.boundary.index) return this.boundary.term;
    return this.entries[index - this.boundary.index - 1]?.term ?? 'missing';
  }

  hint(index: number, term: number): number {
    for (let i = Math.min(index, this.last); i >= this.boundary.index; i--) {
      const own = this.term(i);
      if (typeof own === 'number' && own <= term) return i;
    }
    return Math.max(0, this.boundary.index - 1);
  }
}

const step = fc.record({
  kind: fc.constantFrom('append', 'append', 'append', 'overwrite', 'compact', 'evict'),
  amount: fc.integer({ min: 1, max: 6 }),
  raise: fc.integer({ min: 0, max: 2 }),
  configure: fc.boolean(),
});

describe('the log', () => {
  it('agrees with a naive one on terms, hints and cached entries (pitfalls 26, 27, 34)', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const conf = simpleConf([1, 2, 3]);
        const log = new RaftLog(
          {
            hardState: { term: 0, vote: 0, commit: 0 },
            boundary: { index: 0, term: 0, conf },
            runs: [],
            lastIndex: 0,
            confs: [],
            tail: [],
            applied: 0,
          },
          100,
        );
        const naive = new NaiveLog();
        let term = 1;
        for (const { kind, amount, raise, configure } of steps) {
          term += raise;
          const { index } = naive.boundary;
          if (kind === 'compact' || kind === 'evict') {
            const to = Math.min(naive.last, index + amount);
            // Most of the cache, so that what is overwritten then may lie below it.
            if (kind === 'evict') log.evict(naive.last + 1 - amount);
            else {
              const known = naive.term(to);
              log.compact(to);
              naive.entries = naive.entries.filter((entry) => entry.index > to);
              naive.boundary = { index: to, term: Number(known) };
            }
          } else {
            const back = kind === 'overwrite' ? amount - 1 : 0;
            const first = Math.max(naive.last + 1 - back, index + 1);
            const added = Array.from({ length: amount }, (_, i) =>
              made(first + i, term, configure),
            );
            naive.entries = [...naive.entries.filter((entry) => entry.index < first), ...added];
            log.append(added);
          }
          log.check();
          compare(log, naive);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not answer for what it never had or has purged', () => {
    const runs = new TermRuns(
      5,
      2,
      [
        { first: 6, term: 2 },
        { first: 9, term: 4 },
      ],
      10,
    );
    expect([3, 4, 5, 6, 9, 10, 11].map((index) => runs.term(index))).toEqual([
      'compacted',
      'compacted',
      2,
      2,
      4,
      4,
      'missing',
    ]);
  });
});

function made(index: number, term: number, configure: boolean): Entry {
  if (!configure) return { index, term, kind: 0, data: new Uint8Array(index % 50) };
  const conf = simpleConf([1, 2], { index, learners: [index + 2] });
  return { index, term, kind: entryKind.conf, data: encodeConf(conf) };
}

function compare(log: RaftLog, naive: NaiveLog): void {
  expect(log.last).toBe(naive.last);
  for (let index = 0; index <= naive.last + 1; index++) {
    expect(log.term(index)).toBe(naive.term(index));
    for (const term of [0, 1, 3, 5, 9]) {
      expect(log.conflictHint(index, term), `${index} ${term}`).toBe(naive.hint(index, term));
    }
  }
  for (let index = log.cacheFirst; index <= naive.last; index++) {
    expect(log.entry(index)).toBe(naive.entries[index - naive.boundary.index - 1]);
  }
  const newest = naive.entries.findLast((entry) => entry.kind === entryKind.conf);
  if (newest !== undefined) expect(log.conf).toEqual(decodeConf(newest.data));
}

describe('a configuration', () => {
  it('is read as it was written', () => {
    const conf = simpleConf([1, 2, 300], {
      outgoing: [1, 2, 7],
      learners: [4],
      learnersNext: [7],
      autoLeave: true,
    });
    expect(decodeConf(encodeConf(conf))).toEqual(conf);
  });

  it('that cannot be is not read: nobody may vote twice or vanish', () => {
    const broken = [
      simpleConf([]),
      simpleConf([2, 1]),
      simpleConf([1, 1]),
      simpleConf([0, 1]),
      simpleConf([1, 2], { learners: [2] }),
      simpleConf([1, 2], { learnersNext: [3] }),
    ];
    for (const conf of broken) expect(decodeConf(encodeConf(conf))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const conf = decodeConf(bytes);
        expect(conf === null || encodeConf(conf).length === bytes.length).toBe(true);
      }),
    );
  });
});

describe('the window of a member', () => {
  it('is full by messages or by bytes, frees what was acknowledged, and counts no byte after it was emptied (pitfall 32)', () => {
    const window = new Inflights(3, 100);
    window.add(1, 40);
    window.add(2, 40);
    expect(window.full).toBe(false);
    window.add(4, 10);
    expect(window.full).toBe(true);
    window.freeUpTo(3);
    expect([window.full, window.length, window.bytes]).toEqual([false, 1, 10]);
    window.add(5, 90);
    expect(window.full).toBe(true);
    window.clear();
    expect([window.full, window.length, window.bytes]).toEqual([false, 0, 0]);
  });
});

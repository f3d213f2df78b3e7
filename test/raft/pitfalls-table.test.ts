import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutants } from '../../sim/mutants/catalogue/index.ts';
import { missingReferences, root } from '../references.ts';

interface Row {
  readonly number: number;
  readonly what: string;
  readonly shownBy: string;
}

const rows: readonly Row[] = readFileSync(`${root}docs/raft-pitfalls.md`, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, what, shownBy] = line.match(/^\| (\d+) \| (.+?) \| (.+) \|$/) ?? [];
    if (number === undefined || what === undefined || shownBy === undefined) return [];
    return [{ number: Number(number), what, shownBy }];
  });

const impossible = rows.filter(({ shownBy }) => shownBy.startsWith('cannot happen here: '));
const pending = rows.filter(({ shownBy }) => shownBy.startsWith('pending'));
const shown = rows.filter((row) => !impossible.includes(row) && !pending.includes(row));

describe('the table of pitfalls', () => {
  it('has a row for each of the ninety, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
  });

  it.each(shown)('names tests and transcripts that exist: $number, $what', (row) => {
    expect(missingReferences(row.shownBy)).toEqual([]);
  });

  it('rules out at most twelve, each by a type or value that exists', () => {
    expect(impossible.length).toBeLessThanOrEqual(12);
    for (const { number, shownBy } of impossible) {
      const [, name, file] = shownBy.match(/`(\w+)` of `(src\/[\w./-]+\.ts)`/) ?? [];
      expect([name, file], `row ${number}`).not.toContain(undefined);
      expect(readFileSync(`${root}${file}`, 'utf8'), `row ${number}`).toMatch(
        new RegExp(`\\b${name}\\b`),
      );
    }
  });

  it('has no row without an answer', () => {
    expect(pending.map(({ number }) => number)).toEqual([]);
  });

  it('names every mutant that is one of them', () => {
    for (const { name, bug } of mutants) {
      const [, list = ''] = bug.match(/pitfalls? ([\d, ]+)/) ?? [];
      for (const number of list.match(/\d+/g) ?? []) {
        expect(rows[Number(number) - 1]?.shownBy).toContain(`mutant \`${name}\``);
      }
    }
  });

  it('would notice a title, a file, a transcript or a mutant that is not there', () => {
    const wrong = [
      '`test/raft/election.test.ts`: "no such title"',
      '`test/raft/no-such.test.ts`: "is won at once by the only voter"',
      '`test/raft/transcripts/no-such.txt`',
      'mutant `no-such`',
      'somebody looked at it',
    ];
    for (const shownBy of wrong) expect(missingReferences(shownBy)).toHaveLength(1);
    const right = '`test/raft/election.test.ts`: "is won at once by the only voter"';
    expect(missingReferences(right)).toEqual([]);
  });
});

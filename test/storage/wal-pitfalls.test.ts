import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingReferences, root } from '../references.ts';

const rows = readFileSync(`${root}docs/wal-pitfalls.md`, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, what, keptBy, shownBy] =
      line.match(/^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$/) ?? [];
    if (what === undefined || keptBy === undefined || shownBy === undefined) return [];
    return [{ number: Number(number), what, keptBy, shownBy }];
  });

describe('the table of mistakes of the log', () => {
  it('is read whole', () => {
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
  });

  it.each(rows)('names what exists: $number, $what', ({ keptBy, shownBy }) => {
    expect(missingReferences(shownBy)).toEqual([]);
    for (const [, name, file] of keptBy.matchAll(/`(#?\w+)` of `(src\/[\w./-]+\.ts)`/g)) {
      expect(readFileSync(`${root}${file}`, 'utf8')).toContain(`${name}(`);
    }
    for (const [, file] of keptBy.matchAll(/`(src\/[\w./-]+\.ts)`/g)) {
      expect(existsSync(`${root}${file}`)).toBe(true);
    }
  });
});

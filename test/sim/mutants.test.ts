import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../sim/cli/options.ts';
import { mutants } from '../../sim/mutants/catalogue/index.ts';
import { convicts } from '../../sim/mutants/judge.ts';
import { editsByFile, type Mutant, PatchError, patched } from '../../sim/mutants/mutant.ts';
import { parseMutantOptions } from '../../sim/mutants/options.ts';
import { summaryOf, tableOf } from '../../sim/mutants/report.ts';
import type { Conviction, TriedMutant } from '../../sim/mutants/try-mutant.ts';
import { projectRoot } from '../../sim/mutants/workspace.ts';

/** What R45 asks for. */
const leastMutants = 25;

function mutant(name: string, breaks: Mutant['breaks'] = 'safety'): Mutant {
  return { name, bug: 'Nobody ships this.', breaks, edits: [] };
}

function violation(checker: string) {
  return { checker, message: 'it does not hold' };
}

describe('the catalogue of mutants', () => {
  it('is as large as it must be, and each has a name of its own', () => {
    const names = new Set(mutants.map(({ name }) => name));
    expect(names.size).toBe(mutants.length);
    expect(names.size).toBeGreaterThanOrEqual(leastMutants);
  });

  it.each(mutants)('$name fits the code that it was written for', (one) => {
    for (const [file, edits] of editsByFile(one)) {
      const before = readFileSync(join(projectRoot, file), 'utf8');
      const after = patched(before, edits);
      expect(after).not.toBe(before);
      expect(() => transformSync(after, { loader: 'ts' })).not.toThrow();
    }
  });
});

describe('a patch', () => {
  const edit = { file: 'a.ts', find: 'one', replace: 'two' };

  it('takes the place of what it names, also where a later edit builds on an earlier one', () => {
    const edits = [edit, { file: 'a.ts', find: 'two,', replace: 'three,' }];
    expect(patched('zero, one, four', edits)).toBe('zero, three, four');
  });

  it('is refused where the code has changed under it', () => {
    expect(() => patched('zero', [edit])).toThrow(PatchError);
  });

  it('is refused where it could mean two places', () => {
    expect(() => patched('one one', [edit])).toThrow(PatchError);
  });
});

describe('a verdict', () => {
  it('needs a checker that names what is broken', () => {
    for (const checker of ['assertion', 'exception', 'determinism']) {
      expect(convicts(mutant('any'), violation(checker), 'all')).toBe(false);
    }
    expect(convicts(mutant('any'), violation('checkInvariants'), 'all')).toBe(true);
    expect(convicts(mutant('any'), violation('election-safety'), 'all')).toBe(true);
  });

  it('on safety is not given because the cluster is late', () => {
    const late = violation('liveness');
    expect(convicts(mutant('unsafe'), late, 'all')).toBe(false);
    expect(convicts(mutant('stuck', 'liveness'), late, 'all')).toBe(true);
  });

  it('by histories alone is given by nothing that looks inside', () => {
    for (const checker of ['state-hash', 'convergence', 'one-answer-per-operation']) {
      expect(convicts(mutant('any'), violation(checker), 'histories')).toBe(false);
    }
    expect(convicts(mutant('any'), violation('linearizable'), 'histories')).toBe(true);
  });
});

describe('the report', () => {
  const conviction = (seeds: number): Conviction => ({ seeds, ...violation('ttl') });
  const tried = (of: Partial<TriedMutant>): TriedMutant => ({
    mutant: mutant('some'),
    blunt: null,
    caught: conviction(3),
    caughtByHistories: null,
    crashes: 0,
    seconds: 1,
    ...of,
  });

  it('counts what was caught, and neither what was missed nor what any run would show', () => {
    const summary = summaryOf(
      [
        tried({}),
        tried({ caught: conviction(40), caughtByHistories: conviction(50) }),
        tried({ mutant: mutant('subtle'), caught: null }),
        tried({ mutant: mutant('obvious'), blunt: { seed: 2, violation: violation('ttl') } }),
      ],
      5_000,
    );
    expect(summary).toMatchObject({
      mutants: 4,
      caught: 2,
      medianSeeds: 40,
      maxSeeds: 40,
      byHistoryAlone: 1,
      missed: ['subtle'],
      tooBlunt: ['obvious'],
    });
  });

  it('says of each who caught it', () => {
    const table = tableOf([tried({}), tried({ mutant: mutant('subtle'), caught: null })]);
    expect(table).toMatch(/^some +3 +ttl/m);
    expect(table).toMatch(/^subtle +- +NOT CAUGHT/m);
  });
});

describe('the options', () => {
  it('choose mutants by name', () => {
    const { mutants: chosen, maxSeeds } = parseMutantOptions([
      '--mutants',
      '--only',
      'local-reads,vote-not-on-disk',
      '--max-seeds',
      '7',
    ]);
    expect(chosen.map(({ name }) => name)).toEqual(['local-reads', 'vote-not-on-disk']);
    expect(maxSeeds).toBe(7);
  });

  it('refuse what does not exist', () => {
    expect(() => parseMutantOptions(['--mutants', '--only', 'unheard-of'])).toThrow(UsageError);
    expect(() => parseMutantOptions(['--mutants', '--max-seeds', 'many'])).toThrow(UsageError);
    expect(() => parseMutantOptions(['--mutants', '--fast'])).toThrow(UsageError);
  });
});

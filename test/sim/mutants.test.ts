import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { mutants } from '../../sim/mutants/catalogue/index.ts';
import { editsByFile, patched } from '../../sim/mutants/mutant.ts';
import { projectRoot } from '../../sim/mutants/workspace.ts';

/** What R45 asks for. */
const leastMutants = 25;

describe('the catalogue of mutants', () => {
  it('is as large as it must be, and each has a name of its own', () => {
    const names = new Set(mutants.map(({ name }) => name));
    expect(names.size).toBe(mutants.length);
    expect(names.size).toBeGreaterThanOrEqual(leastMutants);
  });

  it.each(mutants)('$name fits the code that it was written for', (mutant) => {
    for (const [file, edits] of editsByFile(mutant)) {
      const before = readFileSync(join(projectRoot, file), 'utf8');
      const after = patched(before, edits);
      expect(after).not.toBe(before);
      expect(() => transformSync(after, { loader: 'ts' })).not.toThrow();
    }
  });
});

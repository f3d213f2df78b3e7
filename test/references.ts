import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mutants } from '../sim/mutants/catalogue/index.ts';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** What a table says that something is shown by: tests by their titles, transcripts, mutants. Those that do not exist. */
export function missingReferences(shownBy: string): string[] {
  return shownBy.split(/; (?=`|mutant `)/).filter((reference) => {
    const [, test, title] = reference.match(/^`(test\/[\w./-]+\.test\.ts)`: "([^"]+)"$/) ?? [];
    if (test !== undefined && title !== undefined) {
      const text = existsSync(root + test) ? readFileSync(root + test, 'utf8') : '';
      return !["'", '"', '`'].some((quote) => text.includes(quote + title + quote));
    }
    const [, mutant] = reference.match(/^mutant `([\w-]+)`$/) ?? [];
    if (mutant !== undefined) return mutants.every(({ name }) => name !== mutant);
    const [, story] = reference.match(/^`(test\/raft\/transcripts\/[\w-]+\.txt)`$/) ?? [];
    return story === undefined || !existsSync(root + story);
  });
}

import { shimNeeds } from '../disk/build.ts';
import { plantedBugs } from './bugs.ts';
import { tryBug } from './trial.ts';

const USAGE = 2;

/**
 * `npm run jepsen -- planted [NAME...]`: plays each bug's schedule with the bug and without it. Prints a line each,
 *
 *     NAME invalid: EVIDENCE
 *     NAME off valid: EVIDENCE
 *
 * and answers 0 when every bug was convicted by its checkers and no history without one was, else 1; 2 for a name that
 * is none. The history of a trial that went otherwise goes to stderr.
 */
export async function runPlanted(args: readonly string[]): Promise<number> {
  const names = plantedBugs.map(({ name }) => name);
  const unknown = args.find((arg) => !names.includes(arg));
  if (unknown !== undefined) {
    process.stderr.write(
      `jepsen-lite: no planted bug "${unknown}": there are ${names.join(', ')}\n`,
    );
    return USAGE;
  }
  let surprises = 0;
  for (const bug of plantedBugs) {
    if (args.length > 0 && !args.includes(bug.name)) continue;
    const needs = bug.needsDisk ? shimNeeds() : null;
    if (needs !== null) {
      process.stdout.write(`${bug.name} SKIPPED: ${needs}\n`);
      continue;
    }
    for (const isOn of [true, false]) {
      const { verdict, evidence, history, isAsItShould } = await tryBug(bug, isOn);
      process.stdout.write(`${bug.name}${isOn ? '' : ' off'} ${verdict}: ${evidence}\n`);
      if (isAsItShould) continue;
      surprises++;
      for (const event of history) process.stderr.write(`${JSON.stringify(event)}\n`);
    }
  }
  return surprises === 0 ? 0 : 1;
}

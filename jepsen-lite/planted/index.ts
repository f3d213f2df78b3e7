import { shimNeeds } from '../disk/build.ts';
import { type PlantedBug, plantedBugs } from './bugs.ts';
import { tryBug } from './trial.ts';
import { type LoadedBug, loadedBugs, tryUnderLoad } from './under-load.ts';

const USAGE = 2;

/**
 * `npm run jepsen -- planted [NAME...]`. A name of a bug plays its schedule with the bug and without it; the name of a
 * workload runs its load against the bugs that it must find by itself. Prints a line each,
 *
 *     NAME invalid: EVIDENCE
 *     NAME off valid: EVIDENCE
 *     WORKLOAD with NAME invalid: EVIDENCE
 *
 * and answers 0 when every bug was convicted by its checkers and no history without one was, else 1; 2 for a name that
 * is none. The history of a schedule that went otherwise goes to stderr. Without names: all bugs with a schedule.
 */
export async function runPlanted(args: readonly string[]): Promise<number> {
  const workloads = loadedBugs.map(({ workload }) => workload as string);
  const names = new Set([...plantedBugs.map(({ name }) => name), ...workloads]);
  const unknown = args.find((arg) => !names.has(arg));
  if (unknown !== undefined) {
    process.stderr.write(
      `jepsen-lite: no planted bug "${unknown}": there are ${[...names].join(', ')}\n`,
    );
    return USAGE;
  }
  let surprises = 0;
  for (const bug of plantedBugs) {
    if (args.length === 0 || args.includes(bug.name)) surprises += await playBoth(bug);
  }
  for (const bug of loadedBugs) {
    if (args.includes(bug.workload)) surprises += await load(bug);
  }
  return surprises === 0 ? 0 : 1;
}

/** Answers with the number of surprises. */
async function playBoth(bug: PlantedBug): Promise<number> {
  const needs = bug.needsDisk ? shimNeeds() : null;
  if (needs !== null) {
    process.stdout.write(`${bug.name} SKIPPED: ${needs}\n`);
    return 0;
  }
  let surprises = 0;
  for (const isOn of [true, false]) {
    const { verdict, evidence, history, isAsItShould } = await tryBug(bug, isOn);
    process.stdout.write(`${bug.name}${isOn ? '' : ' off'} ${verdict}: ${evidence}\n`);
    if (isAsItShould) continue;
    surprises++;
    for (const event of history) process.stderr.write(`${JSON.stringify(event)}\n`);
  }
  return surprises;
}

async function load(bug: LoadedBug): Promise<number> {
  const print = (line: string): void => void process.stderr.write(`${line}\n`);
  const { verdict, evidence, isAsItShould } = await tryUnderLoad(bug, print);
  process.stdout.write(`${bug.workload} with ${bug.bug} ${verdict}: ${evidence}\n`);
  return isAsItShould ? 0 : 1;
}

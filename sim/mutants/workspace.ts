import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editsByFile, type Mutant, patched } from './mutant.ts';

/** Where package.json is: this file may run from the sources or from what was built of them. */
export const projectRoot = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** What a simulator is made of. What it imports beyond that is found in the folders above. */
const parts = [
  'src',
  'sim',
  'jepsen-lite/history',
  'jepsen-lite/checkers',
  'proto/gen',
  'package.json',
  'tsconfig.json',
  'tsconfig.sim.json',
];
const built = '.data/sim-build/sim/mutants/trial.js';

export interface Workspace {
  readonly directory: string;
  /** What runs one seed after another of the simulator with the bug. */
  readonly script: string;
}

/** A copy of the simulator and of all that it runs, with the bug in it, built. */
export function makeWorkspace(mutant: Mutant): Workspace {
  const directory = join(projectRoot, '.data/sim/mutants', mutant.name);
  rmSync(directory, { recursive: true, force: true });
  for (const part of parts) {
    mkdirSync(dirname(join(directory, part)), { recursive: true });
    cpSync(join(projectRoot, part), join(directory, part), { recursive: true });
  }
  for (const [file, edits] of editsByFile(mutant)) {
    const path = join(directory, file);
    writeFileSync(path, patched(readFileSync(path, 'utf8'), edits));
  }
  build(directory);
  return { directory, script: join(directory, built) };
}

export function removeWorkspace({ directory }: Workspace): void {
  rmSync(directory, { recursive: true, force: true });
}

/** Without a check of the types, which a bug may break: all that is wanted is what runs. */
function build(directory: string): void {
  const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', 'tsconfig.sim.json', '--noCheck'];
  execFileSync(process.execPath, args, { cwd: directory });
}

function rootAbove(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : rootAbove(dirname(directory));
}

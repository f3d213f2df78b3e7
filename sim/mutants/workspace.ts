import {
  cpSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editsByFile, type Mutant, patched } from './mutant.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** What a simulator is made of. */
const parts = [
  'src',
  'sim',
  'jepsen-lite/history',
  'jepsen-lite/checkers',
  'proto/gen',
  'package.json',
  'tsconfig.json',
];

/** A copy of the simulator and of all that it runs, with the bug in it. Returns its folder. */
export function makeWorkspace(mutant: Mutant): string {
  const directory = join(projectRoot, '.data/sim/mutants', mutant.name);
  rmSync(directory, { recursive: true, force: true });
  for (const part of parts) {
    mkdirSync(dirname(join(directory, part)), { recursive: true });
    cpSync(join(projectRoot, part), join(directory, part), { recursive: true });
  }
  symlinkSync(realpathSync(join(projectRoot, 'node_modules')), join(directory, 'node_modules'));
  for (const [file, edits] of editsByFile(mutant)) {
    const path = join(directory, file);
    writeFileSync(path, patched(readFileSync(path, 'utf8'), edits));
  }
  return directory;
}

export function removeWorkspace(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

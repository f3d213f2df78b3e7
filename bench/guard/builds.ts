import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { BenchError, oneLine } from '../errors.ts';
import { git, SHORT_HASH } from './baseline.ts';

/** One of the two that are compared: a checkout with `dist` in it. */
export interface Build {
  readonly name: string;
  readonly root: string;
  /** What its nodes find in their environment beside ours. */
  readonly nodeEnv: Readonly<Record<string, string>>;
}

/**
 * The baseline, checked out and built in a folder of its own below `guardDir`. What an earlier run has built is used
 * again: a commit does not change.
 */
export function buildBaseline(
  root: string,
  guardDir: string,
  commit: string,
  say: (line: string) => void,
): Build {
  const name = commit.slice(0, SHORT_HASH);
  const home = join(guardDir, `baseline-${commit}`);
  try {
    if (!existsSync(home)) {
      say(`${name}: checking out and building`);
      const unfinished = `${home}.${process.pid}`;
      checkOut(root, unfinished, commit);
      installPackages(root, unfinished, say);
      npm(unfinished, ['run', '--silent', 'build']);
      renameSync(unfinished, home);
    }
    installPackages(root, home, say);
  } catch (error) {
    const { stderr } = error as { readonly stderr?: string };
    throw new BenchError(`${name} cannot be built: ${(stderr ?? '').trim() || oneLine(error)}`);
  }
  return { name, root: home, nodeEnv: {} };
}

/** Through an index of its own: neither that of the checkout nor its list of worktrees is touched. */
function checkOut(root: string, folder: string, commit: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const env = { GIT_INDEX_FILE: join(folder, '.index') };
  git(root, ['read-tree', commit], env);
  git(root, ['checkout-index', '--all', `--prefix=${folder}/`], env);
}

/** Those of this checkout when both ask for the same, else its own. */
function installPackages(root: string, folder: string, say: (line: string) => void): void {
  const lock = (of: string): string => readFileSync(join(of, 'package-lock.json'), 'utf8');
  const packages = join(folder, 'node_modules');
  const found = lstatSync(packages, { throwIfNoEntry: false });
  if (lock(root) === lock(folder)) {
    if (found === undefined) symlinkSync(join(root, 'node_modules'), packages);
    return;
  }
  if (found?.isDirectory() === true) return;
  say('its package-lock.json is another one: installing');
  rmSync(packages, { force: true });
  npm(folder, ['ci', '--no-audit', '--no-fund']);
}

function npm(folder: string, args: readonly string[]): void {
  execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

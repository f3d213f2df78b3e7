import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { BenchError } from '../errors.ts';

/** Of a commit, as long as documents and messages name it. */
export const SHORT_HASH = 7;

/** The commit in the text of `bench/baseline`: one full hash, beside comments from `#` to the end of a line. */
export function parseBaseline(text: string): string {
  const words = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '');
  const [commit] = words;
  if (words.length === 1 && commit !== undefined && /^[0-9a-f]{40}$/.test(commit)) return commit;
  throw new BenchError(`bench/baseline holds "${words.join(' ')}" instead of one full commit hash`);
}

/** What a comparison with the commit needs and does not find here; null when nothing is missing. */
export function missingFor(root: string, commit: string): string | null {
  if (!existsSync('/proc/self/stat')) return 'the CPU times of processes in /proc';
  try {
    git(root, ['cat-file', '-e', `${commit}^{commit}`]);
    return null;
  } catch (error) {
    const { code, stderr } = error as { readonly code?: string; readonly stderr?: string };
    if (code === 'ENOENT') return 'git';
    const [why = ''] = (stderr ?? '').split('\n');
    return `${commit.slice(0, SHORT_HASH)}, the commit in bench/baseline, in the history (git fetch --unshallow); git says: ${why}`;
  }
}

/** Runs git in a folder; throws with what it said on stderr. */
export function git(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): void {
  execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

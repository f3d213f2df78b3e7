import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { parseJsonl } from '../../jepsen-lite/history/jsonl.ts';
import type { RunRecord } from '../../jepsen-lite/run-record.ts';
import { patience, projectDir, temporaryDirectory } from './support.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly dir: string;
  readonly child: ChildProcess;
  /** What it has told so far, on both streams. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** What `npm run jepsen -- ...` runs, on the build that the test found. */
function jepsen(...args: string[]): Started {
  const dir = join(temporaryDirectory(), 'run');
  folders.push(join(dir, '..'));
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const script = join(projectDir, 'jepsen-lite', 'index.ts');
  const child = spawn(process.execPath, ['--import', loader, script, ...args, '--out', dir], {
    cwd: projectDir,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  children.push(child);
  let text = '';
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { dir, child, said: () => text, ended };
}

function record(dir: string): RunRecord {
  return JSON.parse(readFileSync(join(dir, 'verdict.json'), 'utf8'));
}

it('a short run with a cut network and a killed node ends valid, and every guard holds', async () => {
  const run = jepsen('--time', '10', '--nemesis', 'partition,kill', '--seed', '11');
  const code = await run.ended;
  expect(code, run.said()).toBe(0);
  const { verdict, guards, faults, counts, leaders } = record(run.dir);
  expect(verdict).toBe('valid');
  expect(guards.filter(({ held }) => !held)).toEqual([]);
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['partition', 'kill']));
  expect(Object.keys(counts.byOperation).sort()).toEqual(['cas', 'read', 'write']);
  expect(leaders.length).toBeGreaterThan(0);

  const history = parseJsonl(readFileSync(join(run.dir, 'history.jsonl'), 'utf8'));
  expect(history.map(({ i }) => i)).toEqual(history.map((_, place) => place));
  expect(history.filter(({ p }) => p === 'nemesis').map(({ f }) => f)).toContain('restart');
  expect(readFileSync(join(run.dir, 'report.html'), 'utf8')).toMatch(/not affiliated/i);
  expect(run.said()).toContain('npm run jepsen -- --workload register --nemesis partition,kill');
});

it('Ctrl-C stops the cluster, keeps the history so far and ends with 130', async () => {
  const run = jepsen('--time', '600', '--nemesis', 'none', '--seed', '12');
  await expect.poll(run.said, patience).toMatch(/[1-9]\d* ok\/s/);
  run.child.kill('SIGINT');
  expect(await run.ended, run.said()).toBe(130);
  const history = parseJsonl(readFileSync(join(run.dir, 'history.jsonl'), 'utf8'));
  expect(history.some(({ type }) => type === 'ok')).toBe(true);
  expect(existsSync(join(run.dir, 'verdict.json'))).toBe(false);
  // A node removes its pid file when it has ended in order.
  expect(existsSync(join(run.dir, 'cluster', 'node-1', 'kvd.pid'))).toBe(false);
});

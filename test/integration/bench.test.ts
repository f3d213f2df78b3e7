import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeMachine } from '../../bench/environment.ts';
import { programsFor, type Target } from '../../bench/plan.ts';
import type { Result } from '../../bench/result.ts';
import { type Ended, projectDir, run } from './support.ts';

/** Debian's package for each program. */
const packages: Readonly<Record<string, string>> = {
  etcd: 'etcd-server',
  h2load: 'nghttp2-client',
};

const dir = mkdtempSync(join(tmpdir(), 'ringkv-bench-'));
const machine = probeMachine(dir);

function missingFor(target: Target): string | null {
  const program = programsFor(target, true).find(
    (name) => (name === 'etcd' ? machine.etcd : machine.h2load) === null,
  );
  return program === undefined ? null : (packages[program] ?? program);
}

function bench(...args: string[]): Promise<Ended> {
  const tsx = join(projectDir, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return run(process.execPath, [tsx, join(projectDir, 'bench', 'index.ts'), ...args], {
    cwd: projectDir,
    limitMs: 55_000,
  });
}

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.each([
  { store: 'etcd', of: ['etcd-node', 'etcd', 'etcd-txn'] },
  { store: 'ringkv', of: ['ringkv', 'ringkv-unary'] },
] as const)('the benchmark on three nodes of $store', ({ store, of }) => {
  const file = join(dir, 'results', `${store}.json`);
  const measurable = of.filter((target) => missingFor(target) === null);
  let ended: Ended | null = null;

  beforeAll(async () => {
    if (measurable.length === 0) return;
    const load = [
      '--workload',
      'put',
      '--concurrency',
      '4',
      '--keys',
      '50',
      '--warm-up',
      '0',
      '--duration',
      '1',
    ];
    ended = await bench('--target', of.join(','), ...load, '--json', file);
  });

  it.for(of)('measures %s', (target, test) => {
    const missing = missingFor(target);
    if (missing !== null) return test.skip(`needs ${missing}`);
    expect(ended?.code, ended?.err).toBe(0);
    const results = JSON.parse(readFileSync(file, 'utf8')) as Result[];
    // In the order asked for, without those whose program is missing.
    expect(results.map((one) => one.target)).toEqual(measurable);
    const result = results.find((one) => one.target === target);
    expect(result).toMatchObject({ workload: 'put', concurrency: 4, errors: 0 });
    const { ops = 0, opsPerSecond, rounds, latencyMs } = result ?? {};
    expect(ops).toBeGreaterThan(0);
    expect(rounds).toEqual([opsPerSecond]);
    expect(latencyMs?.p50).toBeGreaterThan(0);
    expect(latencyMs?.max).toBeGreaterThanOrEqual(latencyMs?.p999 ?? Number.NaN);
    if (process.platform === 'linux') {
      expect(result?.cpuSeconds.client).toBeGreaterThan(0);
      expect(result?.cpuSeconds.servers).toBeGreaterThan(0);
    }
    expect(ended?.out).toContain('put, 4 in flight');
  });
});

describe('the benchmark at a rate', () => {
  it('measures an open loop on a cluster of the size that was asked for, and draws it', async () => {
    const file = join(dir, 'open.json');
    const drawing = join(dir, 'open.svg');
    const size = ['--nodes', '1', '--partitions', '4', '--keys', '50'];
    const load = [
      '--target',
      'ringkv,ringkv-unary',
      '--rate',
      '200',
      '--duration',
      '1',
      '--warm-up',
      '0',
    ];
    const { code, err, out } = await bench(...load, ...size, '--json', file, '--svg', drawing);
    expect(code, err).toBe(0);
    expect(err).toContain('SKIPPED ringkv-unary put 200/s: ');
    expect(out).toContain('put, 200 a second come due');
    const [result] = JSON.parse(readFileSync(file, 'utf8')) as Result[];
    expect(result).toMatchObject({ rate: 200, open: { due: 200, overLimit: 0 } });
    const { ops = 0, errors = 0, open, environment } = result ?? {};
    expect(ops + errors + (open?.answeredLate ?? 0)).toBe(200);
    expect(environment).toMatchObject({ nodes: 1, partitions: 4 });
    if (process.platform === 'linux') expect(environment?.serverMemoryBytes).toHaveLength(1);
    const svg = readFileSync(drawing, 'utf8');
    expect(svg).toMatch(/^<svg .*<\/svg>\n$/s);

    const again = await bench('--from', file, '--svg', drawing);
    expect(again).toEqual({ code: 0, out, err: '' });
    expect(readFileSync(drawing, 'utf8')).toBe(svg);
  });
});

describe('the command line of the benchmark', () => {
  it('refuses wrong arguments in one line, before it starts anything', async () => {
    const { code, out, err } = await bench('--target', 'ringkv', '--workload', 'scan');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      'bench: --workload: unknown "scan"; known: put, get, get-eventual, mixed, incr\n',
    );
  });
});

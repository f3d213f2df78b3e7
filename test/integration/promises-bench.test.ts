import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ended, projectDir, run } from './support.ts';

const dir = mkdtempSync(join(tmpdir(), 'ringkv-promises-bench-'));

afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Found {
  readonly case: string;
  readonly targets: readonly { readonly what: string; readonly measured: number }[];
  readonly environment: { readonly node: string };
}

function bench(name: string, ...args: string[]): Promise<Ended> {
  const tsx = join(projectDir, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const command = join(projectDir, 'bench', name, 'index.ts');
  return run(process.execPath, [tsx, command, ...args], { cwd: projectDir, limitMs: 55_000 });
}

/** The JSON of a run for as short as it goes, once table, exit code and what it leaves behind are right. */
async function measured<Figures>(name: string, ...args: string[]): Promise<Found & Figures> {
  const file = join(dir, `${name}.json`);
  const { code, err, out } = await bench(name, ...args, '--json', file);
  expect(code, err).toBe(0);
  const found = JSON.parse(readFileSync(file, 'utf8')) as Found & Figures;
  expect(found).toMatchObject({ case: name, environment: { node: process.version } });
  for (const { what, measured: figure } of found.targets) {
    expect(out).toContain(what);
    expect(figure, what).toBeTypeOf('number');
  }
  const left = readdirSync(join(projectDir, '.data', 'bench'));
  expect(left.filter((folder) => folder.startsWith(`${name}-`))).toEqual([]);
  return found;
}

const needsProc = process.platform === 'linux' ? null : 'CPU times in /proc';

describe('the benchmarks of what is promised, on real processes', () => {
  it('floors: every cell takes its turn, and what ringkv needs stands beside the sum', async (test) => {
    if (needsProc !== null) return test.skip(`needs ${needsProc}`);
    const short = ['--rounds', '1', '--turn-ms', '300', '--warm-up-ms', '1', '--keys', '200'];
    const { cells, floors, shapes } = await measured<{
      cells: { party: string; opsPerBatch: number; rounds: unknown[] }[];
      floors: { workload: string; floor: number; ringkv: number }[];
      shapes: { opsPerMessage: number }[];
    }>('floors', ...short);
    expect(cells.map(({ party }) => party).join(' ')).toBe(
      'echo log level ringkv echo log level ringkv echo ringkv echo ringkv',
    );
    for (const { opsPerBatch, rounds } of cells) {
      expect(opsPerBatch).toBeGreaterThan(0);
      expect(rounds).toHaveLength(1);
    }
    expect(floors.map(({ workload }) => workload)).toEqual(['put', 'put', 'get', 'get']);
    expect(shapes[0]?.opsPerMessage).toBeGreaterThan(1);
  });

  it('failover: kills the leader, sees the next write and has the node back', async () => {
    const { kills, acknowledged } = await measured<{
      kills: { node: string; ms: number; healthyMs: number }[];
      acknowledged: number;
    }>('failover', '--kills', '1', '--settle-ms', '0', '--rate', '50');
    expect(kills).toHaveLength(1);
    expect(kills[0]?.node).toMatch(/^n[123]$/);
    expect(kills[0]?.healthyMs).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(0);
  });

  it('idle: looks at three nodes that nobody asks anything', async (test) => {
    if (needsProc !== null) return test.skip(`needs ${needsProc}`);
    const short = ['--partitions', '4', '--settle', '0', '--seconds', '1'];
    const { sizes } = await measured<{
      sizes: { partitions: number; nodes: { node: string; residentBytes: number }[] }[];
    }>('idle', ...short);
    expect(sizes.map(({ partitions }) => partitions)).toEqual([4]);
    expect(sizes[0]?.nodes.map(({ node }) => node)).toEqual(['n1', 'n2', 'n3']);
    for (const { residentBytes } of sizes[0]?.nodes ?? []) expect(residentBytes).toBeGreaterThan(0);
  });

  it('kvctl: asks a running cluster, beside a process that does nothing', async () => {
    const { rounds } = await measured<{
      rounds: { node: { wallMs: number }; kvctl: { wallMs: number } }[];
    }>('kvctl', '--rounds', '1');
    expect(rounds).toHaveLength(1);
    expect(rounds[0]?.kvctl.wallMs).toBeGreaterThan(0);
  });

  it.each(['floors', 'failover', 'idle', 'kvctl'])(
    '%s: refuses wrong arguments in one line before it starts anything',
    async (name) => {
      const { code, out, err } = await bench(name, '--endpoints', '127.0.0.1:1');
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^bench: Unknown option '--endpoints'.*\n$/);
    },
  );

  it('explains itself', async () => {
    const { code, out, err } = await bench('floors', '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('npm run bench:floors -- [--rounds N]');
  });
});

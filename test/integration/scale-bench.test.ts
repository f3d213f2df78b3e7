import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ScaleReport } from '../../bench/scale/report.ts';
import { type Ended, projectDir, run } from './support.ts';

const dir = mkdtempSync(join(tmpdir(), 'ringkv-scale-bench-'));

/** Where the command keeps its data while it runs. */
function leftovers(): string[] {
  return readdirSync(join(projectDir, '.data', 'bench')).filter((name) =>
    name.startsWith('scale-'),
  );
}

function bench(...args: string[]): Promise<Ended> {
  const tsx = join(projectDir, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const command = join(projectDir, 'bench', 'scale', 'index.ts');
  return run(process.execPath, [tsx, command, ...args], { cwd: projectDir, limitMs: 55_000 });
}

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the benchmark of scale on real nodes', () => {
  it('measures a point and the default in one round, and shows the same table from its file', async () => {
    const file = join(dir, 'scale.json');
    const shortest = ['--rounds', '1', '--duration', '1', '--warm-up', '1'];
    const ended = await bench('--axis', 'in-flight', '--points', '4', ...shortest, '--json', file);
    expect(ended.code, ended.err).toBe(0);
    const { rows, failures } = JSON.parse(readFileSync(file, 'utf8')) as ScaleReport;
    expect(failures).toEqual([]);
    expect(rows.map((row) => [row.axis, row.workload, row.value, row.isDefault])).toEqual([
      ['in-flight', 'put', 4, false],
      ['in-flight', 'put', 256, true],
      ['in-flight', 'get', 4, false],
      ['in-flight', 'get', 256, true],
    ]);
    for (const row of rows) {
      expect(row.opsPerSecond).toBeGreaterThan(0);
      expect(row.latencyMs.p99).toBeGreaterThanOrEqual(row.latencyMs.p50);
      expect(row.timesDefault?.median).toBeGreaterThan(0);
      if (row.isDefault) expect(row.timesDefault).toEqual({ median: 1, lowest: 1, highest: 1 });
      if (process.platform !== 'linux') continue;
      expect(row.cpuMicrosecondsPerOp.servers).toBeGreaterThan(0);
      expect(row.cpuMicrosecondsPerOp.client).toBeGreaterThan(0);
      expect(row.residentBytes).toBeGreaterThan(2 ** 20);
      expect(row.idle?.highest).toBeGreaterThanOrEqual(row.idle?.mean ?? Number.NaN);
    }
    expect(ended.out).toContain('in flight, put');
    expect(leftovers()).toEqual([]);

    const again = await bench('--from', file);
    expect(again).toEqual({ code: 0, out: ended.out, err: '' });
  });

  it('refuses wrong arguments in one line, before it starts anything', async () => {
    const { code, out, err } = await bench('--axis', 'cores');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      'bench: --axis: unknown "cores"; known: partitions, keys, value-size, in-flight, nodes\n',
    );
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fillKeys } from '../../bench/load/load-client.ts';
import { Nodes } from '../../bench/storage/nodes.ts';
import { measureRestarts } from '../../bench/storage/restarts.ts';
import { type Ended, projectDir, run } from './support.ts';

const dir = mkdtempSync(join(tmpdir(), 'ringkv-storage-bench-'));

/** Where the command keeps its data while it runs. */
function leftovers(): string[] {
  return readdirSync(join(projectDir, '.data', 'bench')).filter((name) =>
    name.startsWith('storage-'),
  );
}

function bench(...args: string[]): Promise<Ended> {
  const tsx = join(projectDir, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const command = join(projectDir, 'bench', 'storage', 'index.ts');
  return run(process.execPath, [tsx, command, ...args], { cwd: projectDir, limitMs: 55_000 });
}

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the storage benchmark on real nodes', () => {
  it('catch-up: makes the log too short for a node that was away, and measures its snapshots', async () => {
    const file = join(dir, 'catch-up.json');
    const small = ['--keys', '1000', '--segment-bytes', '65536', '--seconds', '1', '--rate', '20'];
    const { code, out, err } = await bench('catch-up', ...small, '--json', file);
    expect(code, err).toBe(0);
    const found = JSON.parse(readFileSync(file, 'utf8')) as {
      bytes: number;
      phases: { name: string; measured: { ops: number } }[];
      targets: { what: string }[];
    };
    // A thousand values of 256 bytes, and what belongs to them.
    expect(found.bytes).toBeGreaterThan(256_000);
    expect(found.phases.map(({ name }) => name)).toEqual(['before', 'during', 'after']);
    for (const { measured } of found.phases) expect(measured.ops).toBeGreaterThan(0);
    expect(out).toContain(found.targets[0]?.what ?? 'no target');
    expect(leftovers()).toEqual([]);
  });

  it('keys: stops and kills nodes under load, and times them until they serve', async () => {
    const nodes = await Nodes.start(join(dir, 'cluster'));
    const { signal } = new AbortController();
    const load = {
      workload: 'put',
      concurrency: 16,
      valueSize: 256,
      keys: 200,
      seconds: 1,
    } as const;
    const job = { driver: 'ringkv', endpoints: nodes.endpoints, load } as const;
    try {
      await fillKeys(job, signal);
      const restarts = await measureRestarts(nodes, job, { signal, say: () => {} });
      expect(restarts.map(({ node, kind }) => `${node} ${kind}`)).toEqual([
        'n2 stopped',
        'n2 killed',
        'n1 all killed',
        'n2 all killed',
        'n3 all killed',
      ]);
      for (const { readyMs, servingMs } of restarts) expect(servingMs).toBeGreaterThan(readyMs);
      nodes.checkAlive();
      for (const name of nodes.names) expect(nodes.diskUse(name).wal).toBeGreaterThan(0);
    } finally {
      await nodes.end();
    }
  });

  it('refuses wrong arguments in one line, before it starts anything', async () => {
    const { code, out, err } = await bench('walk');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('bench: "walk": give one of wal, keys, catch-up, turns\n');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BenchError } from '../../bench/errors.ts';
import { isMet, jsonOf, textOf } from '../../bench/findings.ts';
import { PacedLoad } from '../../bench/load/paced-loop.ts';
import { parseMemory } from '../../bench/memory.ts';
import { measureTurns } from '../../bench/micro/turns/index.ts';
import { measureWal } from '../../bench/micro/wal/index.ts';
import type { Bench } from '../../bench/storage/bench.ts';
import { parseStorageOptions } from '../../bench/storage/options.ts';
import { defaultStoreOptions } from '../../src/storage/index.ts';
import { environment } from './fixtures.ts';

const directories: string[] = [];

/** The command line as the command reads it, with a directory of its own. */
function bench(line: string, changes: Partial<Bench['options']> = {}): Bench {
  const options = parseStorageOptions(line.split(' '));
  if (options === null) throw new Error('asked for help');
  const dataDir = mkdtempSync(join(tmpdir(), 'ringkv-storage-bench-'));
  directories.push(dataDir);
  const { signal } = new AbortController();
  return { options: { ...options, ...changes }, dataDir, signal, say: () => {} };
}

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

describe('the command line of the storage benchmark', () => {
  it('has defaults for each case', () => {
    expect(parseStorageOptions(['keys'])).toEqual({
      name: 'keys',
      keys: 1_000_000,
      seconds: 5,
      rounds: 3,
      rate: 1_000,
      segmentBytes: null,
      json: null,
    });
    expect(parseStorageOptions(['wal', '--rounds', '9'])).toMatchObject({ seconds: 2, rounds: 9 });
    expect(parseStorageOptions(['--help'])).toBeNull();
  });

  it.each([
    ['', 'no case: give one of wal, keys, catch-up, turns'],
    ['walk', '"walk": give one of wal'],
    ['wal keys', '"wal keys": give one of wal'],
    ['keys --keys 10', '--keys 10 is not a whole number from 1000 to 1000000'],
    ['keys --seconds 0.5', '--seconds 0.5 is not a whole number'],
    ['catch-up --segment-bytes 1', '--segment-bytes 1 is not a whole number from 65536'],
    ['turns --target x', "Unknown option '--target'"],
  ])('refuses %j in one line, as a usage error', (line, message) => {
    const parse = (): unknown => parseStorageOptions(line.split(' ').filter((word) => word !== ''));
    expect(parse).toThrow(BenchError);
    expect(parse).toThrow(expect.objectContaining({ exitCode: 2 }));
    expect(parse).toThrow(message);
  });
});

describe('a promise', () => {
  it('is kept up to its limit, the limit included', () => {
    expect(isMet({ what: '', measured: 0.8, least: 0.8, unit: '' })).toBe(true);
    expect(isMet({ what: '', measured: 0.79, least: 0.8, unit: '' })).toBe(false);
    expect(isMet({ what: '', measured: 5, most: 5, unit: '' })).toBe(true);
    expect(isMet({ what: '', measured: 5.1, most: 5, unit: '' })).toBe(false);
  });

  it('is not kept by a figure that could not be had', () => {
    expect(isMet({ what: '', measured: Number.NaN, most: 400, unit: '' })).toBe(false);
  });

  it('stands beside what was measured, in the table and in the JSON', () => {
    const findings = {
      tables: [{ title: 'nodes', headings: ['node', 'MiB'], lines: [['n1', '350.0']] }],
      targets: [{ what: 'RSS', measured: 450.2, most: 400, unit: ' MiB' }],
      figures: { keys: 7 },
    };
    const text = textOf(findings, environment);
    expect(text).toContain('n1    350.0');
    expect(text).toMatch(/^RSS +450\.20 MiB +at most 400 MiB +NOT MET$/m);
    expect(JSON.parse(jsonOf('keys', findings, environment))).toMatchObject({
      case: 'keys',
      keys: 7,
      targets: [{ what: 'RSS', met: false }],
      environment: { node: environment.node },
    });
  });
});

describe('memory of a process', () => {
  it('is read as bytes, what it is and what it was at most', () => {
    const status =
      'Name:\tnode\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\nRssFile:\t 512 kB\nThreads:\t11\n';
    expect(parseMemory(status)).toEqual({
      resident: 1_048_576,
      highest: 2_097_152,
      mapped: 524_288,
    });
  });
});

describe('a steady load', () => {
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

  it('begins operations when they are due, although none is answered', async () => {
    let begun = 0;
    const load = new PacedLoad({
      rate: 1_000,
      inFlightMax: 20,
      operation: () => {
        begun++;
        return new Promise(() => {});
      },
    });
    while (load.mark().errors === 0) await turn();
    load.stop();
    // Those beyond the limit failed at once, and were not begun.
    expect(begun).toBe(20);
  });

  it('tells what was answered since it was last asked', async () => {
    let fails = false;
    const load = new PacedLoad({
      rate: 1_000,
      inFlightMax: 100,
      operation: async () => {
        if (fails) throw new Error('refused');
      },
    });
    await expect.poll(() => load.mark().ops).toBeGreaterThan(0);
    fails = true;
    await expect.poll(() => load.mark().firstError).toBe('refused');
    await expect.poll(() => load.mark().ops).toBe(0);
    load.stop();
  });
});

describe('the cases that need no cluster', () => {
  it('wal: measures the log and the bare loop at every shape, with rotations', async () => {
    const small = { seconds: 0.05, rounds: 1, segmentBytes: 2 ** 20 };
    const { tables, targets, figures } = await measureWal(bench('wal', small));
    expect(targets).toHaveLength(2 * 3 * 2);
    expect(tables[0]?.lines).toHaveLength(2 * targets.length);
    const rows = figures['rows'] as { payloadBytes: number; log: { rotations: number } }[];
    expect(rows.every(({ log }) => log.rotations >= 0)).toBe(true);
    // A frame of 1 MiB fills such a segment.
    const large = rows.filter(({ payloadBytes }) => payloadBytes === 2 ** 20);
    expect(large.every(({ log }) => log.rotations > 0)).toBe(true);
    for (const { measured } of targets) expect(measured).toBeGreaterThan(0);
  });

  it('turns: measures every stage', async () => {
    const store = { ...defaultStoreOptions, overlayLayerBytes: 65_536, overlayBytes: 262_144 };
    const { targets } = await measureTurns(bench('turns --keys 1000 --rounds 1'), {
      store,
      groups: 17,
    });
    expect(targets).toHaveLength(11);
    for (const { what, measured } of targets) expect(measured, what).toBeGreaterThan(0);
  });
});

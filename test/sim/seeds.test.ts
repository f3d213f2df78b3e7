import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Summary } from '../../sim/cli/summary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const seeds = 100;
const timeoutMs = 600_000;

/** The command of the README, as people run it: compiled, on all cores. */
async function sim(...args: string[]): Promise<{ summary: Summary; lines: string[] }> {
  const command = ['run', '--silent', 'sim', '--', ...args];
  const options = { cwd: root, maxBuffer: 64 << 20 };
  const { stdout, stderr } = await promisify(execFile)('npm', command, options);
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  return { summary: JSON.parse(last) as Summary, lines: stderr.split('\n') };
}

/** Of a run without losses and alarms: nobody is suspect then, and nobody restores anything. */
function missedOf({ probes }: Summary): string[] {
  const missed = Object.entries(probes).filter(([, hits]) => hits === 0);
  return missed.map(([name]) => name).filter((name) => !/suspect|trusted|restored/.test(name));
}

describe('npm run sim', () => {
  it(
    'finds nothing in a hundred seeds that are worth their time (R45)',
    async () => {
      const { summary, lines } = await sim('--seeds', `${seeds}`);
      expect(Object.keys(summary)).toEqual([
        'seeds',
        'ops',
        'simulatedSeconds',
        'wallSeconds',
        'violations',
        'probes',
        'digest',
      ]);
      expect(summary).toMatchObject({ seeds, violations: 0 });
      const runs = lines.flatMap((line) => {
        const found = /^seed (\d+): ([\d.]+) s, (\d+) operations, \d+ faults of (\d+) kinds$/.exec(
          line,
        );
        return found === null ? [] : [found.slice(1).map(Number)];
      });
      // In the order of the seeds, though several processes ran them.
      expect(runs.map(([seed]) => seed)).toEqual(Array.from({ length: seeds }, (_, i) => i + 1));
      const poor = runs.filter(
        ([, seconds = 0, operations = 0, kinds = 0]) =>
          seconds < 60 || operations < 1_000 || kinds < 3,
      );
      expect(poor).toEqual([]);
      expect(missedOf(summary).length, `never hit: ${missedOf(summary).join(', ')}`).toBeLessThan(
        8,
      );
    },
    timeoutMs,
  );

  it(
    'finds nothing in ten seeds in which logs are lost in part, and lost they are',
    async () => {
      const { summary } = await sim('--losses', '--seeds', '10');
      expect(summary).toMatchObject({ seeds: 10, violations: 0 });
      for (const probe of ['suspect at start', 'suspect over a restart', 'trusted again']) {
        expect(summary.probes[probe], probe).toBeGreaterThan(0);
      }
    },
    timeoutMs,
  );
});

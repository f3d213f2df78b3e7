import { describe, expect, it } from 'vitest';
import { parseSimOptions, UsageError, usageText } from '../../sim/cli/options.ts';
import { Totals } from '../../sim/cli/summary.ts';
import type { SeedReport } from '../../sim/run/seed-report.ts';

describe('the command line of the simulator', () => {
  it('runs a hundred seeds on all cores unless told otherwise', () => {
    expect(parseSimOptions([])).toMatchObject({
      from: 1,
      seeds: 100,
      replay: null,
      verbose: false,
    });
    expect(parseSimOptions(['--seeds', '7', '--from', '30', '--workers', '2'])).toMatchObject({
      from: 30,
      seeds: 7,
      workers: 2,
    });
    expect(parseSimOptions(['--seed', '9', '--verbose'])).toMatchObject({ from: 9, seeds: 1 });
    expect(parseSimOptions([]).losses).toBe(false);
    expect(parseSimOptions(['--losses', '--seed', '9'])).toMatchObject({ losses: true, seeds: 1 });
    expect(parseSimOptions(['--replay', 'x.json'])).toMatchObject({ replay: 'x.json', seeds: 1 });
  });

  it.each([
    [['--sedes', '7'], /sedes/],
    [['--seeds', '0'], /from 1 to/],
    [['--seeds', '1.5'], /whole number/],
    [['--seed', '-1'], /seed/],
    [['--seed', '1', '--seeds', '2'], /not several/],
    [['--seed', '1', '--from', '2'], /--from goes with --seeds/],
    [['--verbose'], /needs --seed or --replay/],
    [['--losses', '--replay', 'x.json'], /--losses goes with seeds/],
    [['7'], /argument/i],
  ] as const)('%s is refused', (args, why) => {
    expect(() => parseSimOptions(args)).toThrow(UsageError);
    expect(() => parseSimOptions(args)).toThrow(why);
  });

  it('names every flag in its help', () => {
    const flags = ['--seeds', '--from', '--seed', '--replay', '--workers', '--check-determinism'];
    for (const flag of [
      ...flags,
      '--speed',
      '--mutants',
      '--verbose',
      '--shrink-seconds',
      '--losses',
      '--json',
    ]) {
      expect(usageText()).toContain(`${flag} `);
    }
  });
});

describe('the last line', () => {
  const report: SeedReport = {
    seed: 1,
    violation: null,
    endedMs: 60_000,
    operations: 1_000,
    simulatedMs: 60_500,
    events: 1,
    digest: 7,
    struck: {},
    probes: { 'vote split': 2 },
  };

  it('adds up the seeds, names every rare state, and depends on their order', () => {
    const totals = new Totals();
    const other = { ...report, seed: 2, violation: { checker: 'one', message: 'two' } };
    totals.add(report);
    totals.add(other);
    const summary = totals.summary(1_234);
    expect(summary).toMatchObject({ seeds: 2, ops: 2_000, simulatedSeconds: 121, violations: 1 });
    expect(summary.wallSeconds).toBe(1.23);
    expect(summary.probes).toMatchObject({ 'vote split': 4, 'keys expired': 0 });
    const turned = new Totals();
    turned.add(other);
    turned.add(report);
    expect(turned.summary(0).digest).not.toBe(summary.digest);
    expect(totals.failed).toEqual([other]);
  });
});

import { describe, expect, it } from 'vitest';
import { BenchError } from '../../bench/errors.ts';
import { parseFailoverOptions } from '../../bench/failover/options.ts';
import { findingsOf as failoverFindings } from '../../bench/failover/report.ts';
import { Trickle } from '../../bench/failover/trickle.ts';
import { isMet, textOf } from '../../bench/findings.ts';
import { parseIdleOptions } from '../../bench/idle/options.ts';
import { findingsOf as idleFindings, perPartition } from '../../bench/idle/report.ts';
import { findingsOf as kvctlFindings } from '../../bench/kvctl/kvctl.ts';
import { parseKvctlOptions } from '../../bench/kvctl/options.ts';
import { timed } from '../../bench/kvctl/timed-process.ts';
import { median } from '../../bench/median.ts';
import { environment } from './fixtures.ts';

describe('the command lines', () => {
  it('have the numbers of the targets as defaults', () => {
    expect(parseFailoverOptions([])).toMatchObject({ kills: 30 });
    expect(parseIdleOptions([])).toMatchObject({ partitions: [256], seconds: 30 });
    expect(parseIdleOptions(['--partitions', '16,256'])?.partitions).toEqual([16, 256]);
    expect(parseKvctlOptions([])).toMatchObject({ rounds: 20 });
    for (const parse of [parseFailoverOptions, parseIdleOptions, parseKvctlOptions]) {
      expect(parse(['--help'])).toBeNull();
    }
  });

  it.each([
    [parseFailoverOptions, '--kills 0', '--kills 0 is not a whole number from 1 to 1000'],
    [parseFailoverOptions, '--partition 3', "Unknown option '--partition'"],
    [parseIdleOptions, '--partitions 16,x', '--partitions x is not a whole number'],
    [parseIdleOptions, '--seconds 0', '--seconds 0 is not a whole number from 1'],
    [parseKvctlOptions, '--rounds x', '--rounds x is not a whole number from 1 to 99'],
  ])('refuse wrong arguments as usage errors', (parse, line, message) => {
    const refused = (): unknown => parse(line.split(' '));
    expect(refused).toThrow(BenchError);
    expect(refused).toThrow(expect.objectContaining({ exitCode: 2 }));
    expect(refused).toThrow(message);
  });
});

describe('a median', () => {
  it('is the one in the middle, or the mean of two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
    expect(() => median([])).toThrow('no values');
  });
});

describe('failover', () => {
  const stats = { calls: 0, retries: 3, deduplicated: 1, unknown: 0, resolved: 0, voided: 0 };
  const kill = (ms: number) => ({ node: 'n1', partition: 3, ms, healthyMs: 900, errors: 0 });
  const options = { kills: 3, rate: 200, settleMs: 0, json: null };

  it('counts the slowest kill, not only the usual one', () => {
    const trickle = { ...stats, acknowledged: 100, errors: 0, firstError: null };
    const findings = failoverFindings(options, [kill(90), kill(1_200), kill(120)], trickle);
    expect(findings.targets.map((target) => [target.what, isMet(target)])).toEqual([
      ['p50', true],
      ['max of 3', false],
    ]);
    expect(textOf(findings, environment)).toContain('90 120 1200');
    expect(findings.figures).toMatchObject({ p50Ms: 120, maxMs: 1_200, retries: 3 });
  });

  it('is over with a put that was begun after the kill, not with one that was under way', async () => {
    const begun: (() => void)[] = [];
    const put = (): Promise<void> => new Promise((resolve) => begun.push(resolve));
    const trickle = new Trickle({ rate: 1_000, inFlightMax: 100, put });
    await expect.poll(() => begun.length).toBeGreaterThan(0);
    const early = begun.splice(0);
    const killedAt = performance.now();
    let acknowledgedAt: number | null = null;
    const again = trickle.acknowledgedSince(killedAt).then((at) => {
      acknowledgedAt = at;
    });
    for (const resolve of early) resolve();
    await expect.poll(() => trickle.acknowledged).toBe(early.length);
    expect(acknowledgedAt).toBeNull();
    await expect.poll(() => begun.length).toBeGreaterThan(0);
    begun[0]?.();
    await again;
    trickle.stop();
    expect(acknowledgedAt).toBeGreaterThanOrEqual(killedAt);
  });

  it('counts puts that failed, and those that it did not dare to begin', async () => {
    const refused = new Trickle({
      rate: 1_000,
      inFlightMax: 100,
      put: () => Promise.reject(new Error('refused')),
    });
    await expect.poll(() => refused.firstError).toBe('refused');
    refused.stop();
    const stuck = new Trickle({ rate: 1_000, inFlightMax: 2, put: () => new Promise(() => {}) });
    await expect.poll(() => stuck.firstError).toBe('2 puts are unanswered');
    stuck.stop();
  });
});

describe('idle nodes', () => {
  const node = (sharePercent: number, residentMiB: number) => ({
    node: 'n1',
    sharePercent,
    residentBytes: residentMiB * 2 ** 20,
  });
  const small = { partitions: 56, seconds: 30, nodes: [node(1, 90), node(1, 90)] };
  const large = { partitions: 256, seconds: 30, nodes: [node(2, 100), node(4, 120)] };
  const options = { partitions: [56, 256], settleSeconds: 0, seconds: 30, json: null };

  it('are as good as the one that takes most, at the size of the target', () => {
    const { targets } = idleFindings(options, [small, large]);
    expect(targets).toHaveLength(1);
    expect(targets[0]).toMatchObject({ measured: 4, most: 3 });
    expect(idleFindings(options, [small]).targets).toEqual([]);
  });

  it('cost for one more partition what they grew by from the smallest to the largest', () => {
    expect(perPartition([large, small])).toEqual({
      from: 56,
      to: 256,
      // From 1 to 3 percent of a core: 20 ms in a second, for 200 partitions.
      microseconds: 100,
      bytes: (20 * 2 ** 20) / 200,
    });
    expect(perPartition([small])).toBeNull();
    const text = textOf(idleFindings(options, [small, large]), environment);
    expect(text).toMatch(/^256 partitions +n1 +4\.00 +156\.3 +120\.0$/m);
    expect(text).toMatch(/^56 to 256 partitions +100\.0 +102\.4$/m);
  });
});

describe('the start of kvctl', () => {
  it('is compared by medians, which one slow round does not move', () => {
    const round = (node: number, kvctl: number) => ({
      node: { wallMs: node, cpuMs: 20 },
      kvctl: { wallMs: kvctl, cpuMs: 100 },
    });
    const findings = kvctlFindings([round(40, 200), round(50, 9_000), round(40, 120)]);
    expect(findings.targets).toEqual([
      { what: 'kvctl get beside node -e 0', measured: 5, most: 4, unit: ' x' },
    ]);
    expect(textOf(findings, environment)).toMatch(/^kvctl get +200 +120-9000 +100$/m);
  });

  it('a process that fails or answers something else is no measurement', async () => {
    expect((await timed(['-e', 'console.log(7)'], '7\n')).wallMs).toBeGreaterThan(0);
    await expect(timed(['-e', 'console.log(7)'], '8\n')).rejects.toThrow('ended with 0: 7');
    await expect(timed(['-e', 'process.exit(3)'], '')).rejects.toThrow('ended with 3');
  });
});

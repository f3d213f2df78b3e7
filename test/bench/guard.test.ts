import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BenchError } from '../../bench/errors.ts';
import { git, missingFor, parseBaseline } from '../../bench/guard/baseline.ts';
import { buildBaseline } from '../../bench/guard/builds.ts';
import { guardLimits } from '../../bench/guard/limits.ts';
import { parseGuardOptions } from '../../bench/guard/options.ts';
import { plantedSlowdown } from '../../bench/guard/plant.ts';
import { complaint, tally, verdictTable } from '../../bench/guard/report.ts';
import { measureRounds, type Turn, type TurnTaker } from '../../bench/guard/rounds.ts';
import { type GuardRound, isGreen, verdictOf } from '../../bench/guard/verdict.ts';

const hash = '4e2a59155b00298dbecd5325558b261263571729';

/** Rounds in which the baseline does 1,000 operations per CPU-second, and the current build so many times as many. */
const rounds = (...ratios: number[]): GuardRound[] =>
  ratios.map((ratio) => ({ baseline: 1_000, current: 1_000 * ratio }));

describe('the verdict of the guard', () => {
  it('is green for the same code, as long as noise is below the limit', () => {
    expect(verdictOf('put', rounds(1, 1, 1, 1, 1)).isSlower).toBe(false);
    expect(verdictOf('put', rounds(0.9, 1.1, 0.86, 1.2, 0.95)).isSlower).toBe(false);
  });

  it('is red for code that does 40 % fewer operations per CPU-second', () => {
    expect(verdictOf('put', rounds(0.6, 0.6, 0.6, 0.6, 0.6))).toMatchObject({
      ratio: 0.6,
      isSlower: true,
    });
    expect(verdictOf('get', rounds(0.5, 0.7, 0.6, 0.75, 0.55)).isSlower).toBe(true);
  });

  it('begins just below the limit', () => {
    const { leastRatio } = guardLimits;
    const all = (ratio: number): GuardRound[] => rounds(...Array(5).fill(ratio));
    expect(verdictOf('put', all(leastRatio + 0.001)).isSlower).toBe(false);
    expect(verdictOf('put', all(leastRatio - 0.001)).isSlower).toBe(true);
  });

  it('does not hang on two rounds of five that something disturbed, either way', () => {
    expect(verdictOf('put', rounds(0.3, 1, 1, 0.2, 1)).isSlower).toBe(false);
    expect(verdictOf('put', rounds(0.6, 5, 0.6, 5, 0.6)).isSlower).toBe(true);
  });

  it('compares within a round: a machine that gets slower from round to round slows both', () => {
    const drifting: GuardRound[] = [
      { baseline: 4_000, current: 3_800 },
      { baseline: 3_000, current: 3_100 },
      { baseline: 2_000, current: 1_100 },
      { baseline: 1_000, current: 1_000 },
      { baseline: 800, current: 780 },
    ];
    // The medians of the figures alone say 0.55.
    expect(verdictOf('get', drifting)).toMatchObject({
      baseline: 2_000,
      current: 1_100,
      ratio: 0.975,
      lowest: 0.55,
      isSlower: false,
    });
  });

  it('is red when there is no figure to compare', () => {
    expect(verdictOf('put', rounds(Number.NaN, Number.NaN, Number.NaN)).isSlower).toBe(true);
  });

  it('takes one workload that is slower', () => {
    const put = verdictOf('put', rounds(1, 1, 1, 1, 1));
    const get = verdictOf('get', rounds(0.6, 0.6, 0.6, 0.6, 0.6));
    expect(isGreen([put, put])).toBe(true);
    expect(isGreen([put, get])).toBe(false);
    expect(isGreen([get, put])).toBe(false);
  });
});

/** Takes its turns from a list and writes down whose turn it was. */
function side(name: string, log: string[], turn: (count: number) => Partial<Turn>): TurnTaker {
  let count = 0;
  return {
    turn: async (workload) => {
      log.push(`${workload} ${name}`);
      return { ops: 100, errors: 0, firstError: null, cpuSeconds: 1, ...turn(count++) };
    },
  };
}

describe('the rounds of the guard', () => {
  const run = { signal: new AbortController().signal, say: () => {} };

  it('give both builds as many turns, each as often first, in an order that turns round', async () => {
    const log: string[] = [];
    await measureRounds(
      side('B', log, () => ({})),
      side('C', log, () => ({})),
      run,
    );
    const { rounds: count, turnsPerRound } = guardLimits;
    const words = log.map((line) => line.split(' '));
    const order = (from: number): string =>
      words
        .slice(from, from + 2 * turnsPerRound)
        .map(([, name]) => name)
        .join('');
    expect(log).toHaveLength(count * 2 * 2 * turnsPerRound);
    expect(log.filter((line) => line === 'put B')).toHaveLength(count * turnsPerRound);
    expect(order(0)).toBe('BCCBBCCB');
    expect(order(2 * 2 * turnsPerRound)).toBe('CBBCCBBC');
  });

  it('count operations for the CPU time of all turns of a round', async () => {
    const [put] = await measureRounds(
      side('B', [], () => ({ ops: 100, cpuSeconds: 0.5 })),
      side('C', [], (turn) => ({
        ops: turn % 2 === 0 ? 300 : 60,
        cpuSeconds: turn % 2 === 0 ? 2 : 1,
      })),
      run,
    );
    expect(put).toMatchObject({ workload: 'put', baseline: 200, current: 120, ratio: 0.6 });
  });

  it('are made again when operations failed, and then count as if that had not been', async () => {
    const said: string[] = [];
    const failsOnce = side('C', [], (turn) =>
      turn === 1 ? { ops: 1, errors: 256, firstError: 'no answer' } : {},
    );
    const verdicts = await measureRounds(
      side('B', [], () => ({})),
      failsOnce,
      { ...run, say: (line) => said.push(line) },
    );
    expect(verdicts.map(({ ratio, lowest }) => [ratio, lowest])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(said[0]).toBe('once more, put: 256 errors beside 1 operations: no answer');
  });

  it('end with what failed when it goes on failing', async () => {
    const log: string[] = [];
    const fails = side('C', log, () => ({ ops: 0, errors: 0 }));
    const rejected = measureRounds(
      side('B', [], () => ({})),
      fails,
      run,
    );
    await expect(rejected).rejects.toThrow(BenchError);
    await expect(rejected).rejects.toThrow('put: 0 errors beside 0 operations');
    expect(log).toHaveLength((guardLimits.spareRounds + 1) * guardLimits.turnsPerRound);
  });
});

describe('the report of the guard', () => {
  const slower = verdictOf('get', rounds(0.61, 0.62, 0.6, 0.64, 0.63));
  const same = verdictOf('put', rounds(1.01, 1, 0.98, 1.02, 0.97));

  it('is a row per workload with both figures, their ratio, its spread and a verdict', () => {
    const lines = verdictTable([same, slower]).split('\n');
    expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['ops per CPU-s', 'baseline', 'current', 'ratio', 'lowest-highest', 'verdict'],
      ['put', '1,000', '1,000', '1.000', '0.970-1.020', 'ok'],
      ['get', '1,000', '620', '0.620', '0.600-0.640', 'SLOWER'],
    ]);
  });

  it('says by how much, and how to move the baseline', () => {
    expect(complaint([same], '4e2a591')).toBeNull();
    const text = complaint([same, slower], '4e2a591');
    expect(text).toContain('slower than 4e2a591: get 38 % fewer operations per CPU-second');
    expect(text).not.toContain('put');
    expect(text).toMatch(/bench\/baseline[\s\S]*CHANGELOG\.md/);
  });

  it('counts comparisons by colour', () => {
    expect(tally(['green', 'red', 'green'])).toBe('2 of 3 green, 1 of 3 red');
  });
});

describe('the baseline of the guard', () => {
  it('is one full hash between comments', () => {
    expect(parseBaseline(`${hash}\n`)).toBe(hash);
    expect(parseBaseline(`# why\n\n  ${hash} # and since when\n`)).toBe(hash);
  });

  it.each([
    ['', 'holds "" instead of one full commit hash'],
    ['# nothing\n', 'holds ""'],
    ['4e2a591', 'holds "4e2a591"'],
    [hash.toUpperCase(), 'instead of one full commit hash'],
    [`${hash}\n${hash}\n`, 'instead of one full commit hash'],
    ['main', 'holds "main"'],
  ])('is refused as %j', (text, message) => {
    expect(() => parseBaseline(text)).toThrow(BenchError);
    expect(() => parseBaseline(text)).toThrow(message);
  });
});

describe('the command line of the guard', () => {
  const parse = (line: string) => parseGuardOptions(line.split(' ').filter((word) => word !== ''));

  it('compares once and plants nothing unless told to', () => {
    expect(parse('')).toEqual({ plantPercent: 0, repeats: 1 });
    expect(parse('--plant 40 --repeat 20')).toEqual({ plantPercent: 40, repeats: 20 });
    expect(parse('--help')).toBeNull();
  });

  it.each(['--plant 100', '--plant x', '--repeat 0', '--rounds 3', 'stray'])(
    'refuses %s',
    (line) => {
      expect(() => parse(line)).toThrow(BenchError);
    },
  );
});

describe('the planted slowdown', () => {
  /** Works for 200 ms of CPU in turns of 4 ms, then says what all of the process has used, burning included. */
  const program = `
    let left = 50;
    const used = () => { const { user, system } = process.cpuUsage(); return user + system; };
    const began = used();
    const turn = () => {
      for (const end = used() + 4_000; used() < end; );
      if (--left > 0) setImmediate(turn); else setTimeout(() => console.log(used() - began), 20);
    };
    turn();`;
  const usedMs = (env: Readonly<Record<string, string>>): number =>
    Number(
      execFileSync(process.execPath, ['-e', program], {
        encoding: 'utf8',
        env: { ...process.env, ...env },
      }),
    ) / 1_000;

  it('burns CPU in proportion to what a node uses itself', () => {
    const planted = plantedSlowdown(40);
    const factor = Number(planted['RINGKV_GUARD_BURN']);
    expect(factor).toBeGreaterThan(2 / 3);
    expect(usedMs({ ...planted, RINGKV_GUARD_BURN: '0' })).toBeLessThan(300);
    const used = usedMs(planted);
    expect(used).toBeGreaterThan(200 * (1 + factor * 0.8));
    expect(used).toBeLessThan(200 * (1 + factor * 2));
  });
});

describe('a checkout of the baseline', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringkv-guard-'));
  const needs = hasGit() ? null : 'needs git';
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('needs the commit in the history, and says which', (context) => {
    if (needs !== null) context.skip(needs);
    const unknown = missingFor(folder, hash);
    expect(unknown).toContain('4e2a591, the commit in bench/baseline, in the history');
    expect(unknown).toContain('git fetch --unshallow');
  });

  it('is built from the commit, once, and leaves the working tree and its index alone', (context) => {
    if (needs !== null) context.skip(needs);
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    const ask = (...args: string[]): string =>
      execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
    const build = "node -e \"fs.appendFileSync('built', fs.readFileSync('source'))\"";
    write('package.json', JSON.stringify({ scripts: { build } }));
    write('package-lock.json', '{}');
    write('source', 'old');
    git(folder, ['init']);
    git(folder, ['add', '--all']);
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    git(folder, [...author, 'commit', '--message', 'old']);
    const commit = ask('rev-parse', 'HEAD');
    expect(missingFor(folder, commit)).toBeNull();
    write('source', 'new');

    const guardDir = join(folder, '.data');
    const said: string[] = [];
    for (let time = 1; time <= 2; time++) {
      const { root, name } = buildBaseline(folder, guardDir, commit, (line) => said.push(line));
      expect(name).toBe(commit.slice(0, 7));
      expect(readFileSync(join(root, 'built'), 'utf8')).toBe('old');
      expect(existsSync(join(root, 'package-lock.json'))).toBe(true);
    }
    expect(said).toEqual([`${commit.slice(0, 7)}: checking out and building`]);
    expect(readFileSync(join(folder, 'source'), 'utf8')).toBe('new');
    expect(ask('diff', '--name-only')).toBe('source');
    expect(ask('diff', '--cached', '--name-only')).toBe('');
  });
});

function hasGit(): boolean {
  try {
    git(tmpdir(), ['--version']);
    return true;
  } catch {
    return false;
  }
}

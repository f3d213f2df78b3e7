import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runGolden } from '../../scripts/golden/run.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringkv-golden-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function given(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function run(...args: string[]): { code: number; lines: string[]; warnings: string[] } {
  const lines: string[] = [];
  const warnings: string[] = [];
  const code = runGolden(
    args,
    (line) => lines.push(line),
    (line) => warnings.push(line),
  );
  return { code, lines, warnings };
}

const good = {
  committed: 'committed cfg=(1) idx=(3)\n----\n     idx\n>      3    (id=1)\n3\n',
  vote: 'vote cfg=(1,2) votes=(y,_)\n----\nVotePending\n',
  change: 'simple\nv1\n----\nvoters=(1)\n1: StateProbe match=0 next=1\n',
  refusal: "leave-joint\n----\ncan't leave a non-joint config\n",
};

describe('npm run golden', () => {
  it('counts the cases of each file and exits 0 when all pass', () => {
    given('quorum/b.txt', good.vote);
    given('quorum/a.txt', `${good.committed}\n${good.vote}`);
    given('quorum/notes.md', 'no case');
    given('confchange/c.txt', `${good.change}\n${good.refusal}`);
    expect(run(folder)).toEqual({
      code: 0,
      lines: [
        'quorum/a.txt: 2 passed, 0 failed',
        'quorum/b.txt: 1 passed, 0 failed',
        'confchange/c.txt: 2 passed, 0 failed',
        '5 passed, 0 failed',
      ],
      warnings: [],
    });
  });

  it('starts every file of changes from no configuration', () => {
    given('confchange/a.txt', good.change);
    given('confchange/b.txt', good.change);
    expect(run(folder).lines.at(-1)).toBe('2 passed, 0 failed');
  });

  it('shows where, what was expected and what came, goes on, and exits 1', () => {
    given('quorum/a.txt', `# wrong\n${good.vote.replace('Pending', 'Won')}\n${good.committed}`);
    expect(run(folder)).toEqual({
      code: 1,
      lines: [
        'quorum/a.txt: 1 passed, 1 failed',
        'quorum/a.txt:2: vote cfg=(1,2) votes=(y,_)',
        '  expected',
        '    VoteWon',
        '  actual',
        '    VotePending',
        '1 passed, 1 failed',
      ],
      warnings: [],
    });
  });

  it.each([
    ['a committed index', 'quorum', good.committed.replace('\n3\n', '\n4\n')],
    ['a bar', 'quorum', good.committed.replace('> ', 'x>')],
    ['a blank in the table', 'quorum', good.committed.replace('     idx', '    idx')],
    ['a voter of the table', 'quorum', good.committed.replace('id=1)\n', 'id=2)\n')],
    ['a vote', 'quorum', good.vote.replace('Pending', 'Lost')],
    ['a set of voters', 'confchange', good.change.replace('(1)', '(1 2)')],
    ['a next index', 'confchange', good.change.replace('next=1', 'next=2')],
    ['a learner', 'confchange', good.change.replace('next=1', 'next=1 learner')],
    ['an error text', 'confchange', good.refusal.replace('non-joint', 'simple')],
    ['a line that is missing', 'confchange', good.change.replace(/\n1: .*/, '')],
    ['a line too many', 'confchange', good.refusal.replace('\n----\n', '\n----\nvoters=(1)\n')],
    ['nothing at all', 'quorum', 'vote\n----\n'],
    ['a separator', 'quorum', 'vote\nVoteWon\n'],
    ['an argument', 'quorum', good.vote.replace('votes', 'voices')],
    ['a directive', 'quorum', good.vote.replace('(y,_)', '(y,_')],
    ['a command', 'quorum', good.vote.replace('vote', 'elect')],
  ])('fails a case that is wrong in %s', (_what, kind, text) => {
    given(`${kind}/a.txt`, text);
    const { code, lines } = run(folder);
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
  });

  it('exits 2 and says why without a single case to replay', () => {
    given('other/a.txt', good.vote);
    expect(run(folder)).toMatchObject({ code: 2, lines: [] });
    expect(run(folder).warnings.join()).toContain(`no case in ${folder}/quorum/*.txt`);
    given('quorum/a.txt', '# only a comment\n');
    expect(run(folder).code).toBe(2);
    const absent = run(join(folder, 'absent'));
    expect(absent.code).toBe(2);
    expect(absent.warnings.join()).toMatch(/cannot read: ENOENT.*absent/);
  });

  it('exits 2 and shows the usage when called otherwise', () => {
    for (const args of [[], [folder, folder], ['--fast', folder]]) {
      const { code, lines, warnings } = run(...args);
      expect({ code, lines }).toEqual({ code: 2, lines: [] });
      expect(warnings.join()).toMatch(/^usage: npm run golden -- DIR/);
    }
    expect(run('--help')).toMatchObject({ code: 0, warnings: [] });
  });
});

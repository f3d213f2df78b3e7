import { describe, expect, it, type TestContext } from 'vitest';
import { shimNeeds } from '../../jepsen-lite/disk/build.ts';
import type { ServedFrom } from '../../jepsen-lite/history/event.ts';
import { type PlantedBug, plantedBugs } from '../../jepsen-lite/planted/bugs.ts';
import { runPlanted } from '../../jepsen-lite/planted/index.ts';
import { judge, type Trial, tryBug } from '../../jepsen-lite/planted/trial.ts';
import { loadedBugs, tryUnderLoad } from '../../jepsen-lite/planted/under-load.ts';
import { workloads } from '../../jepsen-lite/workloads/catalogue.ts';
import { present } from '../../src/util/assert.ts';
import { noPlantedBugs } from '../../src/util/planted-bugs.ts';
import { projectDir, run } from './support.ts';

describe.each(plantedBugs)('$name, planted into real nodes', (bug) => {
  it('is convicted by what clients saw, and nothing is without it', async (context: TestContext) => {
    const needs = bug.needsDisk ? shimNeeds() : null;
    if (needs !== null) context.skip(needs);
    const on = await tryBug(bug, true);
    expect(summary(on), on.evidence).toEqual({
      verdict: 'invalid',
      convictedBy: expect.arrayContaining([...bug.convictedBy]),
      isAsItShould: true,
    });
    const off = await tryBug(bug, false);
    expect(summary(off), off.evidence).toEqual({
      verdict: 'valid',
      convictedBy: [],
      isAsItShould: true,
    });
    expectNotVacuous(bug, off);
  });
});

function summary({ verdict, checks, isAsItShould }: Trial): object {
  const convictedBy = checks.filter((check) => check.verdict === 'invalid').map(({ name }) => name);
  return { verdict, convictedBy, isAsItShould };
}

/** Without the bug the schedule must have come to the same point, or its green verdict would say nothing. */
function expectNotVacuous(bug: PlantedBug, { evidence }: Trial): void {
  expect(evidence).toMatch(present(atThePoint.get(bug.name), bug.name));
}

const atThePoint: ReadonlyMap<string, RegExp> = new Map([
  ['localReads', /answered the read with fail NO_LEADER/],
  ['ackBeforeQuorum', /answered the write of 2 with info LEADER_CHANGED/],
  [
    'ackBeforeSync',
    /answered with info \S+ while the disks of n1, n2, n3 waited; \d+ \+ \d+ \+ \d+ bytes/,
  ],
  ['forgetAnswersOnFailover', /got the stored answer/],
]);

describe('a workload that runs on nodes with a bug', () => {
  it('finds it by its own load', async () => {
    const bug = present(
      loadedBugs.find(({ workload }) => workload === 'session'),
      'the bug of the workload session',
    );
    const { verdict, evidence, isAsItShould } = await tryUnderLoad(bug, () => {});
    expect({ verdict, isAsItShould }, evidence).toEqual({ verdict: 'invalid', isAsItShould: true });
  });
});

describe('a verdict on a planted bug', () => {
  const [bug] = plantedBugs;
  const register = present(bug, 'bug');
  const history = [
    { i: 0, t: 0, p: 0, type: 'invoke', f: 'write', k: 'a', v: 1 },
    { i: 1, t: 1, p: 0, type: 'ok', f: 'write', k: 'a', v: 1, at: at(1, 1) },
    { i: 2, t: 2, p: 1, type: 'invoke', f: 'read', k: 'a' },
    { i: 3, t: 3, p: 1, type: 'ok', f: 'read', k: 'a', v: 1, at: at(1, 1) },
  ] as const;

  it('is no conviction when the history is right', () => {
    const played = { course: 'nothing happened', died: [], history };
    expect(judge(register, true, played)).toMatchObject({ verdict: 'valid', isAsItShould: false });
    expect(judge(register, false, played)).toMatchObject({ verdict: 'valid', isAsItShould: true });
  });

  it('is unknown when a node ended by itself: a crash is not a conviction (R45)', () => {
    const played = { course: 'it broke', died: ['n1 exit 70: broken'], history };
    for (const isOn of [true, false]) {
      const trial = judge(register, isOn, played);
      expect(trial).toMatchObject({ verdict: 'unknown', isAsItShould: false });
      expect(trial.evidence).toContain('by itself ended n1 exit 70: broken');
    }
  });

  it('needs every checker that is named, not just one of them', () => {
    const stale = [...history.slice(0, 3), { ...history[3], v: 7, at: at(1, 1) }];
    const played = { course: 'a read of what nobody wrote', died: [], history: stale };
    expect(judge(register, true, played).isAsItShould).toBe(true);
    const stricter = { ...register, convictedBy: [...register.convictedBy, 'another'] };
    expect(judge(stricter, true, played)).toMatchObject({
      verdict: 'invalid',
      isAsItShould: false,
    });
  });
});

function at(revision: number, modRevision: number): ServedFrom {
  return { partition: 0, revision, term: 1, node: 1, modRevision };
}

describe('the list', () => {
  it('has a schedule, or a workload that finds it, for every switch', () => {
    const loaded = loadedBugs.map(({ bug }) => bug);
    const found = new Set([...plantedBugs.map(({ name }) => name), ...loaded]);
    expect([...found].sort()).toEqual(Object.keys(noPlantedBugs).sort());
  });

  it('has a bug for every workload', () => {
    const shown = new Set([...plantedBugs, ...loadedBugs].map(({ workload }) => workload));
    expect([...shown].sort()).toEqual(workloads.map(({ name }) => name).sort());
  });

  it('is what the command accepts: other names exit 2', async () => {
    expect(await runPlanted(['localRead'])).toBe(2);
  });

  it('is what the planted kvd accepts', async () => {
    for (const args of [[], ['--planted'], ['--planted', 'constructor']]) {
      const ended = await run(process.execPath, [
        `${projectDir}jepsen-lite/planted/kvd.cjs`,
        ...args,
      ]);
      expect(ended).toMatchObject({ code: 1, out: '' });
      expect(ended.err).toMatch(/^kvd: --planted needs one of localReads, [^\n]+\n$/);
    }
  });
});

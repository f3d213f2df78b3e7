import { describe, expect, it } from 'vitest';
import { worst } from '../../jepsen-lite/checkers/verdict.ts';
import type { HistoryEvent } from '../../jepsen-lite/history/event.ts';
import { type Workload, workloadOf } from '../../jepsen-lite/workloads/catalogue.ts';
import { checksOf, figuresOf } from '../../jepsen-lite/workloads/judgement.ts';
import { historyOf, type Line } from './run-world.ts';

function workload(name: string): Workload {
  const found = workloadOf(name);
  if (found === null) throw new Error(`no workload ${name}`);
  return found;
}

let time = 0;

/** One operation after the other, each by a process of its own and at a revision of its own. */
function done(f: string, k: string, v: unknown, revision: number): Line[] {
  const p = time++;
  const at = { partition: 0, revision, term: 1, node: 1, modRevision: f === 'read' ? 1 : revision };
  const asked = f === 'read' ? {} : { v };
  return [
    { t: p * 10, type: 'invoke', f, k, p, ...asked },
    { t: p * 10 + 5, type: 'ok', f, k, p, v, at },
  ];
}

function verdict(name: string, history: readonly HistoryEvent[], isAlone = true): string {
  const checks = checksOf(workload(name), history, { isAlone, failedClients: [] });
  return worst(checks.map((check) => check.verdict));
}

describe('the checks of a workload', () => {
  it('accept a register that is read as it was written, and refuse a stale read', () => {
    const write = done('write', 'r', 7, 1);
    expect(verdict('register', historyOf(...write, ...done('read', 'r', 7, 1)))).toBe('valid');
    expect(verdict('register', historyOf(...write, ...done('read', 'r', null, 0)))).toBe('invalid');
  });

  it('forgive revisions that others used up only where others may write', () => {
    const history = historyOf(...done('write', 'r', 7, 5), ...done('write', 'r', 8, 9));
    expect(verdict('register', history, true)).toBe('invalid');
    expect(verdict('register', history, false)).toBe('valid');
  });

  it('refuse an increment that was done twice, and a put that is gone', () => {
    const add = done('add', 'c', 5, 1);
    for (const name of ['exactly-once', 'counter']) {
      expect(verdict(name, historyOf(...add, ...done('read', 'c', 5, 1)))).toBe('valid');
      expect(verdict(name, historyOf(...add, ...done('read', 'c', 10, 1)))).toBe('invalid');
    }
    const put = done('write', 'p', 3, 1);
    expect(verdict('exactly-once', historyOf(...put, ...done('read', 'p', null, 1)))).toBe(
      'invalid',
    );
  });

  it('are not sure of any contradiction when a client died with its last events', () => {
    const history = historyOf(...done('write', 'r', 7, 1), ...done('read', 'r', 8, 1));
    const standing = { isAlone: true, failedClients: ['client 0: ended with SIGKILL'] };
    const sure = checksOf(workload('register'), history, { ...standing, failedClients: [] });
    expect(sure.find(({ name }) => name === 'linearizable')).toMatchObject({ verdict: 'invalid' });
    const capped = checksOf(workload('register'), history, standing);
    expect(capped.map(({ name }) => name)).toEqual(sure.map(({ name }) => name));
    expect(worst(capped.map(({ verdict }) => verdict))).toBe('unknown');
    const linearizable = capped.find(({ name }) => name === 'linearizable');
    expect(linearizable?.detail).toContain('client 0: ended with SIGKILL');
    expect(linearizable?.counterexample).toBeUndefined();
  });

  it('convict an answer that no write can get, whether or not the write was done', () => {
    for (const found of [3, null]) {
      const [begun, answered] = done('write', 'p', 3, 1);
      const refused = { ...answered, err: 'condition_failed' } as Line;
      const history = historyOf(begun as Line, refused, ...done('read', 'p', found, 1));
      const standing = { isAlone: true, failedClients: ['client 0: ended with SIGKILL'] };
      const answers = checksOf(workload('exactly-once'), history, standing).at(-1);
      expect(answers).toMatchObject({ name: 'answers', verdict: 'invalid' });
      expect(answers?.detail).toContain('write of p with condition_failed');
    }
  });

  it('say nothing of a history that is none', () => {
    const history = historyOf({ t: 1, type: 'ok', f: 'read', k: 'r', p: 1, v: 1 });
    expect(verdict('register', history)).toBe('unknown');
  });
});

describe('the figures of a run', () => {
  it('tell the longest time without an answer, and how much of the time was quiet', () => {
    time = 0;
    const history = historyOf(
      { t: 0, type: 'invoke', f: 'read', p: 1 },
      { t: 1_000, type: 'ok', f: 'read', p: 1 },
      { t: 1_500, type: 'invoke', f: 'read', p: 1 },
      { t: 8_000, type: 'ok', f: 'read', p: 1 },
    );
    const proof = { held: true, detail: '' };
    const windows = [{ kind: 'kill', name: 'one', from: 1_000, to: 3_000, nodes: [], proof }];
    const course = { windows, loadEndedAt: 10_000, figures: { retries: 2 } };
    const { all, mustBePositive } = figuresOf(workload('register'), history, course);
    expect(all).toMatchObject({ longestGapMs: 7, quietPercent: 80, okPerSecond: 200, retries: 2 });
    expect(mustBePositive).toEqual({});
    const once = figuresOf(workload('exactly-once'), history, course);
    expect(once.mustBePositive).toEqual({ retries: 2, 'dedup hits': 0 });
  });

  it('show whether a workload put to the test what it is for', () => {
    time = 0;
    const at = { partition: 0, revision: 1, term: 1, node: 1, modRevision: 1 };
    const read = (p: number, ask: object, level: 'leader_lease' | 'session', revision: number) => [
      { t: p * 10, type: 'invoke', f: 'read', p, k: 'k', ask } as const,
      { t: p * 10 + 5, type: 'ok', f: 'read', p, k: 'k', at: { ...at, revision, level } } as const,
    ];
    const proof = { held: true, detail: '' };
    const pause = { kind: 'pause-leader', name: 'leader n2', nodes: ['n2'], proof };
    const long = { ...pause, from: 0, to: 3_700_000 };
    const short = { ...pause, from: 0, to: 3_600_000 };
    const course = { windows: [long, short], loadEndedAt: 10_000, figures: { hops: 3 } };
    const leased = historyOf(...read(1, { level: 'leader_lease' }, 'leader_lease', 1));
    const lease = figuresOf(workload('lease'), leased, course).mustBePositive;
    expect(lease).toEqual({ byLease: 1, pausedPastLease: 1 });
    const behind = historyOf(
      ...done('write', 'k', 1, 2),
      ...read(5, { level: 'session', session: 1 }, 'session', 1),
    );
    const session = figuresOf(workload('session'), behind, course).mustBePositive;
    expect(session).toEqual({ hops: 3, behind: 1 });
    const bounded = (windows: typeof course.windows): object =>
      figuresOf(workload('bounded'), behind, { ...course, windows }).mustBePositive;
    expect(bounded([long])).toEqual({ behind: 1, tooStale: 0 });
    expect(bounded([])).toEqual({ behind: 1 });
  });
});

import { describe, expect, it } from 'vitest';
import { fitOf, resetTo } from '../../src/server/host/reconcile.ts';
import type { RecoveredGroup } from '../../src/storage/index.ts';

const conf = {
  index: 0,
  voters: [1, 2, 3],
  outgoing: [],
  learners: [],
  learnersNext: [],
  autoLeave: false,
};

const log: RecoveredGroup = {
  group: 4,
  suspect: false,
  replica: 1,
  hardState: { term: 7, vote: 2, commit: 15 },
  boundary: { index: 10, term: 3, conf },
  runs: [
    { first: 11, term: 3 },
    { first: 14, term: 7 },
  ],
  lastIndex: 20,
  confs: [],
};

function state(appliedIndex: number, appliedTerm: number): Parameters<typeof fitOf>[1] {
  return { appliedIndex, appliedTerm, conf };
}

describe('log and state machine at start (R21)', () => {
  it('agree when the log holds the applied entry, or begins right after it', () => {
    expect(fitOf(log, state(10, 3))).toBe('agree');
    expect(fitOf(log, state(13, 3))).toBe('agree');
    expect(fitOf(log, state(14, 7))).toBe('agree');
  });

  it('do not when a snapshot was installed that the log has not heard of', () => {
    expect(fitOf(log, state(30, 9))).toBe('log_behind');
    expect(fitOf(log, state(15, 6))).toBe('log_behind');
    expect(fitOf(log, state(10, 4))).toBe('log_behind');
  });

  it('the log then restarts right after the state, and keeps its vote in a term it knew', () => {
    expect(resetTo(state(30, 6), log)).toMatchObject({
      hardState: { term: 7, vote: 2, commit: 30 },
      boundary: { index: 30, term: 6 },
      lastIndex: 30,
      applied: 30,
    });
    expect(resetTo(state(30, 9), log).hardState).toEqual({
      term: 9,
      vote: 0,
      commit: 30,
    });
  });

  it('a database that lacks what the log has given up is rebuilt, never gone on with (R24)', () => {
    expect(fitOf(log, state(5, 2))).toBe('state_lost');
    expect(fitOf(log, state(0, 0))).toBe('state_lost');
  });
});

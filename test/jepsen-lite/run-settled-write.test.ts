import { type PutResult, type Resolution, UnavailableError, UnknownOutcomeError } from 'ringkv';
import { describe, expect, it, vi } from 'vitest';
import { checkHistory } from '../../jepsen-lite/checkers/index.ts';
import type { Ending } from '../../jepsen-lite/clients/outcome.ts';
import { clientLimits, runLimits } from '../../jepsen-lite/limits.ts';
import { settledWrite, type WriteFigures } from '../../jepsen-lite/workloads/settled-write.ts';
import { historyOf, type Line } from './run-world.ts';

const served = {
  partition: 0,
  revision: 4,
  term: 1,
  partitionTimeMs: 0,
  servedBy: 1,
  role: 'leader',
  clusterId: '',
  warnings: [],
  deduplicated: false,
  replayed: false,
  ackedBy: [],
} as const;
const put: PutResult = { ...served, ok: true, version: 1, expiresAt: null };
const refused: PutResult = { ...served, ok: false, reason: 'condition_failed', current: null };
const stored = { reason: null, revision: 4, version: 1, value: 0, expiresAt: null } as const;

function answer(succeeded: boolean): Resolution {
  return {
    status: 'done',
    answer: { ...stored, succeeded, current: null, txn: null, more: false },
  };
}

function unreachable(): UnavailableError {
  const fields = { code: 'UNAVAILABLE', reason: 'NO_LEADER', outcome: 'not_executed' } as const;
  return new UnavailableError('nobody leads', fields);
}

/** A put of 7 whose outcome is unknown, and what the partition answers when asked: `null` is no answer. */
async function unknownPut(
  answers: readonly (Resolution | null)[],
): Promise<{ ending: Ending; asked: number; figures: WriteFigures }> {
  let asked = 0;
  const figures = { dedupHits: 0, unknownAtFirst: 0, resolvedDone: 0, resolvedNotDone: 0 };
  const fields = { code: 'DEADLINE_EXCEEDED', reason: 'DEADLINE', partition: 0 };
  const unknown = new UnknownOutcomeError('late', fields, async () => {
    const next = answers[Math.min(asked++, answers.length - 1)] ?? null;
    if (next === null) throw unreachable();
    return next;
  });
  const call = async (): Promise<PutResult> => {
    throw unknown;
  };
  const pause = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(clientLimits.afterUnknownMs[0]);
  };
  vi.useFakeTimers();
  try {
    return { ending: await settledWrite(7, call, figures, pause), asked, figures };
  } finally {
    vi.useRealTimers();
  }
}

/** The verdict of lost-writes on a put that ended so, when the key is not there at the end. */
function verdictOf({ type, v, err }: Ending): string | undefined {
  const lines: Line[] = [
    { t: 1, type: 'invoke', f: 'write', k: 'p', v: 7, p: 1 },
    { t: 2, type, f: 'write', k: 'p', v, p: 1, ...(err !== undefined && { err }) },
    { t: 3, type: 'invoke', f: 'read', k: 'p', p: 2 },
    { t: 4, type: 'ok', f: 'read', k: 'p', v: null, p: 2 },
  ];
  const checks = checkHistory(historyOf(...lines), 'exactly-once');
  return checks.find(({ name }) => name === 'lost-writes')?.verdict;
}

describe('a write without a condition', () => {
  const figures = { dedupHits: 0, unknownAtFirst: 0, resolvedDone: 0, resolvedNotDone: 0 };
  const noPause = async (): Promise<void> => {};

  it('ends ok with where it was executed', async () => {
    const ending = await settledWrite(7, async () => put, figures, noPause);
    expect(ending).toEqual({
      type: 'ok',
      v: 7,
      at: { partition: 0, revision: 4, term: 1, node: 1, modRevision: 4 },
    });
  });

  it('does not excuse a store that says its condition failed', async () => {
    const ending = await settledWrite(7, async () => refused, figures, noPause);
    expect(ending).toMatchObject({ type: 'ok', err: 'condition_failed' });
    expect(verdictOf(ending)).toBe('invalid');
  });

  it('does not excuse a stored answer that says so either', async () => {
    const { ending } = await unknownPut([answer(false)]);
    expect(ending).toMatchObject({ type: 'ok', v: 7, err: 'not succeeded' });
    expect(verdictOf(ending)).toBe('invalid');
  });

  it('is asked about again while nobody can answer', async () => {
    const done = await unknownPut([null, null, null, answer(true)]);
    expect(done).toMatchObject({ asked: 4, ending: { type: 'ok' }, figures: { resolvedDone: 1 } });
    expect(done.ending.err).toBeUndefined();
    const voided = await unknownPut([null, { status: 'not_done' }]);
    expect(voided).toMatchObject({ ending: { type: 'fail' }, figures: { resolvedNotDone: 1 } });
  });

  it('stays open when nobody answers until the bound, and when its identity has ended', async () => {
    const { ending, asked } = await unknownPut([null]);
    expect(ending).toEqual({ type: 'info', err: 'DEADLINE' });
    expect(asked).toBe(clientLimits.resolveMs / clientLimits.afterUnknownMs[0]);
    expect(await unknownPut([{ status: 'unknown' }])).toMatchObject({ asked: 1, ending });
  });

  it('may take its whole time while the client ends: nobody is killed over it', () => {
    const { timeoutMs, resolveMs, resolveTryMs } = clientLimits;
    expect(runLimits.clientsEndMs).toBeGreaterThan(timeoutMs[1] + resolveMs + resolveTryMs);
  });
});

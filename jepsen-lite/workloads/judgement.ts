import {
  budgetOf,
  type CheckResult,
  checkHistory,
  checkLinearizable,
  HistoryError,
  register,
} from '../checkers/index.ts';
import type { HistoryEvent } from '../history/event.ts';
import { MISMATCH } from '../history/operations.ts';
import { CHECK_MS } from '../limits.ts';
import type { FaultWindow } from '../run-record.ts';
import type { Workload } from './catalogue.ts';
import { counterKey } from './exactly-once-keys.ts';

/** What of a run decides how far its history can be judged. */
export interface Standing {
  /** Nobody else writes to the cluster. */
  readonly isAlone: boolean;
  /** What the fleet says of client processes that did not end as they should. */
  readonly failedClients: readonly string[];
}

/**
 * The checks that a workload's history has to pass. The certificate needs every write of a partition in the history,
 * so it is left out where others may write too.
 */
export function checksOf(
  workload: Workload,
  history: readonly HistoryEvent[],
  { isAlone, failedClients }: Standing,
): CheckResult[] {
  const checks = ofHistory(workload, history, isAlone);
  const judged =
    failedClients.length === 0 ? checks : checks.map((one) => capped(one, failedClients));
  return workload.work === null ? judged : [...judged, checkAnswers(history)];
}

function ofHistory(
  { name }: Workload,
  history: readonly HistoryEvent[],
  isAlone: boolean,
): CheckResult[] {
  const budget = budgetOf(CHECK_MS, () => performance.now());
  try {
    if (isAlone) return checkHistory(history, name, budget);
    if (name === 'register') return [checkLinearizable(history, register, budget)];
    return checkHistory(history, name, budget).filter((check) => check.name !== 'certificate');
  } catch (error) {
    // The runner wrote something that is no history: its own fault, and no word about the cluster.
    if (!(error instanceof HistoryError)) throw error;
    return [{ name: 'history', verdict: 'unknown', detail: error.message }];
  }
}

/**
 * A client that died took the last of its events with it, so the effects of its last writes look as if nobody had made
 * them. A contradiction in such a history may be one of the harness alone, and its picture would show nothing.
 */
function capped(check: CheckResult, failedClients: readonly string[]): CheckResult {
  if (check.verdict !== 'invalid') return check;
  const { name, detail } = check;
  const why = `events may be missing (${failedClients.join('; ')})`;
  return { name, verdict: 'unknown', detail: `not decided, ${why}: ${detail}` };
}

/** Writes without a condition can only succeed. What is wrong in one answer needs no other event, so it is never capped. */
function checkAnswers(history: readonly HistoryEvent[]): CheckResult {
  const name = 'answers';
  const answered = history.filter(({ p, type }) => p !== 'nemesis' && type === 'ok');
  const impossible = answered.filter(({ err }) => err !== undefined);
  const [first] = impossible;
  if (first !== undefined) {
    const example = `event ${first.i} answers ${first.f} of ${first.k} with ${first.err}`;
    const detail = `${impossible.length} writes without a condition did not succeed: ${example}`;
    return { name, verdict: 'invalid', detail };
  }
  return { name, verdict: 'valid', detail: `${answered.length} answers, each possible` };
}

/** Keys that every node is asked for at the end, however many others there are. */
export function isAskedEverywhere(workload: Workload, prefix: string): (key: string) => boolean {
  const counters = counterKey(prefix, 0).slice(0, -1);
  return (key) => workload.name === 'exactly-once' && key.startsWith(counters);
}

/** A run as far as figures need it. */
interface Course {
  readonly windows: readonly FaultWindow[];
  readonly loadEndedAt: number;
  /** Sums over the client processes. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Figures {
  readonly all: Readonly<Record<string, number>>;
  /** Those without which the run shows nothing: who never retried proved nothing about retries. */
  readonly mustBePositive: Readonly<Record<string, number>>;
}

export function figuresOf(
  workload: Workload,
  history: readonly HistoryEvent[],
  { windows, loadEndedAt, figures }: Course,
): Figures {
  const begun = history.find(({ type, p }) => type === 'invoke' && p !== 'nemesis')?.t ?? 0;
  const loadMicros = Math.max(1, loadEndedAt - begun);
  const disturbed = windows.reduce((sum, { from, to }) => sum + to - from, 0);
  const answers = history.filter(
    ({ type, p, t }) => type === 'ok' && p !== 'nemesis' && t <= loadEndedAt,
  );
  const all = {
    okPerSecond: answers.length / (loadMicros / 1e6),
    longestGapMs: longestGap(answers, begun) / 1e3,
    mismatches: history.filter(({ err }) => err === MISMATCH).length,
    quietPercent: 100 - (disturbed / loadMicros) * 100,
    ...figures,
  };
  const { retries = 0, dedupHits = 0 } = figures;
  const mustBePositive =
    workload.name === 'exactly-once' ? { retries, 'dedup hits': dedupHits } : {};
  return { all, mustBePositive };
}

/** The longest time in which no operation succeeded, microseconds. */
function longestGap(answers: readonly HistoryEvent[], begun: number): number {
  let last = begun;
  let longest = 0;
  for (const { t } of answers) {
    longest = Math.max(longest, t - last);
    last = t;
  }
  return longest;
}

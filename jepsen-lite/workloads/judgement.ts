import {
  budgetOf,
  type CheckResult,
  checkHistory,
  checkLinearizable,
  HistoryError,
  overlapsOf,
  readsBehind,
  register,
} from '../checkers/index.ts';
import type { HistoryEvent } from '../history/event.ts';
import { MISMATCH, operationsOf } from '../history/operations.ts';
import { CHECK_MS } from '../limits.ts';
import { isLeaderFault } from '../nemeses/index.ts';
import type { FaultWindow } from '../run-record.ts';
import { LEASE_MS, type Workload } from './catalogue.ts';
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

/** What others wrote would be taken for writes that nobody made. */
const needsAllWrites: ReadonlySet<string> = new Set([
  'certificate',
  'prefix',
  'watch-every-revision',
]);

function ofHistory(
  { name }: Workload,
  history: readonly HistoryEvent[],
  isAlone: boolean,
): CheckResult[] {
  const budget = budgetOf(CHECK_MS, () => performance.now());
  try {
    if (isAlone) return checkHistory(history, name, budget);
    if (name === 'register' || name === 'lease')
      return [checkLinearizable(history, register, budget)];
    return checkHistory(history, name, budget).filter((check) => !needsAllWrites.has(check.name));
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
    ...ownFigures(workload, history),
    ...(workload.name === 'lease' && leaseFigures(history, windows)),
  };
  const { retries = 0, dedupHits = 0 } = figures;
  if (workload.name === 'exactly-once') {
    return { all, mustBePositive: { retries, 'dedup hits': dedupHits } };
  }
  const underFaults = windows.length > 0 ? (workload.positiveUnderFaults ?? []) : [];
  const names = [...(workload.mustBePositive ?? []), ...underFaults];
  const found: Readonly<Record<string, number>> = all;
  const mustBePositive = Object.fromEntries(names.map((name) => [name, found[name] ?? 0]));
  return { all, mustBePositive };
}

/** What only the whole history tells: how many reads were behind, how often two holders of a lock met. */
function ownFigures({ name }: Workload, history: readonly HistoryEvent[]): Record<string, number> {
  const isOfReplicas = name === 'session' || name === 'bounded' || name === 'eventual';
  if (!isOfReplicas && name !== 'lock') return {};
  try {
    const operations = operationsOf(history);
    if (name === 'lock') return { ...overlapsOf(operations) };
    const tooStale = history.filter(({ err }) => err === 'TOO_STALE').length;
    return { behind: readsBehind(operations), tooStale };
  } catch (error) {
    // No history: a check of its own says so.
    if (error instanceof HistoryError) return {};
    throw error;
  }
}

/** Reads that a lease vouched for, and leaders that stood still for longer than any promise to them lasts. */
function leaseFigures(
  history: readonly HistoryEvent[],
  windows: readonly FaultWindow[],
): Record<string, number> {
  const byLease = history.filter(({ at }) => at?.level === 'leader_lease').length;
  const pausedPastLease = windows.filter(
    ({ kind, name, from, to }) =>
      kind.startsWith('pause') && isLeaderFault(name) && to - from > (PROMISE_MS + NOTICE_MS) * 1e3,
  ).length;
  return { byLease, pausedPastLease };
}

/** A voter keeps a promise for so long (R7): a tenth longer than the lease. */
const PROMISE_MS = LEASE_MS * 1.1;
/** A window ends once the node has noticed that it stood still, which takes that long at most. */
const NOTICE_MS = 2_000;

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

import type { HistoryEvent } from '../history/event.ts';
import { MISMATCH } from '../history/operations.ts';

export type Outcome = 'ok' | 'fail' | 'info';

export const outcomes: readonly Outcome[] = ['ok', 'fail', 'info'];

/** What each outcome says, for legends and tables. */
export const outcomeMeaning: Readonly<Record<Outcome, string>> = {
  ok: 'happened',
  fail: 'did not happen',
  info: 'nobody knows',
};

/** The same for the whole-run figure, by `Operation.shown`. */
export const shownMeaning: Readonly<Record<Outcome, string>> = {
  ...outcomeMeaning,
  ok: 'answered, also that a condition did not hold',
};

/** An invoke and its completion. */
export interface Operation {
  readonly invoke: HistoryEvent;
  /** Null: the history ends before it. */
  readonly completion: HistoryEvent | null;
  readonly outcome: Outcome;
  /** As the whole-run figure shows it: a condition that did not hold was answered, which is no failure of the store. */
  readonly shown: Outcome;
  /** Microseconds; of an operation without completion the time to the end of the history. */
  readonly latency: number;
}

export interface Operations {
  /** By the time of their invoke. */
  readonly all: readonly Operation[];
  /** By `i` of the invoke. */
  readonly byInvoke: ReadonlyMap<number, Operation>;
  /** Microseconds: when the last event was written. */
  readonly end: number;
}

/** A process has one operation open at a time, so its next completion answers its last invoke. */
export function pairOperations(history: readonly HistoryEvent[]): Operations {
  const open = new Map<number, HistoryEvent>();
  const completions = new Map<HistoryEvent, HistoryEvent>();
  const invokes: HistoryEvent[] = [];
  let end = 0;
  for (const event of history) {
    end = Math.max(end, event.t);
    if (event.p === 'nemesis') continue;
    if (event.type === 'invoke') {
      open.set(event.p, event);
      invokes.push(event);
      continue;
    }
    const invoke = open.get(event.p);
    if (invoke !== undefined) completions.set(invoke, event);
    open.delete(event.p);
  }
  const all = invokes.map((invoke): Operation => {
    const completion = completions.get(invoke) ?? null;
    const type = completion?.type;
    const outcome = type === 'ok' || type === 'fail' ? type : 'info';
    return {
      invoke,
      completion,
      outcome,
      shown: outcome === 'fail' && completion?.err === MISMATCH ? 'ok' : outcome,
      latency: Math.max(0, (completion?.t ?? end) - invoke.t),
    };
  });
  return { all, byInvoke: new Map(all.map((each) => [each.invoke.i, each])), end };
}

/** Which partition holds a key, as the answers about it say; null when none was answered. */
export function partitionOf(key: string, operations: Operations): number | null {
  for (const { invoke, completion } of operations.all) {
    if (invoke.k === key && completion?.at !== undefined) return completion.at.partition;
  }
  return null;
}

/** Nearest rank: a latency that was really seen. NaN of nothing. */
export function percentile(sorted: Float64Array, share: number): number {
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank - 1))] ?? Number.NaN;
}

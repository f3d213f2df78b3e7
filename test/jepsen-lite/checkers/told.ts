import { type CheckedWorkload, checkHistory } from '../../../jepsen-lite/checkers/index.ts';
import type { CheckResult } from '../../../jepsen-lite/checkers/verdict.ts';
import type {
  Ask,
  EventType,
  HistoryEvent,
  ServedFrom,
} from '../../../jepsen-lite/history/event.ts';

/** A line of a history written by hand. Time is its place, in milliseconds, unless it says another. */
export interface Told {
  readonly p: number;
  readonly type: EventType;
  readonly f: string;
  readonly k?: string;
  readonly v?: unknown;
  readonly ask?: Ask;
  readonly at?: Partial<ServedFrom>;
  readonly err?: string;
  /** Milliseconds. */
  readonly ms?: number;
}

export function historyOf(lines: readonly Told[]): HistoryEvent[] {
  let t = -1_000;
  return lines.map(({ ms, at, ...line }, i) => {
    t = ms === undefined ? t + 1_000 : ms * 1_000;
    const from = { partition: 0, revision: 0, term: 1, node: 1, modRevision: 0 };
    return { i, t, k: 'k', ...line, ...(at && { at: { ...from, ...at } }) };
  });
}

/** An operation that nothing overlaps. */
export function done(line: Omit<Told, 'type'>, end: EventType = 'ok'): Told[] {
  const { p, f, k, v, ask } = line;
  const isRead = f === 'read' || f === 'scan';
  const asked = { p, f, ...(k !== undefined && { k }), ...(ask && { ask }) };
  return [
    { ...asked, type: 'invoke', ...(!isRead && v !== undefined && { v }) },
    { ...line, type: end },
  ];
}

/** What one check of a workload says. */
export function check(
  workload: CheckedWorkload,
  name: string,
  lines: readonly Told[],
): CheckResult | undefined {
  return checkHistory(historyOf(lines), workload).find((one) => one.name === name);
}

import type { HistoryEvent } from './history/event.ts';
import type { RunRecord } from './run-record.ts';

type Counts = RunRecord['counts'];

/** How the operations of a history ended. One that was never answered is an unknown. */
export function countsOf(history: readonly HistoryEvent[]): Counts {
  const total = { ok: 0, fail: 0, info: 0 };
  const byOperation: Record<string, { ok: number; fail: number; info: number }> = {};
  const open = new Map<number, string>();
  const count = (f: string, type: 'ok' | 'fail' | 'info'): void => {
    const one = byOperation[f] ?? { ok: 0, fail: 0, info: 0 };
    byOperation[f] = one;
    one[type]++;
    total[type]++;
  };
  for (const { p, type, f } of history) {
    if (p === 'nemesis') continue;
    if (type === 'invoke') open.set(p, f);
    else {
      open.delete(p);
      count(f, type);
    }
  }
  for (const f of open.values()) count(f, 'info');
  return { ...total, byOperation };
}

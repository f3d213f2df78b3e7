import type { HistoryEvent, ServedFrom } from './history/event.ts';
import type { LeaderSpan } from './run-record.ts';

/**
 * Who led each partition, as the answers tell: whoever executed a linearizable operation led in the term that it names;
 * reads of other levels are served by anybody. A span reaches from the first answer of a term to its last one.
 */
export function leaderSpans(history: readonly HistoryEvent[]): LeaderSpan[] {
  const spans = new Map<string, LeaderSpan>();
  for (const { t, type, at } of history) {
    if (at === undefined || at.term === 0 || !isOfLeader(at) || type === 'invoke') continue;
    const id = `${at.partition}/${at.term}/${at.node}`;
    const known = spans.get(id);
    const { partition, node, term } = at;
    spans.set(id, { partition, node, term, from: known?.from ?? t, to: t });
  }
  return [...spans.values()].sort((a, b) => a.partition - b.partition || a.from - b.from);
}

function isOfLeader({ level = 'linearizable' }: ServedFrom): boolean {
  return level === 'linearizable' || level === 'leader_lease';
}

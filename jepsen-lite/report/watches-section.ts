import type { HistoryEvent } from '../history/event.ts';
import type { ToldItem, WatchBegin } from '../history/watched.ts';
import { count, cut, duration } from './format.ts';
import { percentile } from './history-operations.ts';
import { html, type Markup } from './html.ts';
import { limits } from './limits.ts';

/** What became of one watch. */
interface Seen {
  readonly begin: WatchBegin;
  readonly on: string;
  legs: number;
  events: number;
  interrupted: number;
  compacted: number;
  /** Null: it was left as it was. */
  complete: boolean | null;
  /** From the answer to a write until its line here; microseconds. */
  readonly lags: number[];
}

/** Each watch with what it was told, and how long after the answers. Nothing for runs without watches. */
export function watchesSection(history: readonly HistoryEvent[]): Markup {
  const watches = watchesOf(history);
  if (watches.length === 0) return html``;
  const rows = watches.slice(0, limits.rows).map((seen) => {
    const { begin, on, lags, complete } = seen;
    const sorted = Float64Array.from(lags).sort();
    const lag = (share: number): string =>
      sorted.length === 0 ? '–' : duration(percentile(sorted, share));
    const kinds = begin.without.length > 0 ? ` without ${begin.without.join(', ')}` : '';
    const end = complete === null ? 'left' : complete ? 'told of all' : 'cut off';
    const of = `${on === '' ? 'everything' : on}${begin.initial ? ', and what was there' : ''}${kinds}`;
    const counts = [seen.legs, seen.events, seen.interrupted, seen.compacted];
    return html`<tr><td>${cut(begin.watch, 60)}</td><td>${begin.way}</td><td><code>${cut(of, 80)}</code></td>${counts.map((value) => html`<td class="num">${count(value)}</td>`)}<td class="num">${lag(0.5)}</td><td class="num">${lag(1)}</td><td>${end}</td></tr>`;
  });
  const heads = ['legs', 'events', 'interrupted', 'compacted', 'p50 after', 'at most'];
  return html`<section class="card" id="watches"><h2>Watches</h2>
<p class="sub">After: from the answer to a write until a watch had told of it, to within ${duration(LINE)}.</p>
<div class="scroll"><table><thead><tr><th>watch</th><th>way</th><th>of</th>${heads.map((head) => html`<th class="num">${head}</th>`)}<th>end</th></tr></thead><tbody>${rows}</tbody></table></div>
</section>`;
}

/** What comes within such a time is one line of a history. */
const LINE = 100_000;

function watchesOf(history: readonly HistoryEvent[]): Seen[] {
  const answeredAt = new Map<string, number>();
  for (const { type, at, t } of history) {
    if (type === 'ok' && at !== undefined) {
      const place = `${at.partition} ${at.revision}`;
      answeredAt.set(place, Math.min(t, answeredAt.get(place) ?? t));
    }
  }
  const watches = new Map<string, Seen>();
  const current = new Map<HistoryEvent['p'], Seen>();
  for (const { p, type, f, k = '', v, t } of history) {
    if (f === 'watch' && type === 'invoke') {
      const begin = v as WatchBegin;
      const fresh = { begin, on: k, legs: 0, events: 0, interrupted: 0, compacted: 0 };
      const seen = watches.get(begin.watch) ?? { ...fresh, complete: null, lags: [] };
      watches.set(begin.watch, seen);
      current.set(p, seen);
      seen.legs++;
    } else if (f === 'told' && type === 'ok') {
      const seen = current.get(p);
      if (seen === undefined) continue;
      for (const item of v as readonly ToldItem[]) look(item, seen, t, answeredAt);
    }
  }
  return [...watches.values()];
}

function look(
  item: ToldItem,
  seen: Seen,
  t: number,
  answeredAt: ReadonlyMap<string, number>,
): void {
  if (item.type === 'interrupted') seen.interrupted++;
  else if (item.type === 'compacted') seen.compacted++;
  else if (item.type === 'closed') seen.complete = item.complete;
  else if ('revision' in item && item.type !== 'entry') {
    seen.events++;
    const answered = answeredAt.get(`${item.partition} ${item.revision}`);
    if (answered !== undefined) seen.lags.push(Math.max(0, t - answered));
  }
}

import type { ClientEvent } from './clients/protocol.ts';
import type { RunClock } from './clock.ts';
import type { HistoryEvent } from './history/event.ts';

/** A line of the history before it has its place. */
type RawEvent = Omit<ClientEvent, 'p' | 'k'> & {
  readonly p: number | 'nemesis';
  readonly k?: string;
};

/** Everything that happened in a run, as it comes in from several processes. */
export class EventLog {
  readonly #clock: RunClock;
  readonly #events: RawEvent[] = [];
  readonly #keys = new Set<string>();
  #recent: string | null = null;
  ok = 0;
  fail = 0;
  info = 0;

  constructor(clock: RunClock) {
    this.#clock = clock;
  }

  add(events: readonly ClientEvent[]): void {
    for (const event of events) {
      this.#events.push(event);
      if (event.type === 'invoke') {
        this.#keys.add(event.k);
        this.#recent = event.k;
      } else this[event.type]++;
    }
  }

  nemesis(f: string, v: string): void {
    this.#events.push({ ns: this.#clock.stamp(), p: 'nemesis', type: 'info', f, v });
  }

  /** A key that clients used a moment ago. */
  get recentKey(): string | null {
    return this.#recent;
  }

  /** Every key that was ever used. */
  get keys(): readonly string[] {
    return [...this.#keys];
  }

  history(): HistoryEvent[] {
    return merge(this.#events);
  }
}

/**
 * All processes' events in one order, by time. At equal times an invoke comes first: intervals that touch count as
 * overlapping, which allows more orders and never finds a violation that is none. Events of one client process never
 * have equal times, so its own order stays.
 */
export function merge(events: readonly RawEvent[]): HistoryEvent[] {
  const rank = (event: RawEvent): number => (event.type === 'invoke' ? 0 : 1);
  const sorted = [...events].sort((a, b) => a.ns - b.ns || rank(a) - rank(b));
  return sorted.map(({ ns, p, type, f, k, v, ask, at, err }, i) => ({
    i,
    t: Math.floor(ns / 1_000),
    p,
    type,
    f,
    ...(k !== undefined && { k }),
    ...(v !== undefined && { v }),
    ...(ask !== undefined && { ask }),
    ...(at !== undefined && { at }),
    ...(err !== undefined && { err }),
  }));
}

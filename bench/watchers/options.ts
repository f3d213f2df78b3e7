import { BenchError } from '../errors.ts';
import { readFlags } from '../flags.ts';
import { integer } from '../integer.ts';
import { benchLimits } from '../limits.ts';

/** Bounds and defaults: what was asked of watches. */
export const watcherLimits = {
  watchers: 10_000,
  watchersMax: 100_000,
  /** That one event concerns. */
  perEvent: 100,
  /** In a second. */
  events: 1_000,
  eventsMax: 100_000,
  streams: 4,
  streamsMax: 10_000,
  valueBytes: 256,
  warmUpSeconds: 5,
  seconds: 20,
  secondsMax: 3_600,
  /** Starting and ending a cluster, and all watches, in milliseconds. */
  startMs: benchLimits.ringkvStartMs + 60_000,
} as const;

export interface WatcherOptions {
  readonly watchers: number;
  readonly perEvent: number;
  readonly events: number;
  /** Connections that the watchers share. */
  readonly streams: number;
  readonly seconds: number;
  readonly json: string | null;
}

export const usage = `npm run bench:watchers -- [--watchers N] [--per-event M] [--events E] [--streams K] [--seconds S] [--json FILE|-]

N watchers of N/M keys at one node over K streams, and E puts a second on these keys: CPU and memory of the node, and how long after
its put each event is with its watchers
defaults  --watchers ${watcherLimits.watchers}, --per-event ${watcherLimits.perEvent}, --events ${watcherLimits.events}, --streams ${watcherLimits.streams}, --seconds ${watcherLimits.seconds}`;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseWatcherOptions(argv: readonly string[]): WatcherOptions | null {
  const names = ['watchers', 'per-event', 'events', 'streams', 'seconds', 'json'] as const;
  const values = readFlags(argv, names);
  if (values === null) return null;
  const limits = watcherLimits;
  const number = (name: (typeof names)[number], usual: number, most: number): number =>
    integer(name, values[name] ?? `${usual}`, 1, most);
  const watchers = number('watchers', limits.watchers, limits.watchersMax);
  const perEvent = number('per-event', limits.perEvent, watchers);
  if (watchers % perEvent !== 0) {
    throw new BenchError(`--watchers ${watchers} is no multiple of --per-event ${perEvent}`, 2);
  }
  return {
    watchers,
    perEvent,
    events: number('events', limits.events, limits.eventsMax),
    streams: number('streams', limits.streams, Math.min(watchers, limits.streamsMax)),
    seconds: number('seconds', limits.seconds, limits.secondsMax),
    json: values.json ?? null,
  };
}

import { decimals, mebibytes } from '../figures.ts';
import type { Findings } from '../findings.ts';
import type { LatencyMs } from '../latencies.ts';
import type { WatcherOptions } from './options.ts';
import type { Heard } from './protocol.ts';

export interface Watched {
  readonly seconds: number;
  readonly puts: number;
  readonly putMs: LatencyMs;
  readonly heard: Heard;
  /** Of one core, of the node that is watched. */
  readonly sharePercent: number;
  readonly residentBytes: {
    readonly before: number;
    readonly watching: number;
    readonly after: number;
  };
}

export function findingsOf(options: WatcherOptions, watched: Watched): Findings {
  const { watchers, streams, perEvent } = options;
  const { seconds, puts, putMs, heard, sharePercent, residentBytes } = watched;
  const perWatcher = (residentBytes.watching - residentBytes.before) / watchers;
  return {
    tables: [
      {
        title: `${watchers} watchers over ${streams} streams at one node, ${perEvent} for each event`,
        headings: ['', 'a second', 'p50 ms', 'p99 ms', 'max ms'],
        lines: [
          ['puts', decimals(puts / seconds), ...latency(putMs)],
          ['events told to streams', decimals(heard.events / seconds), ...latency(heard.latencyMs)],
          ['deliveries to watchers', decimals(heard.deliveries / seconds), '', '', ''],
        ],
      },
      {
        title: 'the node that is watched',
        headings: [
          '',
          '% of a core',
          'RSS MiB before',
          'with watchers',
          'after',
          'bytes a watcher',
        ],
        lines: [
          [
            '',
            decimals(sharePercent),
            mebibytes(residentBytes.before),
            mebibytes(residentBytes.watching),
            mebibytes(residentBytes.after),
            decimals(perWatcher, 0),
          ],
        ],
      },
    ],
    targets: [],
    figures: { ...options, ...watched },
  };
}

function latency({ p50, p99, max }: LatencyMs): readonly string[] {
  return [p50, p99, max].map((ms) => decimals(ms));
}

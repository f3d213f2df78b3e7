import type { ClientStats } from 'ringkv';
import { decimals, whole } from '../figures.ts';
import type { Findings } from '../findings.ts';
import { median } from '../median.ts';
import { type FailoverOptions, failoverLimits } from './options.ts';

/** One kill -9 of the leader. Times in milliseconds. */
export interface Kill {
  readonly node: string;
  readonly partition: number;
  /** From the kill to the acknowledgement of a put that was begun after it. */
  readonly ms: number;
  /** From the start of the killed node until it was ready and all members were up. */
  readonly healthyMs: number;
  /** Puts that the client gave up meanwhile. */
  readonly errors: number;
}

/** Of the whole run. */
export interface TrickleFigures extends ClientStats {
  readonly acknowledged: number;
  readonly errors: number;
  readonly firstError: string | null;
}

export function findingsOf(
  { rate, settleMs }: FailoverOptions,
  kills: readonly Kill[],
  trickle: TrickleFigures,
): Findings {
  const times = kills.map(({ ms }) => ms);
  const p50Ms = median(times);
  const maxMs = Math.max(...times);
  const inOrder = [...times].sort((a, b) => a - b).map((ms) => ms.toFixed(0));
  return {
    tables: [
      {
        title: `kill -9 of the leader to the next acknowledged put, ms, at ${rate} puts a second`,
        headings: ['', 'kills', 'p50', 'lowest', 'max', 'node healthy again, p50'],
        lines: [
          [
            'leader of one partition',
            `${kills.length}`,
            decimals(p50Ms, 0),
            decimals(Math.min(...times), 0),
            decimals(maxMs, 0),
            decimals(median(kills.map(({ healthyMs }) => healthyMs)), 0),
          ],
        ],
      },
      {
        title: 'of the client',
        headings: ['', 'acknowledged', 'errors', 'retries', 'deduplicated', 'unknown'],
        lines: [
          [
            'puts',
            whole(trickle.acknowledged),
            whole(trickle.errors),
            whole(trickle.retries),
            whole(trickle.deduplicated),
            whole(trickle.unknown),
          ],
        ],
      },
      {
        title: 'all kills, ms, the fastest first',
        headings: ['', ''],
        lines: [['', inOrder.join(' ')]],
      },
    ],
    targets: [
      { what: 'p50', measured: p50Ms, most: failoverLimits.p50Ms, unit: ' ms' },
      { what: `max of ${kills.length}`, measured: maxMs, most: failoverLimits.maxMs, unit: ' ms' },
    ],
    figures: { rate, settleMs, p50Ms, maxMs, kills, ...trickle },
  };
}

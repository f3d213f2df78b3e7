import { readFlags } from '../flags.ts';
import { integer } from '../integer.ts';

/** Bounds and defaults. Times in milliseconds. */
export const failoverLimits = {
  kills: 30,
  killsMax: 1_000,
  /** Puts per second: the next one is due at most so much of a second after a kill. */
  rate: 200,
  rateMax: 10_000,
  /** After the killed node is healthy again, before the next kill. */
  settleMs: 1_000,
  settleMsMax: 60_000,
  /** Added to it at random, so that kills meet heartbeats and puts at any phase. */
  jitterMs: 100,
  /** Unanswered puts; what comes due beyond is refused and counted as an error. */
  inFlightMax: 4_096,
  /** No acknowledged write so long after a kill: something is broken. */
  acknowledgedMs: 30_000,
  /** Until the killed node is ready and every member says that all are up. */
  healthyMs: 60_000,
  startMs: 60_000,
  /** The targets. */
  p50Ms: 200,
  maxMs: 1_000,
  valueBytes: 256,
  /** Keys that the puts go round, all of one partition. */
  keys: 64,
} as const;

export interface FailoverOptions {
  readonly kills: number;
  /** Puts per second. */
  readonly rate: number;
  readonly settleMs: number;
  readonly json: string | null;
}

export const usage = `npm run bench:failover -- [--kills N] [--rate R] [--settle-ms MS] [--json FILE|-]

kill -9 of the leader of one partition, again and again, under a trickle of puts: how long until the next is acknowledged
defaults  --kills ${failoverLimits.kills}, --rate ${failoverLimits.rate} (puts a second), --settle-ms ${failoverLimits.settleMs} (after the node is healthy again)`;

/** Throws a {@link BenchError} with exit code 2 that names the value and what is allowed. Null for `--help`. */
export function parseFailoverOptions(argv: readonly string[]): FailoverOptions | null {
  const values = readFlags(argv, ['kills', 'rate', 'settle-ms', 'json']);
  if (values === null) return null;
  const { kills, killsMax, rate, rateMax, settleMs, settleMsMax } = failoverLimits;
  return {
    kills: integer('kills', values.kills ?? `${kills}`, 1, killsMax),
    rate: integer('rate', values.rate ?? `${rate}`, 1, rateMax),
    settleMs: integer('settle-ms', values['settle-ms'] ?? `${settleMs}`, 0, settleMsMax),
    json: values.json ?? null,
  };
}

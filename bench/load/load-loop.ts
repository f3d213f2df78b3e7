import { benchLimits } from '../limits.ts';
import type { Load } from '../plan.ts';
import { closedLoop } from './closed-loop.ts';
import { openLoop } from './open-loop.ts';
import type { Measured } from './protocol.ts';

/** The load for so many seconds: an open loop if it has a rate, else a closed one. */
export function loadLoop(
  { concurrency, rate }: Load,
  seconds: number,
  operation: () => Promise<void>,
): Promise<Measured> {
  const { drainMs } = benchLimits;
  if (rate === undefined) return closedLoop({ concurrency, seconds, drainMs, operation });
  return openLoop({ rate, seconds, inFlightMax: concurrency, drainMs, operation });
}

import type { ReadLevel } from '../../src/server/host/operation.ts';
import type { ReadMode } from './plan.ts';

/** What a way of reading promises, and where it may be asked for. A new one is a line here and a draw of its own. */
interface Reading {
  /** As the host is asked for it. */
  readonly level: ReadLevel;
  /** Whoever is asked serves it, though another node leads. */
  readonly here: boolean;
  /** It sees everything that was answered before it began; else any state that the partition ever had. */
  readonly isStrict: boolean;
  /** Any replica answers it, without a word to the others. */
  readonly anywhere: boolean;
}

export const readings: Readonly<Record<ReadMode, Reading>> = {
  linearizable: { level: 'linearizable', here: false, isStrict: true, anywhere: false },
  // Where leases are off the leader asks a quorum all the same.
  lease: { level: 'leader_lease', here: false, isStrict: true, anywhere: false },
  // Keys that come to an end are left to the leader (R29): then the client goes there.
  follower: { level: 'linearizable', here: true, isStrict: true, anywhere: false },
  session: { level: 'session', here: true, isStrict: false, anywhere: true },
  bounded: { level: 'bounded_staleness', here: true, isStrict: false, anywhere: true },
  eventual: { level: 'eventual', here: false, isStrict: false, anywhere: true },
};

import type { ReadLevel } from '../../src/server/host/operation.ts';
import type { ReadMode } from './plan.ts';

/** What a way of reading promises, and where it may be asked for. A new one is a line here and a draw of its own. */
interface Reading {
  /** As the host is asked for it. */
  readonly level: ReadLevel;
  /** It sees everything that was answered before it began; else any state that the partition ever had. */
  readonly isStrict: boolean;
  /** Any replica answers it; else only the leader. */
  readonly anywhere: boolean;
}

export const readings: Readonly<Record<ReadMode, Reading>> = {
  linearizable: { level: 'linearizable', isStrict: true, anywhere: false },
  eventual: { level: 'eventual', isStrict: false, anywhere: true },
};

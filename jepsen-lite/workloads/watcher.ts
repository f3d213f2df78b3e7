import type { WatchNotebook } from './watch-notebook.ts';
import type { WatcherPlan } from './watch-plans.ts';

/** What all watches of one client process have in common. */
export interface WatcherSetting {
  readonly plan: WatcherPlan;
  readonly endpoints: readonly string[];
  readonly newNotebook: (plan: WatcherPlan) => WatchNotebook;
  readonly figures: WatchFigures;
}

/** How often the watches of one client met what they are there for. */
export interface WatchFigures {
  resumed: number;
  pauses: number;
  compacted: number;
  interrupted: number;
}

/** A watch that runs beside the load. */
export interface Watcher {
  /** Resolves when it has ended. */
  run(): Promise<void>;
  /** The load is over: ends once it was told of everything, at the latest after this time. */
  finish(withinMs: number): void;
}

import { loadOffline } from './db-inspect.ts';
import type { Engine } from './engine.ts';
import { Generations } from './generations.ts';
import { loadGenerations } from './generations-loader.ts';
import { appliedIndexOf } from './partition-loader.ts';
import { RowStore } from './row-store.ts';

/** What cannot be restored, and why: nothing was changed. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError';
}

export interface Restored {
  readonly generation: number;
  readonly appliedIndex: number;
}

type Done = (error: Error | null, restored: Restored | null) => void;

/**
 * The owner's way back, in the database of a node that does not run: what was set aside of a group is live again, and what
 * stood in its place is swept by the next start, which applies the log above. One synced write, so there is no between.
 */
export function restoreAside(engine: Engine, group: number, done: Done): void {
  const rows = new RowStore(engine);
  const generations = new Generations(rows);
  const refuse = (why: string): void => done(new RestoreError(`group ${group} ${why}`), null);
  loadGenerations(engine, generations, (error) => {
    if (error !== null) return done(error, null);
    const { live, aside } = generations.of(group);
    if (aside === 0) return refuse('has no generation that was set aside');
    loadOffline(rows, group, aside, (failure, partition) => {
      // A node that meets such rows would only set them aside again.
      if (partition === null) return refuse(`cannot be restored: ${failure?.message ?? 'nothing'}`);
      const { appliedIndex } = partition;
      const liveIndex = appliedIndexOf(rows, group, live) ?? 0;
      if (liveIndex > 0 && liveIndex >= appliedIndex) {
        return refuse(
          `has a live generation at index ${liveIndex}; what was set aside is at ${appliedIndex}`,
        );
      }
      engine.write([generations.restoreOp(group)], (unwritten) => {
        done(unwritten, unwritten === null ? { generation: aside, appliedIndex } : null);
      });
    });
  });
}

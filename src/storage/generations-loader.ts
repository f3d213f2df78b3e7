import type { Engine, EngineIterator } from './engine.ts';
import type { Generations } from './generations.ts';
import { refuseOrphans } from './orphan-rows.ts';

type Done = (error: Error | null) => void;

/** Reads the pointers of all groups; what has rows and no pointer is refused. */
export function loadGenerations(engine: Engine, generations: Generations, done: Done): void {
  const view = engine.snapshot();
  const iterator = view.iterate(generations.space.range('', null));
  loadPointers(iterator, generations, (error) => {
    iterator.close();
    view.close();
    if (error !== null) return done(error);
    const groups = new Set(generations.groups);
    refuseOrphans(engine, (group) => groups.has(group), done);
  });
}

function loadPointers(iterator: EngineIterator, generations: Generations, done: Done): void {
  iterator.next(256, (error, rows) => {
    let failure: Error | null = error;
    try {
      for (const row of rows) generations.loaded(row);
    } catch (corruption) {
      failure = corruption as Error;
    }
    if (failure === null && rows.length > 0) loadPointers(iterator, generations, done);
    else done(failure);
  });
}

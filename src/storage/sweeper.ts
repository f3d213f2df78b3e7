import type { EngineError, EngineRange } from './engine.ts';
import type { EngineWriter } from './engine-writer.ts';
import type { Generations } from './generations.ts';
import type { RowStore } from './row-store.ts';

/** Removes the rows of dead generations in the background, a range at a time. What a crash leaves, the next start sweeps. */
export class Sweeper {
  readonly #rows: RowStore;
  readonly #writer: EngineWriter;
  readonly #generations: Generations;
  readonly #failed: (error: EngineError) => void;
  /** Groups to look at; a set, so bounded by the groups of the node. */
  readonly #groups = new Set<number>();
  #running = false;

  constructor(
    parts: {
      readonly rows: RowStore;
      readonly writer: EngineWriter;
      readonly generations: Generations;
    },
    failed: (error: EngineError) => void,
  ) {
    this.#rows = parts.rows;
    this.#writer = parts.writer;
    this.#generations = parts.generations;
    this.#failed = failed;
  }

  sweep(groups: Iterable<number>): void {
    for (const group of groups) this.#groups.add(group);
    if (this.#running || this.#groups.size === 0) return;
    this.#running = true;
    // Through the writer, so that a batch in flight cannot write rows of the generation behind the sweep.
    this.#writer.submit(
      () => [],
      (error) => {
        if (error === null) this.#next([]);
        else this.#running = false;
      },
    );
  }

  #next(ranges: readonly EngineRange[]): void {
    const [range, ...rest] = ranges;
    if (range !== undefined) {
      this.#rows.engine.sweep(range, (error) => {
        if (error === null) return this.#next(rest);
        this.#running = false;
        // A closing node drops its sweeps; anything else is the disk speaking.
        if (error.kind !== 'closed') this.#failed(error);
      });
      return;
    }
    for (const group of this.#groups) {
      this.#groups.delete(group);
      this.#next(this.#generations.deadRanges(group));
      return;
    }
    this.#running = false;
  }
}

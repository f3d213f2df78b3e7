import type { Compactor } from './compactor.ts';
import {
  type EngineError,
  type EngineIterator,
  type EngineOp,
  type EngineRange,
  isClosed,
} from './engine.ts';
import type { EngineWriter } from './engine-writer.ts';
import type { Generations } from './generations.ts';
import type { RowStore } from './row-store.ts';

/** Rows removed with one batch: a flush waits for one at most. */
const SWEEP_ROWS = 1_024;

/**
 * Removes the rows of dead generations in the background, then has their space given back. What a crash leaves, the
 * next start sweeps.
 *
 * A slice at a time, each a batch of the one writer: no batch of a flush may be under way beside it. LevelDB would
 * acknowledge that one although it lies behind a torn record of the sweep that failed, and lose it at the next start.
 */
export class Sweeper {
  readonly #rows: RowStore;
  readonly #writer: EngineWriter;
  readonly #generations: Generations;
  readonly #compactor: Compactor;
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
    compactor: Compactor,
    failed: (error: EngineError) => void,
  ) {
    this.#rows = parts.rows;
    this.#writer = parts.writer;
    this.#generations = parts.generations;
    this.#compactor = compactor;
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
      this.#begin(range, () => this.#next(rest));
      return;
    }
    for (const group of this.#groups) {
      this.#groups.delete(group);
      this.#next(this.#generations.deadRanges(group));
      return;
    }
    this.#running = false;
  }

  #begin(range: EngineRange, done: () => void): void {
    let view: ReturnType<RowStore['engine']['snapshot']>;
    try {
      view = this.#rows.engine.snapshot();
    } catch (error) {
      this.#stop(error as EngineError);
      return;
    }
    const iterator = view.iterate(range, { keysOnly: true });
    const end = (): void => {
      iterator.close();
      view.close();
    };
    this.#slice(iterator, (error) => {
      // Before the compaction: an open snapshot keeps every row that it sees.
      end();
      if (error !== null) return this.#stop(error);
      this.#compactor.emptied(range);
      done();
    });
  }

  #slice(iterator: EngineIterator, done: (error: Error | null) => void): void {
    iterator.next(SWEEP_ROWS, (error, rows) => {
      if (error !== null || rows.length === 0) return done(error);
      const removals = rows.map(({ key }): EngineOp => ({ key, value: null }));
      this.#writer.submit(
        () => removals,
        (failure) => (failure === null ? this.#slice(iterator, done) : done(failure)),
      );
    });
  }

  /** A full database is swept again once it was reopened, a closed one by the next start. The writer told of its own. */
  #stop(error: Error): void {
    this.#running = false;
    if (this.#writer.error === null && !isClosed(error)) this.#failed(error as EngineError);
  }
}

import { assert } from '../util/assert.ts';
import { BoundedQueue } from '../util/queue.ts';
import { type EngineBatch, EngineError } from './engine.ts';
import type { RowStore } from './row-store.ts';

interface Batch {
  /** Called when its turn comes, so that it sees what was dropped while it waited. No operations: nothing to do. */
  readonly build: () => EngineBatch;
  readonly done: (error: Error | null) => void;
}

/** One flush and one batch per running installation, and the markers between them. */
const QUEUED_BATCHES = 16_384;

/**
 * All writes of the node, one at a time and in order, each synced. After an error nothing more is written: a failed sync
 * is never retried (R16), and a full LevelDB stays failed until it is reopened (R23).
 *
 *   open ──no_space, corrupt──▶ waiting ──resume(reopened or new engine)──▶ open
 *     └───other error, or fail()──▶ failed for good
 */
export class EngineWriter {
  readonly #rows: RowStore;
  readonly #failed: (error: EngineError) => void;
  readonly #queue = new BoundedQueue<Batch>(QUEUED_BATCHES);
  #running = false;
  #error: Error | null = null;

  /** `failed` hears of every error of the engine, after those whose batches it failed. */
  constructor(rows: RowStore, failed: (error: EngineError) => void) {
    this.#rows = rows;
    this.#failed = failed;
  }

  /** Why nothing is written any more, or null. */
  get error(): Error | null {
    return this.#error;
  }

  get outOfSpace(): boolean {
    return this.#error instanceof EngineError && this.#error.kind === 'no_space';
  }

  submit(build: Batch['build'], done: Batch['done']): void {
    if (this.#error !== null) {
      done(this.#error);
      return;
    }
    assert(
      this.#queue.push({ build, done }),
      () => `${QUEUED_BATCHES} batches wait for the engine`,
    );
    this.#run();
  }

  /** Nothing is written any more, for a reason outside the engine. */
  fail(error: Error): void {
    this.#error = error;
    this.#refuseQueued(error);
  }

  /** A database that is opened again, or another one in its place, may take what this one could not. */
  get canResume(): boolean {
    const error = this.#error;
    return error instanceof EngineError && (error.kind === 'no_space' || error.kind === 'corrupt');
  }

  resume(): void {
    assert(this.canResume, () => `resumed after ${this.#error?.message ?? 'nothing'}`);
    this.#error = null;
  }

  #run(): void {
    while (!this.#running) {
      const batch = this.#queue.shift();
      if (batch === undefined) return;
      const ops = batch.build();
      if (ops.length === 0) {
        batch.done(null);
        continue;
      }
      this.#running = true;
      this.#rows.engine.write(ops, (error) => this.#written(batch, error));
    }
  }

  #written(batch: Batch, error: EngineError | null): void {
    this.#running = false;
    if (error === null) {
      batch.done(null);
      this.#run();
      return;
    }
    this.#error ??= error;
    batch.done(error);
    this.#refuseQueued(error);
    this.#failed(error);
  }

  #refuseQueued(error: Error): void {
    for (let batch = this.#queue.shift(); batch; batch = this.#queue.shift()) batch.done(error);
  }
}

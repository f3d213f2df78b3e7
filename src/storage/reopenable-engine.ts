import { assert } from '../util/assert.ts';
import {
  type Engine,
  EngineError,
  type EngineOp,
  type EngineRange,
  type EngineSnapshot,
} from './engine.ts';

export type OpenEngine = (done: (error: EngineError | null, engine: Engine | null) => void) => void;

/**
 * An engine that can be closed and opened again under those who use it, because LevelDB recovers from a full disk in no
 * other way (R23). In between everything throws `closed`: whoever reopens it first stops those who would ask.
 *
 *   open ──reopen──▶ closing ──▶ opening ──▶ open
 *                                   └──failed──▶ shut ──reopen──▶ opening
 */
export class ReopenableEngine implements Engine {
  readonly #open: OpenEngine;
  /** Null while there is none. */
  #engine: Engine | null;
  #reopening = false;
  #closed = false;
  /** Waits for the reopening to end. */
  #whenIdle: (() => void) | null = null;

  constructor(engine: Engine, open: OpenEngine) {
    this.#engine = engine;
    this.#open = open;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    return this.#current().get(key);
  }

  write(batch: readonly EngineOp[], done: (error: EngineError | null) => void): void {
    this.#current().write(batch, done);
  }

  snapshot(): EngineSnapshot {
    return this.#current().snapshot();
  }

  sizeOf(range: EngineRange, done: (error: EngineError | null, bytes: number) => void): void {
    this.#current().sizeOf(range, done);
  }

  compact(range: EngineRange, done: (error: EngineError | null) => void): void {
    this.#current().compact(range, done);
  }

  /** Closes it, if it is open, and opens it. After an error it is shut, and may be tried again. */
  reopen(done: (error: EngineError | null) => void): void {
    assert(!this.#reopening, 'the engine is being reopened already');
    this.#reopening = true;
    const engine = this.#engine;
    this.#engine = null;
    if (engine === null) this.#openAgain(done);
    else {
      engine.close((error) => {
        if (error === null) this.#openAgain(done);
        else this.#ended(error, done);
      });
    }
  }

  /** After a reopening that is under way. */
  close(done: (error: EngineError | null) => void): void {
    this.#closed = true;
    const close = (): void => {
      const engine = this.#engine;
      if (engine === null) done(null);
      else engine.close(done);
    };
    if (this.#reopening) this.#whenIdle = close;
    else close();
  }

  #openAgain(done: (error: EngineError | null) => void): void {
    if (this.#closed) {
      this.#ended(closed(), done);
      return;
    }
    this.#open((error, engine) => {
      this.#engine = engine;
      this.#ended(this.#closed ? closed() : error, done);
    });
  }

  #ended(error: EngineError | null, done: (error: EngineError | null) => void): void {
    this.#reopening = false;
    done(error);
    this.#whenIdle?.();
  }

  #current(): Engine {
    if (this.#engine === null) throw closed();
    return this.#engine;
  }
}

function closed(): EngineError {
  return new EngineError('closed', 'the database is being reopened');
}

import type { ReopenableEngine, Store } from '../../storage/index.ts';
import type { Clock, Timer } from '../../util/clock.ts';
import { serverLimits } from '../../util/limits.ts';
import type { Logger } from '../../util/logger.ts';

export interface SpaceRecoveryParts {
  readonly clock: Clock;
  readonly store: Store;
  readonly engine: ReopenableEngine;
  readonly logger: Logger;
  /** Gives back what was kept for this moment; `done` when it is free. */
  freeBallast(done: () => void): void;
  /** Null when nobody can tell. */
  freeBytes(done: (bytes: number | null) => void): void;
  /** The database can be written again: {@link Host.reopened}. */
  reopened(): void;
  fatal(error: Error): void;
}

/**
 * What a node does when LevelDB ran out of space, which sticks to an open database whatever becomes free (R23). The log
 * and the layers hold all that is missing in it, so nothing is lost by closing it.
 *
 *   well ──no_space──▶ full ──(ballast gone, room to open)──▶ reopening ──▶ well
 *                       │ ▲ reads, Raft, apply to memory         │ ▲ nothing is read or applied
 *                       └─┘ no room yet: look again              └─┘ no space to open: again, ever later
 *
 * Writes that need room are refused all the while ({@link Host.outOfSpace}). A database that ran out of space again right
 * after it was reopened is left open for a while first: reads go on in it.
 */
export class SpaceRecovery {
  readonly #parts: SpaceRecoveryParts;
  #running = false;
  #stopped = false;
  #timer: Timer | null = null;
  /** Before the next try; it doubles with each that did not help. */
  #backoffMs = 0;
  #reopenedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: SpaceRecoveryParts) {
    this.#parts = parts;
  }

  /** The store said so. */
  outOfSpace(): void {
    if (this.#running || this.#stopped) return;
    this.#running = true;
    const { clock, logger } = this.#parts;
    if (clock.now() - this.#reopenedAt > 2 * serverLimits.reopenBackoffMaxMs) this.#backoffMs = 0;
    logger.error({}, 'DATABASE_FULL: writes are refused until the database was reopened');
    this.#parts.freeBallast(() => this.#wait(this.#backoffMs));
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #wait(ms: number): void {
    if (this.#stopped) return;
    this.#timer = this.#parts.clock.timer(ms, () => this.#try());
  }

  #try(): void {
    // Once it is shut there is nothing to spare.
    if (!this.#parts.store.readable) {
      this.#reopen();
      return;
    }
    const { reopenBytes, diskSpacePollMs } = serverLimits;
    this.#parts.freeBytes((bytes) => {
      if (this.#stopped) return;
      if (bytes !== null && bytes < reopenBytes) this.#wait(diskSpacePollMs);
      else this.#reopen();
    });
  }

  #reopen(): void {
    const { reopenBackoffMinMs, reopenBackoffMaxMs } = serverLimits;
    this.#backoffMs = Math.min(
      Math.max(2 * this.#backoffMs, reopenBackoffMinMs),
      reopenBackoffMaxMs,
    );
    const { store, engine, logger } = this.#parts;
    store.suspend();
    engine.reopen((error) => {
      if (this.#stopped) return;
      if (error === null) return this.#done();
      if (error.kind !== 'no_space') return this.#parts.fatal(error);
      const figures = { reason: error.message, retryInMs: this.#backoffMs };
      logger.warn(figures, 'DATABASE_FULL: it could not be reopened');
      this.#wait(this.#backoffMs);
    });
  }

  #done(): void {
    const { clock, store, logger } = this.#parts;
    this.#running = false;
    this.#reopenedAt = clock.now();
    logger.info({}, 'DATABASE_FULL is over: the database was reopened');
    store.resumeFlush();
    this.#parts.reopened();
  }
}

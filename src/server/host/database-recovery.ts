import type { ReopenableEngine, Store } from '../../storage/index.ts';
import type { Clock, Timer } from '../../util/clock.ts';
import { serverLimits } from '../../util/limits.ts';
import type { Logger } from '../../util/logger.ts';

export interface DatabaseRecoveryParts {
  readonly clock: Clock;
  readonly store: Store;
  readonly engine: ReopenableEngine;
  readonly logger: Logger;
  /** Gives back what was kept for this moment; `done` when it is free. */
  freeBallast(done: () => void): void;
  /** Whether the database finds the room that it needs to be opened, as far as anybody can tell. */
  roomToOpen(done: (enough: boolean) => void): void;
  /** Every replica of the node: {@link Host.loseAll}. */
  loseAll(why: string): void;
  /** The database can be written again: {@link Host.reopened}. `anew`: nothing of what was in it counts. */
  reopened(anew: boolean): void;
  fatal(error: Error): void;
}

/** A database that fails again within this time lies on a device that is not to be trusted. */
const beginAnewMs = 600_000;

/**
 * Closes a database that fails and opens it again. One that ran out of space stays so while it is open, whatever becomes
 * free (R23): the log and the layers hold all that is missing in it, so nothing is lost by closing it. One that is damaged as
 * a whole is replaced by an empty one, into which every replica of the node is rebuilt (R24).
 *
 *   well ──no_space──▶ full ──(ballast gone, room to open)──▶ reopening ──▶ well
 *    │                  │ ▲ reads, Raft, apply to memory       ▲ │ ▲ nothing is read or applied
 *    │                  │ └─┘ no room yet: look again          │ └─┘ no space to open: again, ever later
 *    └──── damaged ─────┴──── every replica loses its state ───┘
 *
 * Writes that need room are refused while it is full ({@link Host.outOfSpace}). A database that ran out of space again right
 * after it was reopened is left open for a while first: reads go on in it.
 */
export class DatabaseRecovery {
  readonly #parts: DatabaseRecoveryParts;
  /** Full, or being reopened. */
  #running = false;
  #reopening = false;
  /** It turned out to be damaged while it was being reopened. */
  #again = false;
  /** What comes back is empty. */
  #anew = false;
  #begunAnewAt = Number.NEGATIVE_INFINITY;
  /** Damage gives up what waits for room: answers that were asked for before it come to nothing. */
  #round = 0;
  #stopped = false;
  #timer: Timer | null = null;
  /** Before the next try; it doubles with each that did not help. */
  #backoffMs = 0;
  #reopenedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: DatabaseRecoveryParts) {
    this.#parts = parts;
  }

  /** The store said so. */
  outOfSpace(): void {
    if (this.#running || this.#stopped) return;
    this.#running = true;
    const { clock, logger } = this.#parts;
    if (clock.now() - this.#reopenedAt > 2 * serverLimits.reopenBackoffMaxMs) this.#backoffMs = 0;
    logger.error({}, 'DATABASE_FULL: writes are refused until the database was reopened');
    this.#parts.freeBallast(this.#unlessGivenUp(() => this.#wait(this.#backoffMs)));
  }

  /** The database is damaged as a whole. False when nothing is done about it: it was begun anew only lately. */
  damaged(why: string): boolean {
    const now = this.#parts.clock.now();
    if (this.#stopped || now - this.#begunAnewAt < beginAnewMs) return false;
    this.#begunAnewAt = now;
    this.#anew = true;
    this.#running = true;
    this.#round++;
    this.#parts.loseAll(why);
    this.#parts.store.beginAnew();
    this.#timer?.cancel();
    // Nobody knows whether it was opened before or after it was condemned.
    if (this.#reopening) this.#again = true;
    else this.#reopen();
    return true;
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #wait(ms: number): void {
    this.#timer = this.#parts.clock.timer(ms, () => this.#try());
  }

  #try(): void {
    // Once it is shut there is nothing to spare.
    if (!this.#parts.store.readable) {
      this.#reopen();
      return;
    }
    this.#parts.roomToOpen(
      this.#unlessGivenUp((enough: boolean) => {
        if (enough) this.#reopen();
        else this.#wait(serverLimits.diskSpacePollMs);
      }),
    );
  }

  #unlessGivenUp<T extends unknown[]>(then: (...answer: T) => void): (...answer: T) => void {
    const round = this.#round;
    return (...answer) => {
      if (!this.#stopped && round === this.#round) then(...answer);
    };
  }

  #reopen(): void {
    const { reopenBackoffMinMs, reopenBackoffMaxMs } = serverLimits;
    this.#backoffMs = Math.min(
      Math.max(2 * this.#backoffMs, reopenBackoffMinMs),
      reopenBackoffMaxMs,
    );
    const { store, engine, logger } = this.#parts;
    store.suspend();
    this.#reopening = true;
    engine.reopen((error) => {
      this.#reopening = false;
      if (this.#stopped) return;
      if (this.#again) {
        this.#again = false;
        return this.#reopen();
      }
      if (error === null) return this.#done();
      if (error.kind !== 'no_space') return this.#parts.fatal(error);
      const figures = { reason: error.message, retryInMs: this.#backoffMs };
      logger.warn(figures, 'DATABASE_FULL: it could not be reopened');
      this.#wait(this.#backoffMs);
    });
  }

  #done(): void {
    const { clock, store, logger } = this.#parts;
    const anew = this.#anew;
    this.#anew = false;
    this.#running = false;
    this.#reopenedAt = clock.now();
    if (!anew) logger.info({}, 'DATABASE_FULL is over: the database was reopened');
    store.resumeFlush();
    this.#parts.reopened(anew);
  }
}

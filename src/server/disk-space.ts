import fs from 'node:fs';
import { serverLimits } from '../util/limits.ts';
import type { NodeLogger } from './logger.ts';

/** How much room there is where a path lies, in bytes for a process without privileges; null when nobody can tell. */
export type FreeBytes = (path: string, done: (bytes: number | null) => void) => void;

export interface DiskSpaceParts {
  readonly path: string;
  /** Below this nothing is written that takes room; 0 for never. */
  readonly reserveBytes: number;
  readonly freeBytes: FreeBytes;
  readonly logger: NodeLogger;
  /** Called with every reading, and with whether there is too little. */
  readonly read: (bytes: number, isLow: boolean) => void;
}

/**
 * Meets a full disk before it is one (R23): while less than the reserve is free, writes that take room are refused, and
 * what the log, the state machine and Raft themselves need goes on out of the reserve. It ends by itself, a little above
 * where it began, so that it does not flutter.
 *
 *   free  ───────────╲                  ╱──────
 *   reserve x 1.25 ───╲────────────────● writes are taken again
 *   reserve ───────────●──────────────╱─
 *                       ╲____________╱   deletes only
 */
export class DiskSpace {
  readonly #parts: DiskSpaceParts;
  #timer: NodeJS.Timeout | null = null;
  #isLow = false;
  #stopped = true;

  constructor(parts: DiskSpaceParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopped = false;
    this.#look();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** A device that hangs gets no second question. */
  #look(): void {
    const { path, freeBytes } = this.#parts;
    freeBytes(path, (bytes) => {
      if (bytes !== null) this.#judge(bytes);
      if (this.#stopped) return;
      this.#timer = setTimeout(() => this.#look(), this.#delayMs(bytes ?? 0));
      this.#timer.unref();
    });
  }

  /** No disk fills the room above the reserve before the next look; each look wakes a thread, so an idle node has few. */
  #delayMs(bytes: number): number {
    const { diskSpacePollMs, diskSpacePollMaxMs, diskFillBytesPerMs } = serverLimits;
    const above = bytes - this.#parts.reserveBytes;
    return Math.min(Math.max(above / diskFillBytesPerMs, diskSpacePollMs), diskSpacePollMaxMs);
  }

  #judge(bytes: number): void {
    const { path, reserveBytes, logger, read } = this.#parts;
    const wasLow = this.#isLow;
    this.#isLow = bytes < reserveBytes * (wasLow ? 1.25 : 1);
    read(bytes, this.#isLow);
    if (this.#isLow === wasLow) return;
    const figures = { path, freeBytes: bytes, reserveBytes };
    if (this.#isLow) logger.error(figures, 'DISK_LOW: writes are refused, deletes are not');
    else logger.info(figures, 'DISK_LOW is over: writes are taken again');
  }
}

/** Of the file system, without what it keeps for the superuser. */
export const freeBytesOfFileSystem: FreeBytes = (path, done) => {
  fs.statfs(path, (error, found) => {
    done(error === null ? found.bavail * found.bsize : null);
  });
};

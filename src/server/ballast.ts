import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { NodeLogger } from './logger.ts';

const fileName = 'ballast';
/** Written at a time, and then nothing for a while: 10 MiB/s at most are no load on the disk that the log is synced to. */
const SLICE_BYTES = 1024 * 1024;
const SLICE_PAUSE_MS = 100;
/** After a try that failed so many offers are passed over; there is one a second. */
const PASSED_OFFERS = 60;

/**
 * A file of the node directory that only takes space (R15): LevelDB needs room to be reopened when there is none left
 * (R23), and gets this. It is made in the background once there is much more free than it takes, and again after that.
 */
export class Ballast {
  readonly #path: string;
  readonly #bytes: number;
  /** Less than this must not be left beside it. */
  readonly #reserveBytes: number;
  readonly #logger: NodeLogger;
  /** What is being done to the file; one thing at a time. */
  #work: Promise<void>;
  #made = false;
  #making = false;
  #wanted = true;
  #passed = 0;

  /** `bytes` 0 for none. */
  constructor(
    directory: string,
    sizes: { readonly bytes: number; readonly reserveBytes: number },
    logger: NodeLogger,
  ) {
    this.#path = join(directory, fileName);
    this.#bytes = sizes.bytes;
    this.#reserveBytes = sizes.reserveBytes;
    this.#logger = logger;
    this.#work = this.#find();
  }

  /** So much is free now. Makes the file if that leaves the reserve alone, and a ballast more. */
  offer(freeBytes: number): void {
    if (this.#made || this.#making || this.#bytes === 0) return;
    if (freeBytes < 2 * this.#bytes + 1.25 * this.#reserveBytes) return;
    if (this.#passed > 0) {
      this.#passed--;
      return;
    }
    this.#making = true;
    this.#wanted = true;
    this.#work = this.#work
      .then(() => this.#make())
      .finally(() => {
        this.#making = false;
      });
  }

  /** Gives the space back; resolves when it is free, or was before. */
  free(): Promise<void> {
    this.#wanted = false;
    this.#work = this.#work.then(() => this.#remove());
    return this.#work;
  }

  /** When nothing is being done to the file. */
  settled(): Promise<void> {
    return this.#work;
  }

  /** A ballast that is not finished is not waited for. */
  stop(): Promise<void> {
    if (this.#making) this.#wanted = false;
    return this.#work;
  }

  /** Of another size than asked for, or not finished: it is made anew. */
  async #find(): Promise<void> {
    try {
      const { size } = await stat(this.#path);
      this.#made = size === this.#bytes;
    } catch {
      return;
    }
    if (!this.#made || this.#bytes === 0) await this.#remove();
  }

  async #make(): Promise<void> {
    // An earlier life of the node left it: that was not known yet when the room was offered.
    if (this.#made) return;
    // Not zeros: a file system that compresses would keep none of them.
    const slice = randomBytes(SLICE_BYTES);
    try {
      const file = await open(this.#path, 'w');
      try {
        for (let at = 0; at < this.#bytes && this.#wanted; at += SLICE_BYTES) {
          await file.write(slice, 0, Math.min(SLICE_BYTES, this.#bytes - at), at);
          await file.datasync();
          await setTimeout(SLICE_PAUSE_MS);
        }
      } finally {
        await file.close();
      }
      this.#made = this.#wanted;
    } catch (error) {
      this.#passed = PASSED_OFFERS;
      this.#logger.warn({ why: (error as Error).message }, 'no ballast could be made');
    }
    if (!this.#made) await this.#remove();
  }

  async #remove(): Promise<void> {
    this.#made = false;
    try {
      await rm(this.#path, { force: true });
      await synced(dirname(this.#path));
    } catch (error) {
      this.#logger.warn({ why: (error as Error).message }, 'the ballast could not be removed');
    }
  }
}

/** Before a node runs: whether there was a ballast to remove. */
export function dropBallast(directory: string): boolean {
  const path = join(directory, fileName);
  if (!existsSync(path)) return false;
  rmSync(path);
  return true;
}

/** Some file systems free the blocks of a file only once its removal is durable. */
async function synced(directory: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(directory, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

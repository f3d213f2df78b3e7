import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { CliError, exitCodes } from './errors.ts';

/** Between two writes, in ms: a process that is killed repeats what it has shown since the last. */
const saveIntervalMs = 200;

/** The file that keeps how far a watch has come, from one run to the next. */
export class CursorFile {
  readonly #path: string;
  #savedAt = Number.NEGATIVE_INFINITY;
  #saved = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** Empty if there is none yet. */
  read(): string {
    try {
      this.#saved = readFileSync(this.#path, 'utf8').trim();
      return this.#saved;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw this.#failed('read', error);
    }
  }

  /** Now and then; what was shown later is in the next. */
  saveSometimes(cursor: () => string): void {
    const now = performance.now();
    if (now - this.#savedAt < saveIntervalMs) return;
    this.#savedAt = now;
    this.save(cursor());
  }

  /** Whole or not at all, whenever the process ends. */
  save(cursor: string): void {
    if (cursor === this.#saved) return;
    try {
      writeFileSync(`${this.#path}.new`, `${cursor}\n`);
      renameSync(`${this.#path}.new`, this.#path);
    } catch (error) {
      throw this.#failed('write', error);
    }
    this.#saved = cursor;
  }

  #failed(what: string, error: unknown): CliError {
    const why = error instanceof Error ? error.message : String(error);
    return new CliError(`cannot ${what} the cursor: ${why}`, exitCodes.failure, error);
  }
}

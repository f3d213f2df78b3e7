import type { EngineRange } from './engine.ts';
import type { EngineWriter } from './engine-writer.ts';
import { text } from './row-keys.ts';
import type { RowStore } from './row-store.ts';

const MIB = 1024 * 1024;

/** Less than this on disk is not worth a compaction. */
const SMALLEST_BYTES = 4 * MIB;
/** The rows that were removed from a range must come to this before anybody looks how large it is. */
const LOOK_BYTES = 8 * MIB;

/** A range with rows that are gone, as far as anybody but LevelDB is concerned. */
interface Remains {
  readonly range: EngineRange;
  /** Keys and values of the rows that were removed; Infinity when nothing of the range is needed. */
  bytes: number;
  /** Not looked at before they are so many. */
  lookAt: number;
}

/**
 * Gives disk space back. A deletion only adds a row to LevelDB, and its own compactions come with writes: 160 MiB that
 * were deleted stay 160 MiB for as long as nothing else is written. So a range is compacted when it is garbage as a
 * whole, or when half of what it takes on disk may be: then a compaction writes no more than the deletions removed.
 *
 *   removed ──(8 MiB)──▶ look: size on disk ──(at least half removed)──▶ compact ──▶ counted from 0
 *                           └──(less)──▶ look again 8 MiB later
 *
 * One range at a time: each keeps a thread of the pool waiting. A restart forgets what was counted and not compacted yet.
 */
export class Compactor {
  readonly #rows: RowStore;
  readonly #writer: EngineWriter;
  /** Two for each group, of records and history of its live generation, and one for each range of dead ones. */
  readonly #remains = new Map<string, Remains>();
  #running = false;

  constructor(rows: RowStore, writer: EngineWriter) {
    this.#rows = rows;
    this.#writer = writer;
  }

  /** Rows of so many bytes were removed from one space of the live generation of a group, durably. */
  removed(group: number, range: EngineRange, bytes: number): void {
    const name = `live ${group} ${range.from[8]}`;
    const known = this.#remains.get(name);
    if (known !== undefined && text(known.range.from) === text(range.from)) known.bytes += bytes;
    else this.#remains.set(name, { range, bytes, lookAt: LOOK_BYTES });
    this.run();
  }

  /** Nothing is left in the range, and nothing will be written there. */
  emptied(range: EngineRange): void {
    const bytes = Number.POSITIVE_INFINITY;
    this.#remains.set(`dead ${text(range.from)}`, { range, bytes, lookAt: 0 });
    this.run();
  }

  /** Looks for a range that is due, unless the database waits for space or to be reopened (R23). */
  run(): void {
    if (this.#running || this.#writer.error !== null) return;
    for (const [name, remains] of this.#remains) {
      if (remains.bytes < remains.lookAt) continue;
      this.#running = true;
      this.#look(name, remains);
      return;
    }
  }

  #look(name: string, remains: Remains): void {
    const { range, bytes } = remains;
    this.#rows.engine.sizeOf(range, (error, size) => {
      if (error !== null || this.#writer.error !== null) return this.#stop();
      if (size >= SMALLEST_BYTES && 2 * bytes >= size) return this.#compact(name, remains);
      if (bytes === Number.POSITIVE_INFINITY) this.#remains.delete(name);
      else remains.lookAt = bytes + LOOK_BYTES;
      this.#next();
    });
  }

  #compact(name: string, remains: Remains): void {
    // What is removed from here on may be in the files that it writes.
    const counted = remains.bytes;
    this.#rows.engine.compact(remains.range, (error) => {
      if (error !== null) return this.#stop();
      if (remains.bytes > counted) {
        remains.bytes -= counted;
        remains.lookAt = LOOK_BYTES;
      } else if (this.#remains.get(name) === remains) this.#remains.delete(name);
      this.#next();
    });
  }

  #next(): void {
    this.#running = false;
    this.run();
  }

  /** No row depends on it: what is wrong with the database, its next write tells. */
  #stop(): void {
    this.#running = false;
  }
}

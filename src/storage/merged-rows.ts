import type { Engine, EngineError, EngineIterator, EngineRow, EngineSnapshot } from './engine.ts';
import type { Overlay, Run } from './overlay.ts';
import type { RowSpace } from './row-keys.ts';

export interface MergedRow {
  readonly key: string;
  readonly row: Uint8Array;
}

interface Cursor {
  readonly run: Run;
  position: number;
  /** Where there is nothing more. */
  readonly end: number;
}

/** Keys k with from <= k, and k < to unless `to` is null. */
export interface RowRange {
  readonly from: string;
  readonly to: string | null;
  /** From the last to the first. */
  readonly reverse?: boolean;
}

/** Rows fetched from the engine at a time. */
const FETCH_ROWS = 256;

/**
 * One range of one space, in key order or against it, as it was when view and runs were taken (R18): an engine snapshot under the
 * overlay's runs, where the newest layer that knows a key decides.
 *
 *   run 0 (newest)   b'      d(deleted)
 *   run 1                c'
 *   engine         a b   c   d          =>   a b' c'
 */
export class MergedRows {
  readonly #space: RowSpace;
  readonly #reverse: boolean;
  readonly #cursors: Cursor[];
  readonly #iterator: EngineIterator;
  #fetched: readonly EngineRow[] = [];
  #position = 0;
  #ended = false;

  constructor(
    space: RowSpace,
    view: EngineSnapshot,
    runs: readonly Run[],
    { from, to, reverse = false }: RowRange,
  ) {
    this.#space = space;
    this.#reverse = reverse;
    this.#cursors = runs.map((run) =>
      reverse
        ? { run, position: run.end - 1, end: run.first - 1 }
        : { run, position: run.first, end: run.end },
    );
    this.#iterator = view.iterate(space.range(from, to), { reverse });
  }

  /**
   * At most `limit` rows, and none after those that came to `maxBytes` of keys and rows; none at all is the end. One
   * call at a time.
   */
  next(
    limit: number,
    done: (error: EngineError | null, rows: readonly MergedRow[]) => void,
    maxBytes = Number.POSITIVE_INFINITY,
  ): void {
    const rows: MergedRow[] = [];
    if (this.#position === this.#fetched.length && !this.#ended) {
      this.#fetch(limit, maxBytes, rows, done);
      return;
    }
    this.#take(limit, maxBytes, rows);
    if (rows.length === 0 && !this.#ended) {
      this.#fetch(limit, maxBytes, rows, done);
      return;
    }
    done(null, rows);
  }

  close(): void {
    this.#iterator.close();
  }

  #fetch(
    limit: number,
    maxBytes: number,
    rows: MergedRow[],
    done: (error: EngineError | null, rows: readonly MergedRow[]) => void,
  ): void {
    this.#iterator.next(FETCH_ROWS, (error, fetched) => {
      if (error !== null) return done(error, []);
      this.#fetched = fetched;
      this.#position = 0;
      this.#ended = fetched.length === 0;
      this.#take(limit, maxBytes, rows);
      // All that was fetched may have been deleted above: go on until there is a row or the end.
      if (rows.length === 0 && !this.#ended) this.#fetch(limit, maxBytes, rows, done);
      else done(null, rows);
    });
  }

  /** Merges until a limit, or until it would need engine rows that are not here yet. */
  #take(limit: number, maxBytes: number, rows: MergedRow[]): void {
    let bytes = 0;
    while (rows.length < limit && bytes < maxBytes) {
      const below = this.#fetched[this.#position];
      if (below === undefined && !this.#ended) return;
      const engineKey = below === undefined ? null : this.#space.rowOf(below.key);
      const key = this.#next(engineKey);
      if (key === null) return;
      let row: Uint8Array | null | undefined = this.#fromOverlay(key);
      if (key === engineKey) {
        this.#position++;
        if (row === undefined) row = below?.value;
      }
      if (row === null || row === undefined) continue;
      rows.push({ key, row });
      bytes += key.length + row.length;
    }
  }

  /** The smallest key that is left, or the largest. */
  #next(engineKey: string | null): string | null {
    let next = engineKey;
    for (const { run, position, end } of this.#cursors) {
      if (position === end) continue;
      const key = run.keys[position] as string;
      if (next === null || (this.#reverse ? key > next : key < next)) next = key;
    }
    return next;
  }

  /** The newest layer's word on `key`, moving every cursor past it. */
  #fromOverlay(key: string): Uint8Array | null | undefined {
    let row: Uint8Array | null | undefined;
    for (const cursor of this.#cursors) {
      const { run } = cursor;
      if (cursor.position === cursor.end || run.keys[cursor.position] !== key) continue;
      cursor.position += this.#reverse ? -1 : 1;
      if (row === undefined) row = run.rows.get(key);
    }
    return row;
  }
}

/** What a range read holds on to; `close` must follow. */
export interface Capture {
  readonly rows: MergedRows;
  close(): void;
}

export function capture(
  engine: Engine,
  overlay: Overlay,
  space: RowSpace,
  range: RowRange,
): Capture {
  const view = engine.snapshot();
  const rows = new MergedRows(space, view, overlay.runs(space, range.from, range.to), range);
  return {
    rows,
    close() {
      rows.close();
      view.close();
    },
  };
}

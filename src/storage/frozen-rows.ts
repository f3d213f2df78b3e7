import type { EngineSnapshot } from './engine.ts';
import { type MergedRow, MergedRows } from './merged-rows.ts';
import { type Run, runsFrom } from './overlay.ts';
import type { RowSpace } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import { SnapshotError } from './storage-errors.ts';

/** What a snapshot carries of a partition, in this order: its state, and then its history. */
export const rowParts = ['records', 'sessions', 'idempotency', 'blocks', 'segments'] as const;
export type RowPart = (typeof rowParts)[number];

type RowsDone = (error: Error | null, part: RowPart, rows: readonly MergedRow[]) => void;

/** A read of rows ends at so many, or once they fill a chunk: one row alone can be larger than that. */
const ROWS_AT_A_TIME = 64;

/**
 * A partition's rows as of the moment in which this was made (R18): an engine snapshot and the overlay's runs. They can
 * be read from any row on and as often as is needed, always with the same rows in the same order; that is what lets a
 * transfer go on where it broke off.
 */
export class FrozenRows {
  readonly #view: EngineSnapshot;
  readonly #spaces: Record<RowPart, RowSpace>;
  readonly #runs: Record<RowPart, readonly Run[]>;
  #readers = 0;
  #closed = false;

  constructor(rows: RowStore, spaces: Record<RowPart, RowSpace>) {
    this.#view = rows.engine.snapshot();
    this.#spaces = spaces;
    const runs = (part: RowPart): readonly Run[] => rows.overlay.runs(spaces[part], '', null);
    this.#runs = {
      records: runs('records'),
      sessions: runs('sessions'),
      idempotency: runs('idempotency'),
      blocks: runs('blocks'),
      segments: runs('segments'),
    };
  }

  /** All rows from this one on, the parts that follow included. */
  from(part: RowPart, key: string): RowReader {
    this.#readers++;
    const open = (of: RowPart, from: string): MergedRows =>
      new MergedRows(this.#spaces[of], this.#view, runsFrom(this.#runs[of], from), {
        from,
        to: null,
      });
    return new RowReader(open, { part, key }, () => {
      this.#readers--;
      this.#releaseWhenUnread();
    });
  }

  /** The readers are closed before or after it. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#releaseWhenUnread();
  }

  #releaseWhenUnread(): void {
    if (this.#closed && this.#readers === 0) this.#view.close();
  }
}

/** One pass over {@link FrozenRows}. */
export class RowReader {
  readonly #open: (part: RowPart, from: string) => MergedRows;
  readonly #released: () => void;
  #part: RowPart | 'end';
  #rows: MergedRows;
  #busy = false;
  #closed = false;

  constructor(
    open: (part: RowPart, from: string) => MergedRows,
    start: { readonly part: RowPart; readonly key: string },
    released: () => void,
  ) {
    this.#open = open;
    this.#released = released;
    this.#part = start.part;
    this.#rows = open(start.part, start.key);
  }

  /** Some rows of one part; none at all is the end. None follow those that came to `maxBytes`. One call at a time. */
  next(maxBytes: number, done: RowsDone): void {
    const part = this.#part;
    if (part === 'end') {
      done(null, 'segments', []);
      return;
    }
    this.#busy = true;
    const take = (error: Error | null, rows: readonly MergedRow[]): void => {
      this.#busy = false;
      if (this.#closed) {
        this.#release();
        done(new SnapshotError('the snapshot was closed'), part, []);
      } else if (error !== null || rows.length > 0) done(error, part, rows);
      else {
        this.#endOf(part);
        this.next(maxBytes, done);
      }
    };
    this.#rows.next(ROWS_AT_A_TIME, take, maxBytes);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // An iterator must not be closed under its own read: the read's completion does it.
    if (!this.#busy) this.#release();
  }

  #endOf(part: RowPart): void {
    const next = rowParts[rowParts.indexOf(part) + 1];
    this.#part = next ?? 'end';
    if (next === undefined) return;
    this.#rows.close();
    this.#rows = this.#open(next, '');
  }

  #release(): void {
    this.#rows.close();
    this.#released();
  }
}

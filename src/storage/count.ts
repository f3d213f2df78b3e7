import type { DueKey } from './command.ts';
import { capture, type MergedRow } from './merged-rows.ts';
import { decodeRecord } from './record-codec.ts';
import type { RecordTable } from './record-table.ts';
import { bytesOf } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import { rangeOf } from './scan.ts';

export interface CountRequest {
  readonly prefix: Uint8Array;
  /** Counts strictly behind this key; null begins with the prefix. */
  readonly after: Uint8Array | null;
  /** Ends after so many records, and after so many bytes of them; the first is counted whatever its size. */
  readonly maxRecords: number;
  readonly maxBytes: number;
  /** Records whose time has come by then are listed; 0 for none. */
  readonly dueBy: number;
  readonly maxDue: number;
}

export interface CountPage {
  readonly count: number;
  /** The key that was counted last; null for none. */
  readonly last: Uint8Array | null;
  /** There may be records after it. */
  readonly more: boolean;
  /** Some record expires some day. */
  readonly expiring: boolean;
  /** Counted all the same (R29): at most `maxDue`. */
  readonly due: readonly DueKey[];
  /** The partition's revision that the count is atomic at. */
  readonly revision: number;
}

const ROWS_AT_A_TIME = 128;

/** The view is taken before this returns, as that of a scan. */
export function countRecords(
  rows: RowStore,
  table: RecordTable,
  request: CountRequest,
  revision: number,
  done: (error: Error | null, page: CountPage) => void,
): void {
  const taken = capture(rows.engine, rows.overlay, table.records, rangeOf(request));
  const tally = new Tally(table.place, request);
  const step = (): void => {
    taken.rows.next(ROWS_AT_A_TIME, (error, merged) => {
      let failure: Error | null = error;
      let over = true;
      try {
        if (error === null) over = tally.add(merged);
      } catch (corruption) {
        failure = corruption as Error;
      }
      if (failure === null && !over) return step();
      taken.close();
      done(failure, failure === null ? tally.page(revision) : emptyCount(revision));
    });
  };
  step();
}

function emptyCount(revision: number): CountPage {
  return { count: 0, last: null, more: false, expiring: false, due: [], revision };
}

class Tally {
  readonly #place: string;
  readonly #request: CountRequest;
  readonly #due: DueKey[] = [];
  #count = 0;
  #bytes = 0;
  #last: string | null = null;
  #more = false;
  #expiring = false;

  constructor(place: string, request: CountRequest) {
    this.#place = place;
    this.#request = request;
  }

  /** Answers whether the count is over. */
  add(rows: readonly MergedRow[]): boolean {
    const { maxRecords, maxBytes, dueBy, maxDue } = this.#request;
    for (const { key: name, row } of rows) {
      if (this.#count >= maxRecords || (this.#count > 0 && this.#bytes >= maxBytes)) {
        this.#more = true;
        return true;
      }
      const key = bytesOf(name);
      const { expiresAt } = decodeRecord(key, row, this.#place);
      this.#count++;
      this.#bytes += name.length + row.length;
      this.#last = name;
      if (expiresAt === 0) continue;
      this.#expiring = true;
      if (expiresAt <= dueBy && this.#due.length < maxDue) this.#due.push({ key, expiresAt });
    }
    return rows.length === 0;
  }

  page(revision: number): CountPage {
    return {
      count: this.#count,
      last: this.#last === null ? null : bytesOf(this.#last),
      more: this.#more,
      expiring: this.#expiring,
      due: this.#due,
      revision,
    };
  }
}

import { emptyBytes } from '../util/bytes.ts';
import type { RecordView } from './command.ts';
import { capture, type MergedRow, type RowRange } from './merged-rows.ts';
import { decodeRecord } from './record-codec.ts';
import type { RecordTable } from './record-table.ts';
import { bytesOf, text, textEnd } from './row-keys.ts';
import type { RowStore } from './row-store.ts';

export interface ScanRequest {
  readonly prefix: Uint8Array;
  /** Resumes strictly behind this key, in the direction of the scan; null begins with the first one of the prefix. */
  readonly after: Uint8Array | null;
  readonly limit: number;
  /** Of keys and values; the first record is returned whatever its size. No bound when absent. */
  readonly maxBytes?: number;
  /** Values are left empty. */
  readonly keysOnly: boolean;
  /** From the last key to the first. */
  readonly reverse?: boolean;
}

export interface ScanPage {
  readonly entries: readonly RecordView[];
  /** There are records after the last one. */
  readonly more: boolean;
  /** The partition's revision that the page is atomic at. */
  readonly revision: number;
}

const ROWS_AT_A_TIME = 128;

/** The view is taken before this returns; what applies afterwards does not show (R18, R36). */
export function scanRecords(
  rows: RowStore,
  table: RecordTable,
  request: ScanRequest,
  revision: number,
  done: (error: Error | null, page: ScanPage) => void,
): void {
  const taken = capture(rows.engine, rows.overlay, table.records, rangeOf(request));
  const page = new PageBuilder(table.place, request);
  const step = (): void => {
    taken.rows.next(ROWS_AT_A_TIME, (error, merged) => {
      let failure: Error | null = error;
      let full = false;
      try {
        full = page.add(merged);
      } catch (corruption) {
        failure = corruption as Error;
      }
      if (failure === null && !full && merged.length > 0) return step();
      taken.close();
      if (failure === null) done(null, { entries: page.entries, more: page.more, revision });
      else done(failure, { entries: [], more: false, revision });
    });
  };
  step();
}

/** What is left of the prefix. A place to resume at that lies elsewhere must not lead out of it. */
export function rangeOf({
  prefix,
  after,
  reverse = false,
}: Pick<ScanRequest, 'prefix' | 'after' | 'reverse'>): RowRange {
  const first = text(prefix);
  const end = textEnd(first);
  if (after === null) return { from: first, to: end, reverse };
  const place = reverse ? text(after) : `${text(after)}\0`;
  const within = place < first ? first : end !== null && place > end ? end : place;
  return reverse ? { from: first, to: within, reverse } : { from: within, to: end, reverse };
}

class PageBuilder {
  readonly entries: RecordView[] = [];
  more = false;
  readonly #place: string;
  readonly #request: ScanRequest;
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(place: string, request: ScanRequest) {
    this.#place = place;
    this.#request = request;
    this.#maxBytes = request.maxBytes ?? Number.POSITIVE_INFINITY;
  }

  /** Answers whether the page is full, which is known only once a record does not fit. */
  add(rows: readonly MergedRow[]): boolean {
    const { limit, keysOnly } = this.#request;
    for (const { key, row } of rows) {
      const record = decodeRecord(bytesOf(key), row, this.#place);
      const bytes = key.length + (keysOnly ? 0 : record.value.length);
      const tooLarge = this.entries.length > 0 && this.#bytes + bytes > this.#maxBytes;
      if (this.entries.length >= limit || tooLarge) {
        this.more = true;
        return true;
      }
      this.#bytes += bytes;
      this.entries.push(keysOnly ? { ...record, value: emptyBytes() } : record);
    }
    return false;
  }
}

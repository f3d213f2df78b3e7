import { capture, type MergedRow } from './merged-rows.ts';
import type { WantedRange } from './ranged-command.ts';
import { decodeRecord } from './record-codec.ts';
import type { RecordTable, StoredRecord } from './record-table.ts';
import { rowHash } from './row-checksum.ts';
import { bytesOf, text } from './row-keys.ts';
import type { RowStore } from './row-store.ts';
import { rangeOf } from './scan.ts';

/** What a range was found to hold. */
export interface RangeRows {
  readonly records: readonly StoredRecord[];
  /** There are records after the last one. */
  readonly more: boolean;
}

/** By prefix, as a latin1 string. */
export type ReadRanges = ReadonlyMap<string, RangeRows>;

const ROWS_AT_A_TIME = 128;

/**
 * Reads ranges one after the other. The caller sees to it that nothing of the partition applies until `done` is called,
 * so that all of them are of one moment (R32).
 */
export function readRanges(
  rows: RowStore,
  table: RecordTable,
  wanted: readonly WantedRange[],
  done: (error: Error | null, ranges: ReadRanges) => void,
): void {
  const found = new Map<string, RangeRows>();
  const next = (place: number): void => {
    const range = wanted[place];
    if (range === undefined) {
      done(null, found);
      return;
    }
    readRange(rows, table, range, (error, read) => {
      found.set(text(range.prefix), read);
      if (error === null) next(place + 1);
      else done(error, found);
    });
  };
  next(0);
}

function readRange(
  rows: RowStore,
  table: RecordTable,
  { prefix, maxKeys, maxBytes }: WantedRange,
  done: (error: Error | null, range: RangeRows) => void,
): void {
  const range = rangeOf({ prefix, after: null });
  const taken = capture(rows.engine, rows.overlay, table.records, range);
  const records: StoredRecord[] = [];
  let bytes = 0;
  let more = false;
  /** Answers whether the range is read. */
  const add = (merged: readonly MergedRow[]): boolean => {
    for (const { key: name, row } of merged) {
      more = records.length >= maxKeys || bytes >= maxBytes;
      if (more) return true;
      const key = bytesOf(name);
      records.push({ view: decodeRecord(key, row, table.place), hash: rowHash(row) });
      bytes += name.length + row.length;
    }
    return merged.length === 0;
  };
  const step = (): void => {
    taken.rows.next(ROWS_AT_A_TIME, (error, merged) => {
      let failure: Error | null = error;
      let over = true;
      try {
        if (error === null) over = add(merged);
      } catch (corruption) {
        failure = corruption as Error;
      }
      if (failure === null && !over) return step();
      taken.close();
      done(failure, { records, more });
    });
  };
  step();
}

import type { DueKey } from './command.ts';
import { capture, type MergedRow } from './merged-rows.ts';
import type { RecordTable } from './record-table.ts';
import { openRow } from './row-checksum.ts';
import { bytesOf, expiryOf } from './row-keys.ts';
import type { RowStore } from './row-store.ts';

const ROWS_AT_A_TIME = 128;

/**
 * Walks the expiry index from its beginning until `maxKeys` or the first expiry after the stamp, and tells the table
 * the earliest expiry there is.
 */
export function collectDueKeys(
  rows: RowStore,
  table: RecordTable,
  wanted: { readonly stampMs: number; readonly maxKeys: number },
  done: (error: Error | null, keys: readonly DueKey[]) => void,
): void {
  const taken = capture(rows.engine, rows.overlay, table.expiries, { from: '', to: null });
  const found = table.search();
  const keys: DueKey[] = [];
  let earliest = Number.POSITIVE_INFINITY;
  /** Answers whether the walk is over. */
  const add = (merged: readonly MergedRow[]): boolean => {
    for (const { key: row, row: value } of merged) {
      openRow(bytesOf(row), value, `expiry index beside ${table.place}`);
      const { expiresAt, key } = expiryOf(row);
      earliest = Math.min(earliest, expiresAt);
      if (expiresAt > wanted.stampMs || keys.length >= wanted.maxKeys) return true;
      keys.push({ key: bytesOf(key), expiresAt });
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
      // After a failure nothing is known: 0 is a bound that cannot be wrong.
      found(failure === null ? earliest : 0);
      done(failure, failure === null ? keys : []);
    });
  };
  step();
}

import { join } from 'node:path';
import type { Bit, Chooser } from './bit.ts';
import { type TableRow, tableRows } from './ldb-tables.ts';
import { decompress } from './snappy.ts';

/** In a key of the database: the class of the row, and records in it (docs/format.md). */
const classAt = 8;
const record = 0x72;
/** A bit may be no good: it stands for other bytes, too. */
const triesMax = 200;

/**
 * A bit of the value of one record, in the tables of a database, and of nothing else. Not of a key: a row under another
 * key is missed by reads without a word until the scrub comes by (docs/testing.md), and of what a read is told meanwhile no
 * checker could approve. Of a record that was not written lately: it must not be replaced before anybody reads it.
 */
export function bitOfARecord(dataDir: string, chooser: Chooser): Bit | null {
  const records = newest(tableRows(join(dataDir, 'db')))
    .filter(({ key, hasValue }) => hasValue && key[classAt] === record)
    .sort((one, other) => (one.sequence < other.sequence ? -1 : 1));
  const old = records.slice(0, Math.ceil(records.length / 2));
  for (let tries = 0; tries < triesMax && old.length > 0; tries++) {
    const row = old[chooser.between(0, old.length - 1)];
    const byte = row === undefined ? null : ownByte(row, chooser);
    if (row === undefined || byte === null) continue;
    const bit = chooser.between(0, 7);
    if (isOfValueOnly(row, byte, bit))
      return { path: row.block.path, byte: row.block.offset + byte, bit };
  }
  return null;
}

function newest(rows: readonly TableRow[]): TableRow[] {
  const found = new Map<string, TableRow>();
  for (const row of rows) {
    const name = Buffer.from(row.key).toString('latin1');
    const known = found.get(name);
    if (known === undefined || known.sequence < row.sequence) found.set(name, row);
  }
  return [...found.values()];
}

/** A byte of the stored block that stands for one of the value. */
function ownByte({ block, from, to }: TableRow, chooser: Chooser): number | null {
  const at = chooser.between(from, to - 1);
  if (!block.isCompressed) return at;
  const stored = decompress(block.stored)?.from[at] ?? -1;
  return stored < 0 ? null : stored;
}

/** Compressed, it may be copied into other rows. */
function isOfValueOnly({ block, from, to }: TableRow, byte: number, bit: number): boolean {
  const stored = Uint8Array.from(block.stored);
  stored[byte] = (stored[byte] ?? 0) ^ (1 << bit);
  const bytes = block.isCompressed ? decompress(stored)?.bytes : stored;
  if (bytes === undefined || bytes.length !== block.bytes.length) return false;
  return bytes.every((each, i) => each === block.bytes[i] || (i >= from && i < to));
}

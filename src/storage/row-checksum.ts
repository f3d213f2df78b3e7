import { ByteReader, ByteWriter, hex } from '../util/bytes.ts';
import { crc32 } from '../util/hash.ts';
import { Slab } from '../util/slab.ts';
import { CorruptionError } from './storage-errors.ts';

/**
 * Every row ends with a crc32 over its key and its body (R20), because LevelDB does not verify its blocks on read:
 *
 *   body ... | crc32 u32 little-endian
 *
 * A partition's hash is the sum of its rows' mixed checksums: rows can come and go in any order, and replicas with
 * the same rows have the same sum whenever they flushed.
 */
export const CRC_BYTES = 4;

const scratch = new ByteWriter(4096);

/** Of the rows of all partitions: a layer is released as a whole, and the row cache forgets by age. */
export const rowMemory: Slab = new Slab();

/** Builds one row; `write` adds the body. */
export function sealRow(key: Uint8Array, write: (to: ByteWriter) => void): Uint8Array {
  scratch.reset();
  write(scratch);
  scratch.u32(crc32(scratch.view(), crc32(key)));
  return rowMemory.copyOf(scratch.view());
}

/** The body of a row. Throws {@link CorruptionError} naming `place` when the checksum does not fit. */
export function openRow(key: Uint8Array, row: Uint8Array, place: string): Uint8Array {
  if (row.length < CRC_BYTES) throw new CorruptionError(place, hex(key));
  const body = bodyOf(row);
  if (crc32(body, crc32(key)) !== storedChecksum(row)) throw new CorruptionError(place, hex(key));
  return body;
}

/** As {@link openRow}, then `read`; a body that does not parse is as corrupt as one with a wrong checksum. */
export function readRow<T>(
  key: Uint8Array,
  row: Uint8Array,
  place: string,
  read: (body: ByteReader) => T,
): T {
  return readBody(openRow(key, row, place), key, place, read);
}

/** As {@link readRow}, for a row that this process has made or verified already. */
export function readKnownRow<T>(
  key: Uint8Array,
  row: Uint8Array,
  place: string,
  read: (body: ByteReader) => T,
): T {
  return readBody(bodyOf(row), key, place, read);
}

function readBody<T>(
  body: Uint8Array,
  key: Uint8Array,
  place: string,
  read: (body: ByteReader) => T,
): T {
  try {
    return read(new ByteReader(body));
  } catch (error) {
    throw new CorruptionError(place, hex(key), error);
  }
}

/** What a row adds to its partition's hash. The mix keeps the linearity of CRCs from cancelling out in the sum. */
export function rowHash(row: Uint8Array): number {
  let h = storedChecksum(row);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Not subarray: of a Buffer it is a Buffer, and values read from it would be too. */
function bodyOf(row: Uint8Array): Uint8Array {
  return new Uint8Array(row.buffer, row.byteOffset, row.length - CRC_BYTES);
}

function storedChecksum(row: Uint8Array): number {
  const end = row.length;
  const byte = (i: number): number => row[end - i] ?? 0;
  return (byte(4) | (byte(3) << 8) | (byte(2) << 16) | (byte(1) << 24)) >>> 0;
}

import type { ByteReader } from '../util/bytes.ts';
import type { RecordView } from './command.ts';
import { CRC_BYTES, readKnownRow, readRow, sealRow } from './row-checksum.ts';

/** What a record's row says of itself, apart from its key and value. */
export interface RecordHead {
  readonly version: number;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly expiresAt: number;
}

/** version | createRevision | modRevision | expiresAt | value ... | crc32 */
export function encodeRecord(key: Uint8Array, head: RecordHead, value: Uint8Array): Uint8Array {
  return sealRow(key, (to) => {
    to.varint(head.version).varint(head.createRevision);
    to.varint(head.modRevision).varint(head.expiresAt).raw(value);
  });
}

/** The value, of so many bytes, as a view of a row that {@link encodeRecord} has just made: nothing is verified. */
export function valueIn(row: Uint8Array, valueBytes: number): Uint8Array {
  const end = row.byteOffset + row.length - CRC_BYTES;
  return new Uint8Array(row.buffer, end - valueBytes, valueBytes);
}

/** The value is a view of `row`. Throws CorruptionError with the key and `place` when the checksum fails. */
export function decodeRecord(key: Uint8Array, row: Uint8Array, place: string): RecordView {
  return readRow(key, row, place, (body) => recordIn(key, body));
}

/** The same for a row that this process has made or verified already. */
export function decodeKnownRecord(key: Uint8Array, row: Uint8Array, place: string): RecordView {
  return readKnownRow(key, row, place, (body) => recordIn(key, body));
}

function recordIn(key: Uint8Array, body: ByteReader): RecordView {
  return {
    key,
    version: body.varint(),
    createRevision: body.varint(),
    modRevision: body.varint(),
    expiresAt: body.varint(),
    value: body.raw(body.remaining),
  };
}

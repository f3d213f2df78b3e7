import type { SnapshotMeta } from '../raft/types.ts';
import { ByteReader, ByteWriter } from '../util/bytes.ts';
import { crc32 } from '../util/hash.ts';
import { readMeta, writeMeta } from './entry-codec.ts';
import { SnapshotError } from './storage-errors.ts';

/**
 * A snapshot on the wire is a sequence of chunks:
 *
 *   chunk:   format 1 | kind | sequence varint | payload ... | crc32 over all before
 *   header:  sequence 0: index, term, configuration, revision, clock
 *   rows:    a piece of the row stream; rows cross chunk borders, because one value may be as large as a chunk
 *   end:     rows, hash of the rows of the state: of all but the history
 *
 *   row:     length u32 | space u8 | key length u32 | key | row as stored, with its own crc32
 */
const FORMAT = 1;
const CRC_BYTES = 4;
/** Format, kind, sequence and checksum at their largest. */
export const chunkOverheadBytes = 14;

export const chunkKind = { header: 1, rows: 2, end: 3 } as const;
export type ChunkKind = (typeof chunkKind)[keyof typeof chunkKind];

export interface Chunk {
  readonly kind: ChunkKind;
  readonly sequence: number;
  readonly payload: Uint8Array;
}

export interface SnapshotHeader {
  readonly meta: SnapshotMeta;
  readonly revision: number;
  readonly clockMs: number;
}

export interface SnapshotTotals {
  readonly rows: number;
  readonly hash: number;
}

export function encodeChunk(kind: ChunkKind, sequence: number, payload: Uint8Array): Uint8Array {
  const writer = new ByteWriter(payload.length + chunkOverheadBytes);
  writer.u8(FORMAT).u8(kind).varint(sequence).raw(payload);
  return writer.u32(crc32(writer.view())).finish();
}

/** Throws {@link SnapshotError} on anything damaged. */
export function decodeChunk(bytes: Uint8Array): Chunk {
  return parsing('chunk', () => {
    const body = bytes.subarray(0, Math.max(0, bytes.length - CRC_BYTES));
    const stored = new ByteReader(bytes, body.length).u32();
    if (crc32(body) !== stored) throw new SnapshotError('a chunk fails its checksum');
    const reader = new ByteReader(body);
    const format = reader.u8();
    if (format !== FORMAT) throw new SnapshotError(`chunk of unknown format ${format}`);
    const kind = kindOf(reader.u8());
    return { kind, sequence: reader.varint(), payload: reader.raw(reader.remaining) };
  });
}

export function encodeHeader(header: SnapshotHeader): Uint8Array {
  const writer = new ByteWriter();
  writeMeta(writer, header.meta);
  return writer.varint(header.revision).varint(header.clockMs).finish();
}

export function decodeHeader(payload: Uint8Array): SnapshotHeader {
  return parsing('header', () => {
    const reader = new ByteReader(payload);
    return { meta: readMeta(reader), revision: reader.varint(), clockMs: reader.varint() };
  });
}

export function encodeTotals(totals: SnapshotTotals): Uint8Array {
  return new ByteWriter(16).varint(totals.rows).u32(totals.hash).finish();
}

export function decodeTotals(payload: Uint8Array): SnapshotTotals {
  return parsing('totals', () => {
    const reader = new ByteReader(payload);
    return { rows: reader.varint(), hash: reader.u32() };
  });
}

function kindOf(byte: number): ChunkKind {
  for (const kind of Object.values(chunkKind)) if (kind === byte) return kind;
  throw new SnapshotError(`chunk of unknown kind ${byte}`);
}

function parsing<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SnapshotError) throw error;
    throw new SnapshotError(`the ${what} does not parse`, { cause: error });
  }
}

import { emptyBytes, equalBytes, utf8 } from '../util/bytes.ts';
import { crc32 } from '../util/hash.ts';

/**
 * Bytes of the log on disk that are not records: file names, segment headers and frame headers. The grammar is in
 * `docs/format.md`; writer and reader share these functions.
 *
 *   0         512                                                    end
 *   +----------+------------------------------+----------------------+
 *   | segment  | frame                        | frame                | ...
 *   | header   | header 40 | payload | zeros  | header | payload | 0 |
 *   +----------+------------------------------+----------------------+
 *              each frame starts at a multiple of 512 bytes
 */

/** The unit in which a disk writes all or nothing: a torn frame never damages the one before it. */
export const sectorBytes = 512;
export const frameHeaderBytes = 40;

const segmentMagic = utf8('RKVWAL\r\n');
/** 2: checksums of records are masked. */
const formatVersion = 2;
const frameMagic = 0x57_4b_52_46;
const segmentHeaderCrcAt = 64;
const frameHeaderCrcAt = 36;
const walIdBytes = 16;

export interface SegmentHeader {
  readonly walId: Uint8Array;
  readonly seq: number;
  /** Number of this segment's first frame; frames count up by one through the whole log. */
  readonly firstLsn: number;
  /** The last frame of the segment before that counts; what follows it there is void. */
  readonly prevLastLsn: number;
  /** Every frame up to this one was durable when the header was written. */
  readonly durableLsn: number;
}

export interface FrameHeader {
  readonly lsn: number;
  readonly payloadBytes: number;
  readonly records: number;
  readonly durableLsn: number;
  readonly payloadCrc: number;
}

const segmentName = /^(\d{16})\.log$/;

export function segmentFileName(seq: number): string {
  return `${String(seq).padStart(16, '0')}.log`;
}

/** The segment number in a file name, or 0 when the file is not a segment. */
export function parseSegmentFileName(name: string): number {
  return Number(segmentName.exec(name)?.[1] ?? 0);
}

/** Length of a frame with this payload, padding included. */
export function frameBytes(payloadBytes: number): number {
  return Math.ceil((frameHeaderBytes + payloadBytes) / sectorBytes) * sectorBytes;
}

/**
 * Where every checksum of a segment starts: bytes of another log, or of another life of the same file, never
 * validate, however well they are formed.
 */
export function checksumSeed(walId: Uint8Array, seq: number): number {
  const bytes = new Uint8Array(walIdBytes + 8);
  bytes.set(walId);
  writeU64(new DataView(bytes.buffer), walIdBytes, seq);
  return crc32(bytes);
}

export function encodeSegmentHeader(header: SegmentHeader): Uint8Array {
  const bytes = new Uint8Array(sectorBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(segmentMagic);
  view.setUint32(8, formatVersion, true);
  bytes.set(header.walId, 16);
  writeU64(view, 32, header.seq);
  writeU64(view, 40, header.firstLsn);
  writeU64(view, 48, header.prevLastLsn);
  writeU64(view, 56, header.durableLsn);
  view.setUint32(segmentHeaderCrcAt, segmentHeaderCrc(bytes, header.walId, header.seq), true);
  return bytes;
}

export type SegmentHeaderResult =
  | { readonly kind: 'ok'; readonly header: SegmentHeader }
  /** Torn or damaged: the checksum does not hold. */
  | { readonly kind: 'bad' }
  /** Intact, but of another log, another file, or a version that this release does not know. */
  | { readonly kind: 'foreign'; readonly reason: string };

/** What a segment says is the id of its log; it means something only if the header is intact. */
export function walIdOf(file: Uint8Array): Uint8Array {
  return file.slice(16, 16 + walIdBytes);
}

/** Reads the header of the segment that its file name says is `seq`. */
export function decodeSegmentHeader(
  file: Uint8Array,
  walId: Uint8Array,
  seq: number,
): SegmentHeaderResult {
  if (file.length < sectorBytes) return { kind: 'bad' };
  const bytes = file.subarray(0, sectorBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const foundId = bytes.slice(16, 16 + walIdBytes);
  const foundSeq = readU64(view, 32);
  const crc = segmentHeaderCrc(bytes, foundId, foundSeq);
  if (view.getUint32(segmentHeaderCrcAt, true) !== crc) return { kind: 'bad' };
  if (!equalBytes(bytes.subarray(0, segmentMagic.length), segmentMagic)) return { kind: 'bad' };
  const version = view.getUint32(8, true);
  if (version !== formatVersion) return { kind: 'foreign', reason: `format version ${version}` };
  if (!equalBytes(foundId, walId)) return { kind: 'foreign', reason: 'belongs to another log' };
  if (foundSeq !== seq) return { kind: 'foreign', reason: `is segment ${foundSeq}` };
  const header: SegmentHeader = {
    walId: foundId,
    seq,
    firstLsn: readU64(view, 40),
    prevLastLsn: readU64(view, 48),
    durableLsn: readU64(view, 56),
  };
  return { kind: 'ok', header };
}

/** Writes a frame header over the first 40 bytes; all other fields must be final, the padding excepted. */
export function writeFrameHeader(
  patchU32: (offset: number, value: number) => void,
  header: FrameHeader,
  seq: number,
): void {
  patchU32(0, frameMagic);
  patchU32(4, header.payloadBytes);
  patchU32(8, low(header.lsn));
  patchU32(12, high(header.lsn));
  patchU32(16, low(seq));
  patchU32(20, header.records);
  patchU32(24, low(header.durableLsn));
  patchU32(28, high(header.durableLsn));
  patchU32(32, header.payloadCrc);
}

/** The checksum that goes into the last four bytes of a frame header. */
export function frameHeaderCrc(bytes: Uint8Array, offset: number, seed: number): number {
  return crc32(bytes.subarray(offset, offset + frameHeaderCrcAt), seed);
}

export const frameHeaderCrcOffset: number = frameHeaderCrcAt;

/** The frame header at `offset`, or null when there is no intact one of this segment. */
export function readFrameHeader(
  view: DataView,
  file: Uint8Array,
  offset: number,
  seq: number,
  seed: number,
): FrameHeader | null {
  if (offset + frameHeaderBytes > file.length) return null;
  if (view.getUint32(offset, true) !== frameMagic) return null;
  const crc = frameHeaderCrc(file, offset, seed);
  if (view.getUint32(offset + frameHeaderCrcAt, true) !== crc) return null;
  if (view.getUint32(offset + 16, true) !== low(seq)) return null;
  return {
    payloadBytes: view.getUint32(offset + 4, true),
    lsn: readU64(view, offset + 8),
    records: view.getUint32(offset + 20, true),
    durableLsn: readU64(view, offset + 24),
    payloadCrc: view.getUint32(offset + 32, true),
  };
}

/** Whether nothing but zeros follows: space that was reserved and never written. */
export function isZeroFrom(file: Uint8Array, offset: number): boolean {
  for (let i = offset; i < file.length; i++) if (file[i] !== 0) return false;
  return true;
}

/** Zeros to pad a frame of this many bytes to the next sector. */
export function paddingFor(bytes: number): Uint8Array {
  const rest = bytes % sectorBytes;
  return rest === 0 ? emptyBytes() : zeros.subarray(0, sectorBytes - rest);
}

const zeros = new Uint8Array(sectorBytes);

function segmentHeaderCrc(bytes: Uint8Array, walId: Uint8Array, seq: number): number {
  return crc32(bytes.subarray(0, segmentHeaderCrcAt), checksumSeed(walId, seq));
}

function low(value: number): number {
  return value >>> 0;
}

function high(value: number): number {
  return Math.floor(value / 0x1_0000_0000);
}

function writeU64(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, low(value), true);
  view.setUint32(offset + 4, high(value), true);
}

function readU64(view: DataView, offset: number): number {
  return view.getUint32(offset + 4, true) * 0x1_0000_0000 + view.getUint32(offset, true);
}

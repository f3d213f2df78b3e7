import { crc32 } from '../util/hash.ts';
import {
  checksumSeed,
  decodeSegmentHeader,
  type FrameHeader,
  frameBytes,
  frameHeaderBytes,
  isZeroFrom,
  readFrameHeader,
  type SegmentHeader,
  sectorBytes,
} from './wal-format.ts';

/** An intact frame: header and payload pass their checksums. */
export interface ScannedFrame {
  readonly lsn: number;
  readonly offset: number;
  readonly records: number;
  readonly durableLsn: number;
  /** A view of the file. */
  readonly payload: Uint8Array;
}

export interface ScannedSegment {
  readonly path: string;
  readonly seq: number;
  /** null when it is torn or damaged. */
  readonly header: SegmentHeader | null;
  /** Intact, but not of this log: the reason. */
  readonly foreign: string | null;
  /** The intact frames from the start, numbered without a gap. */
  readonly frames: readonly ScannedFrame[];
  /** Where the intact frames end. */
  readonly end: number;
  /** Something other than zeros follows there: a write that was torn, or what a recycled file held before. */
  readonly junk: boolean;
  /** It is a write that was torn, for certain: it begins with the header of the next frame. */
  readonly torn: boolean;
  /** The highest frame that anything in this file, damaged or not, proves to have been durable. */
  readonly provenLsn: number;
}

/** Reads one segment as far as it is intact, and then looks for proof that what is missing had been durable. */
export function scanSegment(
  path: string,
  file: Uint8Array,
  walId: Uint8Array,
  seq: number,
): ScannedSegment {
  const seed = checksumSeed(walId, seq);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found = decodeSegmentHeader(file, walId, seq);
  const header = found.kind === 'ok' ? found.header : null;
  const foreign = found.kind === 'foreign' ? found.reason : null;
  const frames: ScannedFrame[] = [];
  let end = header === null ? 0 : sectorBytes;
  let provenLsn = header?.durableLsn ?? 0;
  for (let lsn = header?.firstLsn ?? 0; header !== null; lsn++) {
    const frame = readFrameHeader(view, file, end, seq, seed);
    if (frame === null || frame.lsn !== lsn) break;
    const payload = readPayload(file, end, frame, seed);
    if (payload === null) break;
    const { records, durableLsn } = frame;
    frames.push({ lsn, offset: end, records, durableLsn, payload });
    provenLsn = Math.max(provenLsn, durableLsn);
    end += frameBytes(frame.payloadBytes);
  }
  const junk = !isZeroFrom(file, end);
  // Only a header that passes its checksum proves anything: user data may imitate the rest of a frame.
  if (junk) {
    const next = (header?.firstLsn ?? 1) + frames.length;
    provenLsn = Math.max(provenLsn, searchProof(view, file, { from: end, seq, seed, next }));
  }
  const torn = junk && readFrameHeader(view, file, end, seq, seed) !== null;
  return { path, seq, header, foreign, frames, end, junk, torn, provenLsn };
}

function readPayload(
  file: Uint8Array,
  offset: number,
  frame: FrameHeader,
  seed: number,
): Uint8Array | null {
  const from = offset + frameHeaderBytes;
  const to = from + frame.payloadBytes;
  // The whole frame must be there: a file that ends inside the padding was cut.
  if (offset + frameBytes(frame.payloadBytes) > file.length) return null;
  const payload = file.subarray(from, to);
  return crc32(payload, seed) === frame.payloadCrc ? payload : null;
}

/**
 * One frame is written at a time, and only after the one before it was synced. So the header of frame n, wherever
 * it turns up behind damage, proves that n - 1 had been durable: that damage is not a torn write.
 */
function searchProof(
  view: DataView,
  file: Uint8Array,
  where: {
    readonly from: number;
    readonly seq: number;
    readonly seed: number;
    readonly next: number;
  },
): number {
  let proven = 0;
  for (let offset = where.from; offset < file.length; offset += sectorBytes) {
    const frame = readFrameHeader(view, file, offset, where.seq, where.seed);
    if (frame === null) continue;
    // A frame from the past in place of the next one is a misdirected write, which destroyed what was there.
    if (offset === where.from && frame.lsn < where.next) return Number.MAX_SAFE_INTEGER;
    proven = Math.max(proven, frame.lsn - 1, frame.durableLsn);
  }
  return proven;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A frame of a write-ahead log, by its place. */
export interface PlacedFrame {
  readonly path: string;
  /** Of its header; `bytes` is header and records, without the zeros behind them. */
  readonly offset: number;
  readonly bytes: number;
  readonly lsn: number;
}

const sectorBytes = 512;
const frameHeaderBytes = 40;
const frameMagic = 0x574b_5246;
const firstLsnAt = 40;

/**
 * The frames of a log in their order, read as docs/format.md tells it and not with the code under test. Checksums are
 * left out: what looks like the next frame is one, unless it is the last.
 */
export function framesOf(directory: string): PlacedFrame[] {
  const segments = readdirSync(directory).filter((name) => /^\d{16}\.log$/.test(name));
  return segments
    .sort()
    .flatMap((name) => framesIn(join(directory, name), BigInt(name.slice(0, 16))));
}

function framesIn(path: string, seq: bigint): PlacedFrame[] {
  const file = readFileSync(path);
  const frames: PlacedFrame[] = [];
  if (file.length < sectorBytes) return frames;
  let lsn = file.readBigUInt64LE(firstLsnAt);
  for (let offset = sectorBytes; offset + frameHeaderBytes <= file.length; lsn++) {
    const isFrame =
      file.readUInt32LE(offset) === frameMagic &&
      file.readBigUInt64LE(offset + 8) === lsn &&
      file.readUInt32LE(offset + 16) === Number(seq & 0xffff_ffffn);
    if (!isFrame) break;
    const bytes = frameHeaderBytes + file.readUInt32LE(offset + 4);
    frames.push({ path, offset, bytes, lsn: Number(lsn) });
    offset += Math.ceil(bytes / sectorBytes) * sectorBytes;
  }
  return frames;
}

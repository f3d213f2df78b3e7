/**
 * Frames of the bare log on the sockets between its processes:
 *
 *     leader -> follower   number u32 | bytes u32 | puts        follower -> leader   number u32, all up to it are durable
 */
export const HEADER_BYTES = 8;
export const ACK_BYTES = 4;

export function frameHeader(number: number, bytes: number): Buffer {
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt32LE(number, 0);
  header.writeUInt32LE(bytes, 4);
  return header;
}

/** Whole frames, headers included, as a follower writes them in one go. */
export interface WholeFrames {
  readonly bytes: Buffer;
  /** The number of the last. */
  readonly last: number;
  readonly count: number;
}

/** Puts frames together that a socket delivers in pieces. */
export class FrameReader {
  #pieces: Buffer[] = [];

  push(piece: Buffer): void {
    this.#pieces.push(piece);
  }

  /** All whole frames that have arrived since the last call; null when there is none. */
  take(): WholeFrames | null {
    const all = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    if (all === undefined) return null;
    let end = 0;
    let last = 0;
    let count = 0;
    while (all.length - end >= HEADER_BYTES) {
      const next = end + HEADER_BYTES + all.readUInt32LE(end + 4);
      if (next > all.length) break;
      last = all.readUInt32LE(end);
      end = next;
      count++;
    }
    this.#pieces = end === all.length ? [] : [all.subarray(end)];
    return count === 0 ? null : { bytes: all.subarray(0, end), last, count };
  }
}

/** The highest frame that a majority of the disks has: each entry says how far one is. */
export function majority(reached: readonly number[]): number {
  const sorted = [...reached].sort((a, b) => b - a);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

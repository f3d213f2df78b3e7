import { assert } from '../util/assert.ts';
import type { BlockSpan } from './history-block.ts';
import { readRow, sealRow } from './row-checksum.ts';
import { bytesOf, u64Of, u64Text } from './row-keys.ts';

/** A run of blocks that is given up as a whole. */
export interface Segment extends BlockSpan {
  /** The first revision of each of its blocks, less `first`. */
  readonly starts: readonly number[] | Uint32Array;
}

/** A segment takes no more blocks once it is so large, or its events lie so far apart. */
export interface SegmentLimits {
  readonly bytes: number;
  readonly ms: number;
}

/**
 * Which blocks there are, oldest first and without gaps. Closed segments are rows, so that a start reads some dozen of
 * them and not thousands of blocks.
 *
 *   closed: 1 .. 80 | 81 .. 97 | 98 .. 200      open: blocks 201, 204, 209 ..
 */
export class Segments {
  readonly #limits: SegmentLimits;
  readonly #closed: Segment[] = [];
  #open: (Segment & { readonly starts: number[]; readonly firstMs: number }) | null = null;
  #bytes = 0;

  constructor(limits: SegmentLimits) {
    this.#limits = limits;
  }

  /** Of all blocks. */
  get bytes(): number {
    return this.#bytes;
  }

  get oldest(): Segment | null {
    return this.#closed[0] ?? this.#open;
  }

  /** At start. */
  loaded(segment: Segment): void {
    this.#closed.push(segment);
    this.#bytes += segment.bytes;
  }

  /** Answers the segment before it, which takes no more, to be written; else null. */
  add(block: BlockSpan): Segment | null {
    const before = this.#open?.last ?? this.#closed.at(-1)?.last;
    assert(
      before === undefined || block.first === before + 1,
      () => `a block from ${block.first} on behind one that ends at ${before}`,
    );
    this.#bytes += block.bytes;
    const closed = this.#closeFull(block.lastMs);
    const open = this.#open;
    if (open === null) this.#open = { ...block, starts: [0], firstMs: block.lastMs };
    else {
      const { last, lastMs } = block;
      open.starts.push(block.first - open.first);
      this.#open = { ...open, last, lastMs, bytes: open.bytes + block.bytes };
    }
    return closed;
  }

  /** The blocks of the oldest segment, which is forgotten. */
  shift(): Segment {
    const oldest = this.#closed.shift() ?? this.#open;
    assert(oldest !== null, () => 'there is no segment to give up');
    if (oldest === this.#open) this.#open = null;
    this.#bytes -= oldest.bytes;
    return oldest;
  }

  /** The first revision of the block that holds this one, or null. */
  blockOf(revision: number): number | null {
    const segment = this.#segmentOf(revision);
    if (segment === null) return null;
    return (
      segment.first + (segment.starts[floorIndex(segment.starts, revision - segment.first)] ?? 0)
    );
  }

  #closeFull(nextMs: number): Segment | null {
    const open = this.#open;
    if (open === null) return null;
    const { bytes, ms } = this.#limits;
    if (open.bytes < bytes && nextMs - open.firstMs < ms) return null;
    const closed = { ...open, starts: Uint32Array.from(open.starts) };
    this.#closed.push(closed);
    this.#open = null;
    return closed;
  }

  #segmentOf(revision: number): Segment | null {
    const open = this.#open;
    if (open !== null && revision >= open.first) return revision <= open.last ? open : null;
    const segment = this.#closed.findLast(({ first }) => first <= revision);
    return segment !== undefined && revision <= segment.last ? segment : null;
  }
}

/** [last][last time][bytes][blocks][starts, each less the one before] */
export function encodeSegment(segment: Segment): {
  readonly row: string;
  readonly value: Uint8Array;
} {
  const row = u64Text(segment.first);
  const value = sealRow(bytesOf(row), (to) => {
    to.varint(segment.last).varint(segment.lastMs).varint(segment.bytes);
    to.varint(segment.starts.length);
    let before = 0;
    for (const start of segment.starts) {
      to.varint(start - before);
      before = start;
    }
  });
  return { row, value };
}

export function decodeSegment(row: string, value: Uint8Array, place: string): Segment {
  return readRow(bytesOf(row), value, place, (body) => {
    const [last, lastMs, bytes] = [body.varint(), body.varint(), body.varint()];
    const starts = new Uint32Array(body.varint());
    let start = 0;
    for (let i = 0; i < starts.length; i++) {
      start += body.varint();
      starts[i] = start;
    }
    return { first: u64Of(row), last, lastMs, bytes, starts };
  });
}

/** The last place whose number is not above `wanted`; 0 when all are. */
function floorIndex(numbers: readonly number[] | Uint32Array, wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return low;
}

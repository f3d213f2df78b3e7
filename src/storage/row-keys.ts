import { assert } from '../util/assert.ts';
import type { EngineRange } from './engine.ts';

/**
 * Keys in the engine. Integers are big-endian, so that a partition's generation is one range and its rows sort.
 *
 *   group u32 | generation u32 | space u8 | key of the row
 *                                'm'        -                            state at the applied index
 *                                'r'        user key                     record
 *                                'x'        expiry u64, user key         expiry index
 *                                's'        client id                    exactly-once answers
 *                                'i'        idempotency key              what was asked under it, and the answer
 *                                'h'        first revision u64           events of some revisions
 *                                'j'        first revision u64           which of those blocks there are
 *   ffffffff  | 0              | 'g'        group u32                    which generation is live
 *   ffffffff  | 0              | 'n'        name                         rows of the node
 *
 * In memory a row's key is a latin1 string: one character a byte, so strings compare, hash and slice as the bytes do.
 */
export const spaceByte = {
  meta: 0x6d,
  record: 0x72,
  expiry: 0x78,
  session: 0x73,
  idempotency: 0x69,
  block: 0x68,
  segment: 0x6a,
  generation: 0x67,
  named: 0x6e,
} as const;

export type SpaceName = keyof typeof spaceByte;

export const nodeGroup = 0xffff_ffff;
const PREFIX_BYTES = 9;

/** The rows of one kind of one generation. Layers find rows by the identity of this object. */
export class RowSpace {
  readonly prefix: Buffer;
  /** Whether its rows are kept in the row cache: they are written in no other way than through the overlay. */
  readonly cached: boolean;
  /** Set when the generation was dropped or replaced: its rows are never flushed again (R21). */
  dead = false;

  constructor(group: number, generation: number, name: SpaceName) {
    this.prefix = Buffer.alloc(PREFIX_BYTES);
    this.prefix.writeUInt32BE(group, 0);
    this.prefix.writeUInt32BE(generation, 4);
    this.prefix[8] = spaceByte[name];
    this.cached = name === 'record';
  }

  key(row: string): Uint8Array {
    const key = Buffer.allocUnsafe(PREFIX_BYTES + row.length);
    key.set(this.prefix);
    key.write(row, PREFIX_BYTES, 'latin1');
    return key;
  }

  /** Rows k with from <= k, and k < to unless `to` is null. */
  range(from: string, to: string | null): EngineRange {
    if (to !== null) return { from: this.key(from), to: this.key(to) };
    const end = Buffer.from(this.prefix);
    end[8] = (end[8] ?? 0) + 1;
    return { from: this.key(from), to: end };
  }

  rowOf(key: Uint8Array): string {
    return text(key.subarray(PREFIX_BYTES));
  }
}

/** All rows of the generations from <= g < to of a group. */
export function generationRange(group: number, from: number, to: number): EngineRange {
  const edge = (generation: number): Uint8Array => {
    const key = Buffer.alloc(8);
    key.writeUInt32BE(group, 0);
    key.writeUInt32BE(generation, 4);
    return key;
  };
  return { from: edge(from), to: edge(to) };
}

/** Bytes as a latin1 string. */
export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** The bytes of a latin1 string, a copy; never a Buffer, whose slices share memory where callers expect copies. */
export function bytesOf(row: string): Uint8Array {
  const bytes = new Uint8Array(row.length);
  for (let i = 0; i < row.length; i++) bytes[i] = row.charCodeAt(i);
  return bytes;
}

/** The smallest string above all that begin with `prefix`, or null when there is none. */
export function textEnd(prefix: string): string | null {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const code = prefix.charCodeAt(i);
    if (code !== 0xff) return prefix.slice(0, i) + String.fromCharCode(code + 1);
  }
  return null;
}

/** Sorts by expiry, then key. */
export function expiryRow(expiresAt: number, key: string): string {
  return u64Text(expiresAt) + key;
}

export function expiryOf(row: string): { readonly expiresAt: number; readonly key: string } {
  return { expiresAt: u64Of(row), key: row.slice(8) };
}

/** The number that the row begins with. */
export function u64Of(row: string): number {
  assert(row.length >= 8, () => `a row of ${row.length} bytes begins with no number`);
  let value = 0;
  for (let i = 0; i < 8; i++) value = value * 256 + row.charCodeAt(i);
  return value;
}

/** Big-endian, so that rows sort by it. */
export function u64Text(value: number): string {
  const high = Math.floor(value / 0x1_0000_0000);
  const low = value >>> 0;
  return String.fromCharCode(
    high >>> 24,
    (high >>> 16) & 0xff,
    (high >>> 8) & 0xff,
    high & 0xff,
    low >>> 24,
    (low >>> 16) & 0xff,
    (low >>> 8) & 0xff,
    low & 0xff,
  );
}

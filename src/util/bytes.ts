import { assert } from './assert.ts';

const EMPTY = new Uint8Array(0);
const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** The shared zero-length array. */
export function emptyBytes(): Uint8Array {
  return EMPTY;
}

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Strict: throws TypeError on bytes that are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Order of unsigned bytes, shorter first on a common prefix; the order of keys everywhere. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0;
}

export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  if (bytes.length < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) if (bytes[i] !== prefix[i]) return false;
  return true;
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/**
 * Appends to one growing buffer. Unsigned integers are LEB128 varints up to 2^53 - 1 (numbers, never BigInt);
 * signed ones are a sign byte before the magnitude. Fixed-width integers are little-endian.
 */
export class ByteWriter {
  #buffer: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(sizeHint = 256) {
    this.#buffer = new Uint8Array(sizeHint);
    this.#view = new DataView(this.#buffer.buffer);
  }

  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
    return this;
  }

  u32(value: number): this {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value >>> 0, true);
    this.#length += 4;
    return this;
  }

  /** A safe integer as 8 little-endian bytes. */
  u64(value: number): this {
    this.#reserve(8);
    this.#view.setUint32(this.#length, value >>> 0, true);
    this.#view.setUint32(this.#length + 4, Math.floor(value / 0x1_0000_0000), true);
    this.#length += 8;
    return this;
  }

  varint(value: number): this {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#buffer[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#buffer[this.#length++] = rest;
    return this;
  }

  /** Bytes that `varint` writes. */
  static varintSize(value: number): number {
    let size = 1;
    for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size++;
    return size;
  }

  signed(value: number): this {
    return this.u8(value < 0 ? 1 : 0).varint(Math.abs(value));
  }

  /** Raw bytes without a length. */
  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** Length as a varint, then the bytes. */
  bytes(bytes: Uint8Array): this {
    return this.varint(bytes.length).raw(bytes);
  }

  /** Zeros up to a multiple of `unit` bytes. */
  pad(unit: number): this {
    const rest = this.#length % unit;
    if (rest === 0) return this;
    this.#reserve(unit - rest);
    this.#buffer.fill(0, this.#length, this.#length + unit - rest);
    this.#length += unit - rest;
    return this;
  }

  /** Overwrites four bytes written before: for lengths and checksums known only afterwards. */
  patchU32(offset: number, value: number): void {
    this.#view.setUint32(offset, value >>> 0, true);
  }

  /** A view of what was written; valid until the next write or `reset`. */
  view(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** A copy of what was written, of exactly its length. */
  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  reset(): this {
    this.#length = 0;
    return this;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const bigger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + size));
    bigger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = bigger;
    this.#view = new DataView(bigger.buffer);
  }
}

/** What a {@link ByteReader} throws on input that ends early or holds a number past 2^53 - 1. */
export class MalformedBytesError extends Error {
  override readonly name = 'MalformedBytesError';
}

/** Reads what {@link ByteWriter} wrote. Byte strings are views of the input, not copies. */
export class ByteReader {
  readonly #buffer: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  #offset: number;

  constructor(buffer: Uint8Array, offset = 0, end = buffer.length) {
    assert(
      offset <= end && end <= buffer.length,
      () => `reader of ${offset}..${end} in ${buffer.length}`,
    );
    this.#buffer = buffer;
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    this.#offset = offset;
    this.#end = end;
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#end - this.#offset;
  }

  u8(): number {
    return this.#buffer[this.#take(1)] as number;
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  u64(): number {
    const offset = this.#take(8);
    const high = this.#view.getUint32(offset + 4, true);
    if (high > 0x1f_ffff) throw new MalformedBytesError(`u64 past 2^53 at byte ${offset}`);
    return high * 0x1_0000_0000 + this.#view.getUint32(offset, true);
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.#buffer[this.#take(1)] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
      scale *= 0x80;
    }
    throw new MalformedBytesError(`varint past 2^53 before byte ${this.#offset}`);
  }

  signed(): number {
    const negative = this.u8() === 1;
    const magnitude = this.varint();
    return negative ? -magnitude : magnitude;
  }

  raw(length: number): Uint8Array {
    const offset = this.#take(length);
    return this.#buffer.subarray(offset, offset + length);
  }

  bytes(): Uint8Array {
    return this.raw(this.varint());
  }

  #take(size: number): number {
    const offset = this.#offset;
    if (offset + size > this.#end) {
      throw new MalformedBytesError(`needs ${size} bytes at ${offset} of ${this.#end}`);
    }
    this.#offset = offset + size;
    return offset;
  }
}

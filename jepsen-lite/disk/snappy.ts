/** A block of bytes, decompressed. */
export interface Decompressed {
  readonly bytes: Uint8Array;
  /** Where in the compressed bytes each byte stands; -1 for one that was copied from before. */
  readonly from: Int32Array;
}

/** Which of the two low bits of a tag say what follows. */
const literal = 0;
const offsetBytes = [0, 1, 2, 4] as const;

/**
 * Snappy, as LevelDB compresses its blocks with it. Null for what is not: a flipped bit may make it that.
 *
 *   length  ( tag, literal bytes | tag, how far back ) ...
 */
export function decompress(packed: Uint8Array): Decompressed | null {
  const start = varintAt(packed, 0);
  if (start === null) return null;
  const bytes = new Uint8Array(start.value);
  const from = new Int32Array(start.value).fill(-1);
  let at = start.next;
  let to = 0;
  while (at < packed.length) {
    const tag = packed[at++] ?? 0;
    const kind = tag & 3;
    if (kind === literal) {
      const short = tag >> 2;
      const extra = Math.max(0, short - 59);
      const length = 1 + (extra === 0 ? short : littleEndian(packed, at, extra));
      at += extra;
      if (at + length > packed.length || to + length > bytes.length) return null;
      for (let i = 0; i < length; i++) {
        bytes[to] = packed[at] ?? 0;
        from[to++] = at++;
      }
      continue;
    }
    const width = offsetBytes[kind] ?? 0;
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const low = littleEndian(packed, at, width);
    const back = kind === 1 ? ((tag >> 5) << 8) | low : low;
    at += width;
    if (back === 0 || back > to || to + length > bytes.length) return null;
    for (let i = 0; i < length; i++, to++) bytes[to] = bytes[to - back] ?? 0;
  }
  return to === bytes.length ? { bytes, from } : null;
}

/** An unsigned LEB128 of at most 32 bits. */
export function varintAt(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly next: number } | null {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  return null;
}

function littleEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value += (bytes[at + i] ?? 0) * 2 ** (8 * i);
  return value;
}

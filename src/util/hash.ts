import { crc32 as zlibCrc32 } from 'node:zlib';
import xxhash from 'xxhash-wasm';

/** The upper 32 bits of xxh64 (seed 0): places keys on partitions and nodes on the ring (R26). */
export type Hash32 = (bytes: Uint8Array) => number;

/** Loads the WebAssembly module once; afterwards hashing is synchronous. */
export async function loadHash(): Promise<Hash32> {
  const api = await xxhash();
  return (bytes) => Number(api.h64Raw(bytes, 0n) >> 32n);
}

/**
 * CRC-32 (ISO-HDLC, as in zlib). `seed` continues an earlier checksum.
 *
 * Nothing leaves it as it is. Node.js says so only until somebody has asked the empty array for its `buffer`: then its memory is
 * a null pointer, for which zlib answers 0, whatever came before.
 */
export function crc32(bytes: Uint8Array, seed = 0): number {
  return bytes.length === 0 ? seed : zlibCrc32(bytes, seed);
}

/**
 * 53 bits of any bytes: cyrb53, two multiplicative hashes of 32 bits that are mixed in the end. For telling apart what nobody
 * forges; what is stored is compared by it, so it never changes.
 */
export function hash53(bytes: Uint8Array): number {
  let a = 0xdead_beef;
  let b = 0x41c6_ce57;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    a = Math.imul(a ^ byte, 2_654_435_761);
    b = Math.imul(b ^ byte, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return (b & 0x1f_ffff) * 0x1_0000_0000 + (a >>> 0);
}

/**
 * How a checksum is stored among bytes that another checksum covers. Bytes that are followed by their own CRC-32 have all
 * the same CRC-32, whatever they are, so the outer one would see only their length. The mask is that of LevelDB.
 */
export function maskedCrc32(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282_ead8) >>> 0;
}

/** The checksum of bytes of which the first have the checksum `first` and the other `length` have `second`, from 0. */
export function crc32Concat(first: number, second: number, length: number): number {
  // 2^(8 length) times `first`, as polynomials over GF(2): appending a zero byte is multiplying by x^8.
  let product = first;
  for (let bits = length, k = 3; bits > 0; bits = Math.floor(bits / 2), k++) {
    if (bits % 2 === 1) product = multiplied(powers[k % 32] as number, product);
  }
  return (product ^ second) >>> 0;
}

/** Of CRC-32, its bits in reverse. */
const polynomial = 0xedb8_8320;
/** x^(2^k) modulo the polynomial; x^(2^32) is x again. The highest bit is x^0. */
const powers = powersOfX();

function powersOfX(): Int32Array {
  const table = new Int32Array(32);
  table[0] = 1 << 30;
  for (let k = 1; k < 32; k++) {
    const half = table[k - 1] as number;
    table[k] = multiplied(half, half);
  }
  return table;
}

/** Without branches, which a processor could only guess. */
function multiplied(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 31; bit >= 0; bit--) {
    product ^= shifted & -((a >>> bit) & 1);
    shifted = (shifted >>> 1) ^ (polynomial & -(shifted & 1));
  }
  return product;
}

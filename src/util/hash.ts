import { crc32 as zlibCrc32 } from 'node:zlib';
import xxhash from 'xxhash-wasm';

/** The upper 32 bits of xxh64 (seed 0): places keys on partitions and nodes on the ring (R26). */
export type Hash32 = (bytes: Uint8Array) => number;

/** Loads the WebAssembly module once; afterwards hashing is synchronous. */
export async function loadHash(): Promise<Hash32> {
  const api = await xxhash();
  return (bytes) => Number(api.h64Raw(bytes, 0n) >> 32n);
}

/** CRC-32 (ISO-HDLC, as in zlib). `seed` continues an earlier checksum. */
export function crc32(bytes: Uint8Array, seed = 0): number {
  return zlibCrc32(bytes, seed);
}

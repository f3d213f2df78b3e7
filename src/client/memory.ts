import { Slab } from '../util/slab.ts';

/** Of keys and values on their way to a node: they go when their calls end. */
export const requestMemory: Slab = new Slab();

/** From here on Node gives a Buffer memory of its own, of which nothing else keeps a part. */
const OWN_BYTES = Buffer.poolSize >>> 1;

/**
 * For a caller who may keep it for as long as he likes: small ones share memory as all small Buffers of Node do, 8 KiB at most.
 * Not a Buffer, whose slices share memory where callers expect copies.
 */
export function ownCopy(bytes: Uint8Array): Uint8Array {
  if (bytes.length >= OWN_BYTES) return new Uint8Array(bytes);
  const { buffer, byteOffset, length } = Buffer.from(bytes);
  return new Uint8Array(buffer, byteOffset, length);
}

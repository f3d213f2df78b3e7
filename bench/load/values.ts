import { randomBytes } from 'node:crypto';
import { benchLimits } from '../limits.ts';

/** Values of so many bytes, of the same letter or incompressible. */
export function valuesOf(bytes: number, incompressible = false): () => Buffer {
  return incompressible ? randomValues(bytes) : sameValue(bytes);
}

function sameValue(bytes: number): () => Buffer {
  const value = Buffer.alloc(bytes, 'x');
  return () => value;
}

/** Pieces of random bytes from places of their own, made beforehand: drawing bytes is no part of an operation. */
function randomValues(bytes: number): () => Buffer {
  const pool = randomBytes(benchLimits.randomPoolBytes + bytes);
  let from = 0;
  return () => {
    from = (from + benchLimits.randomPoolStride) % benchLimits.randomPoolBytes;
    return pool.subarray(from, from + bytes);
  };
}

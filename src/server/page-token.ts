import { ByteReader, ByteWriter, equalBytes, MalformedBytesError } from '../util/bytes.ts';
import { crc32 } from '../util/hash.ts';
import { requestLimits } from '../util/limits.ts';
import type { Refusal } from './errors.ts';
import { invalid } from './validate.ts';

/**
 * Where a scan goes on: version, a check of the prefix that it belongs to, the last key, and a checksum over all.
 *
 *   [version u8][crc32(prefix) u32][key][crc32 of the bytes before u32]
 *
 * Opaque to clients. The checksum catches a token that was cut or mixed up; it keeps nobody out who may scan anyway.
 */
const tokenVersion = 1;

export interface PagePosition {
  readonly type: 'position';
  readonly after: Uint8Array;
}

export function encodePageToken(prefix: Uint8Array, after: Uint8Array): Uint8Array {
  const writer = new ByteWriter(16 + after.length);
  writer.u8(tokenVersion).u32(crc32(prefix)).bytes(after);
  return writer.u32(crc32(writer.view())).finish();
}

/** The position that a token of this prefix names, or why it does not. */
export function decodePageToken(token: Uint8Array, prefix: Uint8Array): PagePosition | Refusal {
  const checksumAt = token.length - 4;
  if (checksumAt < 6 || token.length > requestLimits.keyBytes + 16) return malformed;
  try {
    const body = token.subarray(0, checksumAt);
    if (new ByteReader(token, checksumAt).u32() !== crc32(body)) return malformed;
    const reader = new ByteReader(body);
    const version = reader.u8();
    if (version !== tokenVersion) return invalid(`page_token of unknown version ${version}`);
    if (reader.u32() !== crc32(prefix)) return invalid('page_token belongs to another prefix');
    const after = reader.bytes();
    if (reader.remaining > 0 || !equalBytes(after.subarray(0, prefix.length), prefix)) {
      return malformed;
    }
    return { type: 'position', after };
  } catch (error) {
    if (error instanceof MalformedBytesError) return malformed;
    throw error;
  }
}

const malformed = invalid('page_token is malformed');

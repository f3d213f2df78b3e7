import { assert } from '../util/assert.ts';
import type { Hash32 } from '../util/hash.ts';

const OPEN = 0x7b;
const CLOSE = 0x7d;
const HASH_SPACE = 0x1_0000_0000;

/** More partitions than this would make every topology answer and every heartbeat list needlessly long. */
export const PARTITIONS_MAX = 4_096;

/**
 * The bytes that decide where a key lives (R26): what stands between the first `{` and the next `}` if that is not
 * empty, else the whole key. Keys that share it share a partition, and so a transaction. Returns a view.
 *
 *     {sku-1}/avail   user:{7}:cart   {}/x   {open
 *      ^^^^^                 ^        ^^^^   ^^^^^
 */
export function routingPart(key: Uint8Array): Uint8Array {
  const open = key.indexOf(OPEN);
  if (open < 0) return key;
  const close = key.indexOf(CLOSE, open + 1);
  return close <= open + 1 ? key : key.subarray(open + 1, close);
}

/** A prefix with a complete, non-empty `{...}` leaves nothing to choose: all its keys share a partition (R26). */
export function fixesRouting(prefix: Uint8Array): boolean {
  return routingPart(prefix).length < prefix.length;
}

/** The partition of a key among `partitions` equal ranges of the 32-bit token space (R26). */
export function partitionOf(key: Uint8Array, partitions: number, hash: Hash32): number {
  assertPartitions(partitions);
  return partitionOfToken(hash(routingPart(key)), partitions);
}

/** The partition whose range holds a 32-bit token. Exact: the product stays below 2^44. */
export function partitionOfToken(token: number, partitions: number): number {
  return Math.floor((token * partitions) / HASH_SPACE);
}

/** The first 32-bit token of a partition's range; the range ends before the next partition's token. */
export function tokenOf(partition: number, partitions: number): number {
  assertPartitions(partitions);
  assert(
    Number.isInteger(partition) && partition >= 0 && partition < partitions,
    () => `partition ${partition} of ${partitions}`,
  );
  return Math.ceil((partition * HASH_SPACE) / partitions);
}

/** A key part holds half of a surrogate pair, which UTF-8 cannot carry: two such keys would become one. */
export class MalformedKeyPartError extends Error {
  override readonly name = 'MalformedKeyPartError';
}

/**
 * Escapes one part of a typed key, so that no value can break out of its part or of its braces (R26): `%`, `/`,
 * `{`, `}` and the control bytes 00-1f and 7f become `%XX`. Throws {@link MalformedKeyPartError}.
 */
export function escapeKeyPart(part: string): string {
  if (/\p{Surrogate}/u.test(part)) {
    throw new MalformedKeyPartError(
      `key part holds an unpaired surrogate: ${JSON.stringify(part)}`,
    );
  }
  let escaped = '';
  for (const character of part) escaped += needsEscape(character) ? percent(character) : character;
  return escaped;
}

/** Joins escaped parts with `/`: different lists of parts never give the same key. */
export function typedKey(...parts: readonly string[]): string {
  assert(parts.length > 0, 'a typed key of no parts');
  return parts.map(escapeKeyPart).join('/');
}

function needsEscape(character: string): boolean {
  return character < ' ' || character === '\x7f' || '%/{}'.includes(character);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function assertPartitions(partitions: number): void {
  assert(
    Number.isInteger(partitions) && partitions >= 1 && partitions <= PARTITIONS_MAX,
    () => `partitions ${partitions} outside 1..${PARTITIONS_MAX}`,
  );
}

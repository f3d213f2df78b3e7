import { escapeKeyPart, MalformedKeyPartError, typedKey } from '../ring/index.ts';
import { utf8 } from '../util/bytes.ts';
import { requestLimits } from '../util/limits.ts';
import type { Slab } from '../util/slab.ts';
import { invalidRequest, LimitError } from './errors.ts';

/**
 * A key: text, bytes, or parts. Parts are escaped and joined with `/`, so no value of a part can make two keys one
 * (R26). Text is taken as it is: what stands between `{` and `}` decides the partition.
 */
export type Key = string | Uint8Array | readonly [string, ...string[]];

/**
 * A key whose first part alone decides the partition: all keys of one group live together.
 *
 * @example
 * colocated('sku-1', 'avail'); // '{sku-1}/avail'
 * colocated('sku-1', 'held');  // '{sku-1}/held', in the same partition
 */
export function colocated(group: string, ...parts: readonly string[]): string {
  const tag = checked(() => escapeKeyPart(group));
  // Empty braces do not route: R26 takes the whole key then.
  if (tag === '') throw invalidRequest('The group of a colocated key is empty');
  return [`{${tag}}`, ...parts.map((part) => checked(() => escapeKeyPart(part)))].join('/');
}

/** `memory`: for a key that goes when its call ends. */
export function keyBytes(key: Key, memory?: Slab): Uint8Array {
  const bytes = rawBytes(key, memory);
  if (bytes.length === 0) throw invalidRequest('The key is empty');
  return withinLimit(bytes);
}

/** Of parts, the prefix ends at a part: `['a']` finds `a/b` but not `ab`. Empty text is every key. */
export function prefixBytes(prefix: Key): Uint8Array {
  return withinLimit(
    typeof prefix === 'string' || prefix instanceof Uint8Array
      ? rawBytes(prefix)
      : utf8(`${checked(() => typedKey(...prefix))}/`),
  );
}

/** As text, for entries; bytes that are not UTF-8 come out as U+FFFD, `keyBytes` has them as they are. */
export function keyText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

function rawBytes(key: Key, memory?: Slab): Uint8Array {
  // A copy: the caller may reuse the array while tries are still to be sent.
  if (key instanceof Uint8Array) return new Uint8Array(key);
  if (typeof key !== 'string') return utf8(checked(() => typedKey(...key)));
  return ascii(key, memory) ?? wellFormed(key);
}

/** Most keys are, and so short that V8 keeps their bytes in its heap, which TextEncoder never does. Null for any other text. */
function ascii(key: string, memory: Slab | undefined): Uint8Array | null {
  const bytes = memory === undefined ? new Uint8Array(key.length) : memory.take(key.length);
  for (let i = 0; i < bytes.length; i++) {
    const code = key.charCodeAt(i);
    if (code > 0x7f) return null;
    bytes[i] = code;
  }
  return bytes;
}

function wellFormed(key: string): Uint8Array {
  if (/\p{Surrogate}/u.test(key)) {
    throw invalidRequest('The key holds an unpaired surrogate, which UTF-8 cannot carry');
  }
  return utf8(key);
}

function withinLimit(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= requestLimits.keyBytes) return bytes;
  throw new LimitError(
    `The key has ${bytes.length} bytes, ${requestLimits.keyBytes} are allowed`,
    requestLimits.keyBytes,
    bytes.length,
    { code: 'INVALID_ARGUMENT', reason: 'KEY_TOO_LARGE', outcome: 'not_executed' },
  );
}

function checked(make: () => string): string {
  try {
    return make();
  } catch (error) {
    if (error instanceof MalformedKeyPartError) throw invalidRequest(error.message);
    throw error;
  }
}

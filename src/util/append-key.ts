import { utf8 } from './bytes.ts';

/** Hexadecimal digits behind the prefix of an appended key: enough for every revision, so keys sort as they were made. */
export const appendSuffixBytes = 16;

/** The key that an append under `prefix` gets at a revision: of one prefix they sort in the order of their commits. */
export function appendedKey(prefix: Uint8Array, revision: number): Uint8Array {
  const suffix = utf8(revision.toString(16).padStart(appendSuffixBytes, '0'));
  const key = new Uint8Array(prefix.length + suffix.length);
  key.set(prefix);
  key.set(suffix, prefix.length);
  return key;
}

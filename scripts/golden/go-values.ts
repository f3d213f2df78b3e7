import { HarnessError } from './datadriven.ts';

/**
 * Numbers and truth values as the harness of the golden data reads them, with its words for what is none: some cases
 * expect those words.
 */
const MAX_UINT64 = 2n ** 64n - 1n;

/** The number, or the error text. */
export function parseUint(text: string): number | string {
  const failed = (why: string): string =>
    `strconv.ParseUint: parsing ${JSON.stringify(text)}: ${why}`;
  if (!/^[0-9]+$/.test(text)) return failed('invalid syntax');
  const value = BigInt(text);
  if (value > MAX_UINT64) return failed('value out of range');
  // The harness would go on, but ids and indexes of src/raft are safe integers: rounding would prove nothing.
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw new HarnessError(`${text} is above 2^53 - 1, where ids and indexes end here`);
  return Number(value);
}

export function scanUint(text: string): number {
  const value = parseUint(text);
  if (typeof value === 'string') throw new HarnessError(value);
  return value;
}

export function scanBool(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  throw new HarnessError(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}

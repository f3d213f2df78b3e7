import { requestLimits } from '../util/limits.ts';
import type { CommandBody, Comparison, TxnOperation } from './command.ts';
import { text } from './row-keys.ts';

/**
 * Commands that need to know which records a prefix has (R32). Rows of a range are read in the background, so each has an
 * entry of its own: its partition waits before the entry, where nothing of it has been applied, and never in the middle.
 *
 *   entry 7 ─▶ apply      entry 8, ranged ─▶ read its ranges, apply waits ─▶ apply      entry 9 ─▶ apply
 *
 * It also brings its own EXPIRE (R29): nobody can name what is due in a range before it was read. What it meets past the
 * stamp of its entry ends first, a revision each.
 */
export type RangedCommand = Extract<CommandBody, { kind: 'deleteRange' | 'txn' }>;

/** The first records of a prefix: at most `maxKeys`, and none after those that came to `maxBytes` of keys and rows. */
export interface WantedRange {
  readonly prefix: Uint8Array;
  readonly maxKeys: number;
  readonly maxBytes: number;
}

export function isRanged(body: CommandBody): body is RangedCommand {
  return body.kind === 'deleteRange' || (body.kind === 'txn' && itemsOf(body).some(hasPrefix));
}

type Txn = Extract<CommandBody, { kind: 'txn' }>;

function itemsOf({ compare, success, failure }: Txn): (Comparison | TxnOperation)[] {
  return [...compare, ...success, ...failure];
}

function hasPrefix(
  item: Comparison | TxnOperation,
): item is Extract<typeof item, { prefix: object }> {
  return 'prefix' in item;
}

/** Each prefix once. */
export function rangesOf(body: CommandBody): readonly WantedRange[] {
  if (body.kind === 'deleteRange') return [body];
  if (body.kind !== 'txn') return [];
  const { rangeKeys, txnRecordBytes } = requestLimits;
  const wanted = new Map<string, WantedRange>();
  for (const { prefix } of itemsOf(body).filter(hasPrefix)) {
    wanted.set(text(prefix), { prefix, maxKeys: rangeKeys, maxBytes: txnRecordBytes });
  }
  return [...wanted.values()];
}

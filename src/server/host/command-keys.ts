import type { CommandBody, Comparison, TxnOperation } from '../../storage/index.ts';

/** Calls `visit` with every key that the command may look at, a key of several operations each time (R29). */
export function forEachKey(body: CommandBody, visit: (key: Uint8Array) => void): void {
  if ('key' in body) {
    visit(body.key);
    return;
  }
  if (body.kind !== 'txn') return;
  for (const list of [body.compare, body.success, body.failure]) {
    for (const item of list) if ('key' in item) visit(item.key);
  }
}

/** Bytes of keys and values and a little for each: near enough for limits, which they decide. */
export function commandBytes(body: CommandBody): number {
  const fixed = 64;
  if ('key' in body) return fixed + partBytes(body);
  if (body.kind !== 'txn') return fixed;
  let bytes = fixed;
  for (const list of [body.compare, body.success, body.failure]) {
    for (const item of list) bytes += 16 + partBytes(item);
  }
  return bytes;
}

function partBytes(part: CommandBody | Comparison | TxnOperation): number {
  const key = 'key' in part ? part.key.length : 0;
  return key + ('value' in part ? part.value.length : 0);
}

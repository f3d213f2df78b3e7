import { type CommandBody, type Comparison, type TxnOperation, text } from '../../storage/index.ts';

/**
 * Calls `visit` with every key that the command may look at, once each: a visitor may look the record up (R29). The key of an
 * append is not known before it applies, and nobody had it before.
 */
export function forEachKey(body: CommandBody, visit: (key: Uint8Array) => void): void {
  if ('key' in body) {
    visit(body.key);
    return;
  }
  if (body.kind !== 'txn') return;
  const visited = new Set<string>();
  for (const list of [body.compare, body.success, body.failure]) {
    for (const item of list) {
      if (!('key' in item)) continue;
      const name = text(item.key);
      if (visited.has(name)) continue;
      visited.add(name);
      visit(item.key);
    }
  }
}

const COMMAND_BYTES = 64;
/** Each item of a transaction has apply look a record up: few transactions of many items share an entry. */
const ITEM_BYTES = 1024;

/** Bytes of keys and values and a charge for the work of each part: what limits of entries and queues go by. */
export function commandBytes(body: CommandBody): number {
  if ('key' in body) return COMMAND_BYTES + partBytes(body);
  if (body.kind === 'append') return COMMAND_BYTES + body.prefix.length + body.value.length;
  if (body.kind !== 'txn') return COMMAND_BYTES;
  let bytes = COMMAND_BYTES;
  for (const list of [body.compare, body.success, body.failure]) {
    for (const item of list) bytes += ITEM_BYTES + partBytes(item);
  }
  return bytes;
}

function partBytes(part: CommandBody | Comparison | TxnOperation): number {
  const key = 'key' in part ? part.key.length : 'prefix' in part ? part.prefix.length : 0;
  return key + ('value' in part ? part.value.length : 0);
}

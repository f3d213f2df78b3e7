import type { CommandBody, TxnOperation } from '../../storage/index.ts';

/** The shortest life that the command may give to a key; Infinity when it gives none. */
export function shortestTtlMs(body: CommandBody): number {
  if (body.kind !== 'txn') return ttlOf(body);
  let shortest = Number.POSITIVE_INFINITY;
  for (const branch of [body.success, body.failure]) {
    for (const operation of branch) shortest = Math.min(shortest, ttlOf(operation));
  }
  return shortest;
}

function ttlOf(part: CommandBody | TxnOperation): number {
  return 'ttlMs' in part && part.ttlMs > 0 ? part.ttlMs : Number.POSITIVE_INFINITY;
}

import type { CommandBody, TxnOperation } from '../../storage/index.ts';

/**
 * Whether a command may make the data grow. On a disk that is nearly full those are refused, and the rest is what frees
 * space (deletes), what clients need for it (identities, outcomes), and what replaces a record by one of its size (touch).
 */
export function takesRoom(body: CommandBody): boolean {
  if (body.kind !== 'txn') return grows(body);
  return [...body.success, ...body.failure].some(grows);
}

function grows({ kind }: CommandBody | TxnOperation): boolean {
  return kind === 'put' || kind === 'increment' || kind === 'append';
}

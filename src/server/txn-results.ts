import type { ringkv } from '#proto';
import type { CommandResult, TxnOperationResult } from '../storage/index.ts';
import { unreachable } from '../util/assert.ts';
import { recordBytes, wireRecord } from './wire-record.ts';

type WireTxn = ringkv.v1.TxnResponse.$Properties;
type WireResult = ringkv.v1.TxnResult.$Properties;

/** What a transaction came to, without a header; null when apply refused it before it chose a branch. */
export function wireTxn({ txn, value }: CommandResult): WireTxn | null {
  if (txn === null) return null;
  const { succeeded, results, refusedIndex } = txn;
  const refused = refusedIndex === null ? null : { index: refusedIndex, value };
  return { succeeded, results: results.map(wireResult), refused };
}

function wireResult(result: TxnOperationResult): WireResult {
  switch (result.kind) {
    case 'get':
      return { get: { record: result.record === null ? null : wireRecord(result.record) } };
    case 'put': {
      const { version, expiresAt } = result;
      return { put: { succeeded: true, version, expiresAt } };
    }
    case 'delete':
      return { delete: { succeeded: true, deleted: result.deleted } };
    case 'deleteRange':
      return { deleteRange: { deleted: result.deleted } };
    case 'increment': {
      const { value, version, expiresAt } = result;
      return { increment: { succeeded: true, value, version, expiresAt } };
    }
    case 'touch': {
      const { found, version, expiresAt } = result;
      return { touch: { found, version, expiresAt } };
    }
    default:
      return unreachable(result, 'result of an operation');
  }
}

/** Rough bytes of the response on the wire. */
export function txnBytes(txn: WireTxn | null | undefined): number {
  let bytes = 0;
  for (const { get } of txn?.results ?? []) bytes += 24 + recordBytes(get?.record);
  return bytes;
}

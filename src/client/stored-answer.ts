import { ringkv } from '#proto';
import type { StoredAnswer, StoredRecord, StoredTxn, StoredTxnResult } from './errors.ts';
import { expiry } from './results.ts';

/** What the exactly-once table kept of a write, in the words of the client. */
export function storedAnswer(answer: ringkv.v1.IStoredAnswer | null | undefined): StoredAnswer {
  const current = answer?.current;
  const txn = answer?.txn ?? null;
  return {
    succeeded: answer?.succeeded ?? false,
    reason: answer?.reason ? (ringkv.v1.Reason[answer.reason] ?? null) : null,
    revision: answer?.revision ?? 0,
    version: answer?.version ?? 0,
    value: txn?.refused?.value ?? answer?.value ?? 0,
    expiresAt: expiry(answer?.expiresAt),
    current: current
      ? { version: current.version ?? 0, modRevision: current.modRevision ?? 0 }
      : null,
    txn: txn && storedTxn(txn),
    more: answer?.more ?? false,
  };
}

function storedTxn({ succeeded, refused, results }: ringkv.v1.TxnResponse.$Properties): StoredTxn {
  return {
    succeeded: succeeded ?? false,
    refusedIndex: refused ? (refused.index ?? 0) : null,
    results: (results ?? []).map(storedResult),
  };
}

function storedResult(result: ringkv.v1.TxnResult.$Properties): StoredTxnResult {
  const { put, increment, touch } = result;
  if (put) {
    return { kind: 'put', version: put.version ?? 0, expiresAt: expiry(put.expiresAt) };
  }
  if (result.delete) return { kind: 'delete', deleted: result.delete.deleted ?? false };
  if (result.deleteRange) {
    return { kind: 'deleteRange', deleted: result.deleteRange.deleted ?? 0 };
  }
  if (increment) {
    return {
      kind: 'increment',
      value: increment.value ?? 0,
      version: increment.version ?? 0,
      expiresAt: expiry(increment.expiresAt),
    };
  }
  if (touch) {
    return {
      kind: 'touch',
      found: touch.found ?? false,
      version: touch.version ?? 0,
      expiresAt: expiry(touch.expiresAt),
    };
  }
  const record = result.get?.record;
  return { kind: 'get', record: record ? storedRecord(record) : null };
}

function storedRecord(record: ringkv.v1.IRecord): StoredRecord {
  return {
    keyBytes: new Uint8Array(record.key ?? []),
    value: new Uint8Array(record.value ?? []),
    version: record.version ?? 0,
    createRevision: record.createRevision ?? 0,
    modRevision: record.modRevision ?? 0,
    expiresAt: expiry(record.expiresAt),
  };
}

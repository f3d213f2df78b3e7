import { ringkv } from '#proto';
import { compareBytes } from '../../src/util/bytes.ts';

type Compare = ringkv.v1.Compare.$Properties;
type TxnResult = ringkv.v1.TxnResult.$Properties;

const { Relation } = ringkv.v1;

interface OfKey {
  readonly get?: ringkv.v1.IGetRequest | null;
  readonly put?: ringkv.v1.IPutRequest | null;
  readonly delete?: ringkv.v1.IDeleteRequest | null;
  readonly increment?: ringkv.v1.IIncrementRequest | null;
  readonly touch?: ringkv.v1.ITouchRequest | null;
}

export function keyOf({ get, put, increment, touch, ...rest }: OfKey): Uint8Array | undefined {
  return (get ?? put ?? increment ?? touch ?? rest.delete)?.key ?? undefined;
}

/** Every key that a transaction names. */
export function txnKeys(txn: ringkv.v1.TxnRequest.$Properties): Uint8Array[] {
  const compared = (txn.compare ?? []).map(({ key }) => key ?? new Uint8Array());
  const used = [...(txn.success ?? []), ...(txn.failure ?? [])].map(keyOf);
  return [...compared, ...used]
    .filter((key) => key !== undefined)
    .filter(({ length }) => length > 0);
}

/** R34, as the comments of the wire format define it. */
export function holds(compare: Compare, record: ringkv.v1.IRecord | null, timeMs: number): boolean {
  const { exists, value, version, modRevision, partitionTimeMs } = compare;
  const relation = compare.relation ?? Relation.EQUAL;
  if (exists !== undefined && exists !== null) return exists === (record !== null);
  if (value) {
    if (record === null) return false;
    return stands(compareBytes(record.value ?? new Uint8Array(), value), relation);
  }
  if (typeof version === 'number') return stands((record?.version ?? 0) - version, relation);
  if (typeof modRevision === 'number') {
    return stands((record?.modRevision ?? 0) - modRevision, relation);
  }
  return stands(timeMs - (partitionTimeMs ?? 0), relation);
}

/** `difference` is left minus right. */
function stands(difference: number, relation: ringkv.v1.Relation): boolean {
  switch (relation) {
    case Relation.RELATION_UNSPECIFIED:
    case Relation.EQUAL:
      return difference === 0;
    case Relation.NOT_EQUAL:
      return difference !== 0;
    case Relation.LESS:
      return difference < 0;
    case Relation.LESS_OR_EQUAL:
      return difference <= 0;
    case Relation.GREATER:
      return difference > 0;
    case Relation.GREATER_OR_EQUAL:
      return difference >= 0;
  }
}

export function readBytes(results: readonly TxnResult[]): number {
  return results.reduce((sum, { get }) => sum + (get?.record?.value?.length ?? 0), 0);
}

/** Results inside a transaction have none: its own says it for all. */
export function withoutHeader(result: ringkv.v1.Result.$Properties): TxnResult {
  const { get, put, increment, touch } = result;
  if (get) return { get: { ...get, header: null } };
  if (put) return { put: { ...put, header: null } };
  if (increment) return { increment: { ...increment, header: null } };
  if (touch) return { touch: { ...touch, header: null } };
  return { delete: { ...result.delete, header: null } };
}

/** What `resolve` finds of one. */
export function storedTxn(txn: ringkv.v1.TxnResponse.$Properties): ringkv.v1.IStoredAnswer {
  return {
    succeeded: !txn.refused && (txn.succeeded ?? false),
    revision: txn.header?.revision ?? 0,
    txn: { ...txn, header: null },
  };
}

import { ringkv } from '#proto';
import { partitionOf } from '../ring/index.ts';
import type { CommandBody, Comparison, Relation, TxnOperation } from '../storage/index.ts';
import type { Hash32 } from '../util/hash.ts';
import { requestLimits } from '../util/limits.ts';
import { decodeWriteBody } from './decode-write.ts';
import { type Refusal, refuse } from './errors.ts';
import { checkKey, checkValue, invalid, plainBytes, quoteKey, safeCount } from './validate.ts';

type WireTxn = ringkv.v1.TxnRequest.$Properties;
type WireCompare = ringkv.v1.Compare.$Properties;
type WireOperation = ringkv.v1.TxnOperation.$Properties;
type Txn = Extract<CommandBody, { kind: 'txn' }>;

export interface DecodedTxn {
  readonly type: 'txn';
  readonly partition: number;
  readonly body: Txn;
}

/**
 * A transaction that apply can run without a further question: every key is valid and in one partition, and no branch
 * writes a key twice, on which `storage/apply-txn.ts` relies to refuse a branch before its first write.
 */
export function decodeTxn(
  wire: WireTxn,
  ring: { readonly partitions: number; readonly hash: Hash32 },
): DecodedTxn | Refusal {
  const tooBig = checkSize(wire);
  if (tooBig !== null) return tooBig;
  const compare = decodeAll(wire.compare ?? [], 'compare', decodeCompare);
  if ('type' in compare) return compare;
  const success = decodeBranch(wire.success ?? [], 'success');
  if ('type' in success) return success;
  const failure = decodeBranch(wire.failure ?? [], 'failure');
  if ('type' in failure) return failure;
  const body: Txn = { kind: 'txn', compare, success, failure };
  const partition = partitionOfAll(body, ring);
  return typeof partition === 'number' ? { type: 'txn', partition, body } : partition;
}

/** Bytes of keys and values: what the limit of a request counts. */
export function txnRequestBytes(wire: WireTxn): number {
  let bytes = 0;
  for (const { key, value } of wire.compare ?? []) {
    bytes += (key?.length ?? 0) + (value?.length ?? 0);
  }
  for (const branch of [wire.success, wire.failure]) {
    for (const { get, put, delete: del, increment, touch } of branch ?? []) {
      const key = (get ?? put ?? del ?? increment ?? touch)?.key;
      bytes += (key?.length ?? 0) + (put?.value?.length ?? 0);
    }
  }
  return bytes;
}

function checkSize(wire: WireTxn): Refusal | null {
  const lists = { compare: wire.compare, success: wire.success, failure: wire.failure };
  let total = 0;
  for (const [name, list] of Object.entries(lists)) {
    const length = list?.length ?? 0;
    const limit = requestLimits.txnOperations;
    if (length > limit) {
      return refuse(
        'REQUEST_TOO_LARGE',
        `${name} has ${length} items, the limit is ${limit}`,
        limit,
        length,
      );
    }
    total += length;
  }
  if (total === 0) return invalid('the transaction has no comparison and no operation');
  const bytes = txnRequestBytes(wire);
  const { requestBytes } = requestLimits;
  if (bytes <= requestBytes) return null;
  const message = `the transaction has ${bytes} bytes of keys and values, the limit is ${requestBytes}`;
  return refuse('REQUEST_TOO_LARGE', message, requestBytes, bytes);
}

/** Every item decoded, or the first refusal, which then says where it is. */
function decodeAll<W, T extends object>(
  wires: readonly W[],
  list: string,
  decode: (wire: W) => T | Refusal,
): T[] | Refusal {
  const items: T[] = [];
  for (const [index, wire] of wires.entries()) {
    const item = decode(wire);
    if (isRefusal(item)) return { ...item, message: `${list}[${index}]: ${item.message}` };
    items.push(item);
  }
  return items;
}

function isRefusal(item: object): item is Refusal {
  return 'type' in item && item.type === 'refused';
}

const relations: ReadonlyMap<ringkv.v1.Relation, Relation> = new Map([
  [ringkv.v1.Relation.RELATION_UNSPECIFIED, '='],
  [ringkv.v1.Relation.EQUAL, '='],
  [ringkv.v1.Relation.NOT_EQUAL, '!='],
  [ringkv.v1.Relation.LESS, '<'],
  [ringkv.v1.Relation.LESS_OR_EQUAL, '<='],
  [ringkv.v1.Relation.GREATER, '>'],
  [ringkv.v1.Relation.GREATER_OR_EQUAL, '>='],
]);

function decodeCompare(wire: WireCompare): Comparison | Refusal {
  const code = wire.relation ?? ringkv.v1.Relation.RELATION_UNSPECIFIED;
  const relation = relations.get(code);
  if (relation === undefined) return invalid(`unknown relation ${code}; known: 1 to 6`);
  const { value, version, modRevision, exists, partitionTimeMs } = wire;
  const targets = [value, version, modRevision, exists, partitionTimeMs].filter(isSet).length;
  if (targets !== 1) return invalid(`a comparison has one target, this one has ${targets}`);
  const key = plainBytes(wire.key);
  if (isSet(partitionTimeMs)) {
    if (key.length > 0) return invalid('a comparison of partition time has no key');
    const wrong = safeCount(partitionTimeMs, 'partition_time_ms');
    return wrong ?? { target: 'time', relation, number: partitionTimeMs };
  }
  const wrongKey = checkKey(key);
  if (wrongKey !== null) return wrongKey;
  if (isSet(exists)) {
    if (relation !== '=') return invalid(`existence is compared with EQUAL alone, not ${relation}`);
    return { target: 'exists', key, exists };
  }
  if (isSet(value)) {
    const bytes = plainBytes(value);
    return checkValue(bytes) ?? { target: 'value', key, relation, value: bytes };
  }
  const number = version ?? modRevision ?? 0;
  const target = isSet(version) ? 'version' : 'modRevision';
  const wrong = safeCount(number, isSet(version) ? 'version' : 'mod_revision');
  return wrong ?? { target, key, relation, number };
}

function isSet<T>(field: T | null | undefined): field is T {
  return field !== null && field !== undefined;
}

function decodeBranch(wires: readonly WireOperation[], list: string): TxnOperation[] | Refusal {
  const operations = decodeAll(wires, list, decodeOperation);
  if ('type' in operations) return operations;
  const written = new Set<string>();
  for (const [index, { kind, key }] of operations.entries()) {
    if (kind === 'get') continue;
    const name = Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1');
    if (written.has(name)) {
      return invalid(`${list}[${index}]: the branch writes ${quoteKey(key)} a second time`);
    }
    written.add(name);
  }
  return operations;
}

function decodeOperation(wire: WireOperation): TxnOperation | Refusal {
  const { get, put, delete: del, increment, touch } = wire;
  const requests = [get, put, del, increment, touch].filter(isSet);
  if (requests.length !== 1) {
    return invalid(`an operation is one of those that this version knows, not ${requests.length}`);
  }
  if (requests.some(({ header }) => isSet(header))) {
    return invalid('requests inside a transaction carry no header');
  }
  if (isSet(put?.expect) || isSet(del?.expect)) {
    return invalid('operations of a transaction expect nothing; conditions go into compare');
  }
  if (!isSet(get)) return decodeWriteBody(wire);
  const key = plainBytes(get.key);
  return checkKey(key) ?? { kind: 'get', key };
}

/** R26: the partition that all keys share. */
function partitionOfAll(
  { compare, success, failure }: Txn,
  ring: { readonly partitions: number; readonly hash: Hash32 },
): number | Refusal {
  let first: Uint8Array | null = null;
  let partition = 0;
  for (const item of [...compare, ...success, ...failure]) {
    if (!('key' in item)) continue;
    const found = partitionOf(item.key, ring.partitions, ring.hash);
    if (first === null) {
      first = item.key;
      partition = found;
    } else if (found !== partition) {
      const one = `${quoteKey(first)} in partition ${partition}`;
      const other = `${quoteKey(item.key)} in partition ${found}`;
      return refuse('CROSS_PARTITION', `the keys are not of one partition: ${one}, ${other}`);
    }
  }
  if (first !== null) return partition;
  return invalid('the transaction names no key, and so no partition');
}

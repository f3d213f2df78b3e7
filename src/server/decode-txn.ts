import { ringkv } from '#proto';
import { fixesRouting, partitionOf } from '../ring/index.ts';
import type {
  CommandBody,
  Comparison,
  RangeComparison,
  Relation,
  TxnOperation,
} from '../storage/index.ts';
import type { Hash32 } from '../util/hash.ts';
import { requestLimits } from '../util/limits.ts';
import { decodeWriteBody } from './decode-write.ts';
import { type Refusal, refuse } from './errors.ts';
import {
  checkKey,
  checkKeyPart,
  checkValue,
  invalid,
  plainBytes,
  quoteKey,
  safeCount,
} from './validate.ts';

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
  for (const { key, prefix, value } of wire.compare ?? []) {
    bytes += (key?.length ?? 0) + (prefix?.length ?? 0) + (value?.length ?? 0);
  }
  for (const branch of [wire.success, wire.failure]) {
    for (const { get, put, delete: del, increment, touch, deleteRange } of branch ?? []) {
      const place = (get ?? put ?? del ?? increment ?? touch)?.key ?? deleteRange?.prefix;
      bytes += (place?.length ?? 0) + (put?.value?.length ?? 0);
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
  const { value, version, modRevision, exists, partitionTimeMs, count } = wire;
  const targets = [value, version, modRevision, exists, partitionTimeMs, count].filter(isSet);
  if (targets.length !== 1) {
    return invalid(`a comparison has one target, this one has ${targets.length}`);
  }
  const key = plainBytes(wire.key);
  const prefix = plainBytes(wire.prefix);
  if (prefix.length > 0) {
    if (key.length > 0) return invalid('a comparison has a key or a prefix');
    return decodeRangeCompare(wire, prefix, relation);
  }
  if (isSet(count)) return invalid('only the keys of a prefix can be counted');
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

/** "Some key" and "no key" are numbers of keys; everything else is said of each of them. */
function decodeRangeCompare(
  wire: WireCompare,
  prefix: Uint8Array,
  relation: Relation,
): RangeComparison | Refusal {
  const { value, version, modRevision, exists, partitionTimeMs, count } = wire;
  const wrong = checkKeyPart(prefix, 'the prefix');
  if (wrong !== null) return wrong;
  if (isSet(partitionTimeMs)) return invalid('a comparison of partition time has no prefix');
  const range = { target: 'range', prefix, relation } as const;
  if (isSet(exists)) {
    if (relation !== '=') return invalid(`existence is compared with EQUAL alone, not ${relation}`);
    return { ...range, of: 'count', relation: exists ? '>' : '=', number: 0 };
  }
  if (isSet(value)) {
    const bytes = plainBytes(value);
    return checkValue(bytes) ?? { ...range, of: 'value', value: bytes };
  }
  const number = count ?? version ?? modRevision ?? 0;
  const of = isSet(count) ? 'count' : isSet(version) ? 'version' : 'modRevision';
  return safeCount(number, of) ?? { ...range, of, number };
}

function isSet<T>(field: T | null | undefined): field is T {
  return field !== null && field !== undefined;
}

function decodeBranch(wires: readonly WireOperation[], list: string): TxnOperation[] | Refusal {
  const operations = decodeAll(wires, list, decodeOperation);
  if ('type' in operations) return operations;
  return doubleWrite(operations, list) ?? operations;
}

/** Two writes of one key at one revision would have no order that a watcher or a version could show. */
function doubleWrite(operations: readonly TxnOperation[], list: string): Refusal | null {
  const written = new Set<string>();
  const prefixes: string[] = [];
  for (const [index, operation] of operations.entries()) {
    if (operation.kind === 'get') continue;
    const isRange = operation.kind === 'deleteRange';
    const place = isRange ? operation.prefix : operation.key;
    const name = Buffer.from(place.buffer, place.byteOffset, place.length).toString('latin1');
    const twice =
      written.has(name) ||
      prefixes.some((prefix) => name.startsWith(prefix)) ||
      (isRange && [...written, ...prefixes].some((other) => other.startsWith(name)));
    if (twice) {
      return invalid(`${list}[${index}]: the branch writes ${quoteKey(place)} a second time`);
    }
    if (isRange) prefixes.push(name);
    else written.add(name);
  }
  return null;
}

function decodeOperation(wire: WireOperation): TxnOperation | Refusal {
  const { get, put, delete: del, increment, touch, deleteRange } = wire;
  const requests = [get, put, del, increment, touch, deleteRange].filter(isSet);
  if (requests.length !== 1) {
    return invalid(`an operation is one of those that this version knows, not ${requests.length}`);
  }
  if (requests.some(({ header }) => isSet(header))) {
    return invalid('requests inside a transaction carry no header');
  }
  if (isSet(put?.expect) || isSet(del?.expect)) {
    return invalid('operations of a transaction expect nothing; conditions go into compare');
  }
  if (isSet(deleteRange)) return decodeRange(deleteRange);
  if (!isSet(get)) return decodeWriteBody(wire);
  const key = plainBytes(get.key);
  return checkKey(key) ?? { kind: 'get', key };
}

function decodeRange({
  prefix: wire,
  partition,
  limit,
}: ringkv.v1.DeleteRangeRequest.$Properties): TxnOperation | Refusal {
  if (isSet(partition) || limit) {
    return invalid('a range inside a transaction has neither partition nor limit');
  }
  const prefix = plainBytes(wire);
  if (prefix.length === 0) return invalid('a range is deleted by a prefix');
  return checkKeyPart(prefix, 'the prefix') ?? { kind: 'deleteRange', prefix };
}

/** So many keys that lie elsewhere are named; the others are counted. */
const strangersNamed = 8;

/** R26: the partition that all keys and prefixes share, or a refusal that names those that do not share the first one's. */
function partitionOfAll(
  { compare, success, failure }: Txn,
  ring: { readonly partitions: number; readonly hash: Hash32 },
): number | Refusal {
  let home: { readonly name: string; readonly partition: number } | null = null;
  const strangers = new Set<string>();
  for (const item of [...compare, ...success, ...failure]) {
    const place = placeOf(item);
    if (place === null) continue;
    if ('prefix' in item && !fixesRouting(place)) {
      const message = `the keys with prefix ${quoteKey(place)} are not of one partition: it holds no whole {...}`;
      return refuse('CROSS_PARTITION', message);
    }
    const partition = partitionOf(place, ring.partitions, ring.hash);
    const name = `${quoteKey(place)} in partition ${partition}`;
    home ??= { name, partition };
    if (partition !== home.partition) strangers.add(name);
  }
  if (home === null) return invalid('the transaction names no key, and so no partition');
  if (strangers.size === 0) return home.partition;
  const named = [...strangers].slice(0, strangersNamed);
  const more = strangers.size - named.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  const message = `the keys are not of one partition: ${home.name}, ${named.join(', ')}${rest}`;
  return refuse('CROSS_PARTITION', message);
}

function placeOf(item: Comparison | TxnOperation): Uint8Array | null {
  if ('prefix' in item) return item.prefix;
  return 'key' in item ? item.key : null;
}

import type { ringkv } from '#proto';
import { partitionOf } from '../ring/index.ts';
import { hex } from '../util/bytes.ts';
import type { Hash32 } from '../util/hash.ts';
import { requestLimits } from '../util/limits.ts';
import { BuiltCheck } from './checks.ts';
import { CrossPartitionError, invalidRequest, LimitError } from './errors.ts';
import { keyText } from './keys.ts';
import type { Check, TxnOpList, TxnRequest } from './txn.ts';
import { type BuiltOp, builtOp, type PreparedOp } from './txn-ops.ts';

/** A transaction that may be sent: nothing about it is left to refuse but by the state that it meets. */
export interface PreparedTxn {
  readonly request: ringkv.v1.TxnRequest.$Properties;
  readonly partition: number;
  /** Of keys, values and what surrounds them: what a message is filled by. */
  readonly bytes: number;
  readonly success: readonly BuiltOp<unknown>[];
  readonly failure: readonly BuiltOp<unknown>[];
}

/** The bytes of one operation or condition beside its key and value, at most. */
const ITEM_OVERHEAD_BYTES = 48;

/** Encodes and checks a request; rejects with what is wrong with it. */
export async function prepareTxn(
  txn: TxnRequest<TxnOpList, TxnOpList>,
  partitions: number,
  hash: Hash32,
): Promise<PreparedTxn> {
  const checks = listOf('if', txn.if);
  const success = opsOf('then', txn.then);
  const failure = opsOf('else', txn.else);
  const compare = checks.map((one, index) => compareOf(one, `if[${index}]`));
  const [thenOps, elseOps] = await Promise.all([prepareAll(success), prepareAll(failure)]);
  refuseDoubleWrites('then', thenOps);
  refuseDoubleWrites('else', elseOps);

  const keys = keysOf(compare, thenOps, elseOps);
  const size = sizeOf(compare, thenOps, elseOps);
  const most = requestLimits.requestBytes;
  if (size > most) {
    const what = `The transaction has ${size} bytes of keys and values, ${most} are allowed`;
    throw tooLarge(what, most, size);
  }
  const items = compare.length + thenOps.length + elseOps.length;
  return {
    request: {
      compare,
      success: thenOps.map(({ request }) => request),
      failure: elseOps.map(({ request }) => request),
    },
    partition: commonPartition(keys, partitions, hash),
    bytes: size + items * ITEM_OVERHEAD_BYTES,
    success,
    failure,
  };
}

function listOf<T>(name: string, list: readonly T[] | undefined): readonly T[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw invalidRequest(`"${name}" of a transaction is not a list`);
  const most = requestLimits.txnOperations;
  if (list.length <= most) return list;
  const what = `"${name}" of the transaction holds ${list.length}, ${most} are allowed`;
  throw tooLarge(what, most, list.length);
}

function opsOf(name: string, list: TxnOpList | undefined): readonly BuiltOp<unknown>[] {
  return listOf(name, list).map((op, index) => builtOp(op, `${name}[${index}]`));
}

function compareOf(check: Check, where: string): ringkv.v1.Compare.$Properties {
  if (check instanceof BuiltCheck) return check.compare();
  throw invalidRequest(`${where} is no condition; make it with check`);
}

async function prepareAll(ops: readonly BuiltOp<unknown>[]): Promise<readonly PreparedOp[]> {
  return Promise.all(ops.map(async (op) => op.prepare()));
}

/** Two writes of one key at one revision would have no order that a watcher or a version could show. */
function refuseDoubleWrites(name: string, ops: readonly PreparedOp[]): void {
  const written = new Map<string, number>();
  for (const [index, { request, key }] of ops.entries()) {
    if (request.get) continue;
    const at = hex(key);
    const first = written.get(at);
    if (first !== undefined) {
      const twice = `${name}[${first}] and ${name}[${index}]`;
      throw invalidRequest(
        `${twice} write the same key "${keyText(key)}"; a branch may write it once`,
      );
    }
    written.set(at, index);
  }
}

function keysOf(
  compare: readonly ringkv.v1.Compare.$Properties[],
  ...branches: readonly (readonly PreparedOp[])[]
): Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (const { key, prefix } of compare) {
    const place = key ?? prefix;
    if (place) keys.push(place);
  }
  for (const { key } of branches.flat()) keys.push(key);
  return keys;
}

/** Keys and values, which is what servers count. */
function sizeOf(
  compare: readonly ringkv.v1.Compare.$Properties[],
  ...branches: readonly (readonly PreparedOp[])[]
): number {
  let bytes = 0;
  for (const { key, prefix, value } of compare) {
    bytes += (key?.length ?? 0) + (prefix?.length ?? 0) + (value?.length ?? 0);
  }
  for (const { key, valueBytes } of branches.flat()) bytes += key.length + valueBytes;
  return bytes;
}

function tooLarge(message: string, limit: number, actual: number): LimitError {
  return new LimitError(message, limit, actual, {
    code: 'INVALID_ARGUMENT',
    reason: 'REQUEST_TOO_LARGE',
    outcome: 'not_executed',
  });
}

function commonPartition(keys: readonly Uint8Array[], partitions: number, hash: Hash32): number {
  const [first, ...others] = keys;
  if (first === undefined) {
    throw invalidRequest(
      'The transaction names no key; it needs an operation or a condition of one',
    );
  }
  const partition = partitionOf(first, partitions, hash);
  for (const key of others) {
    const another = partitionOf(key, partitions, hash);
    if (another === partition) continue;
    const [a, b] = [keyText(first), keyText(key)];
    throw new CrossPartitionError(
      `All keys of a transaction lie in one partition, but "${a}" is in ${partition} and "${b}" in ${another}; ` +
        'put one {group} into them, as colocated() does',
      [a, b],
    );
  }
  return partition;
}

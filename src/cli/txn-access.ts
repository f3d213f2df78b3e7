import {
  bytes,
  type Check,
  check,
  type Entry,
  type RingKv,
  type Session,
  type TxnDelete,
  type TxnDeleteRange,
  type TxnIncrement,
  type TxnOp,
  type TxnPut,
  type TxnTouch,
} from '../client/index.ts';
import { utf8 } from '../util/bytes.ts';
import type { TxnAnswer, TxnOperationAnswer } from './kv-access.ts';
import { recordOf } from './records.ts';
import type { TxnCondition, TxnOperation, TxnScript } from './txn-script.ts';

type Result =
  | Entry<Uint8Array>
  | null
  | TxnPut
  | TxnDelete
  | TxnDeleteRange
  | TxnIncrement
  | TxnTouch;

/** Runs the transaction of a command line through the typed client. */
export async function runTxn(
  kv: RingKv,
  script: TxnScript,
  session: Session | undefined,
): Promise<TxnAnswer> {
  const request = {
    if: script.if.map(checkOf),
    then: script.then.map((operation) => opOf(kv, operation)),
    else: script.else.map((operation) => opOf(kv, operation)),
  };
  const answer = await kv.txn(request, { session });
  const { revision, partition } = answer;
  if (!answer.ok && answer.reason === 'out_of_range') {
    const { branch, index, value } = answer;
    const refused = { index, value };
    return { succeeded: false, branch, revision, partition, results: [], refused };
  }
  const branch = answer.ok ? 'then' : 'else';
  const results = answer.results.map(resultOf);
  return { succeeded: answer.ok, branch, revision, partition, results, refused: null };
}

function checkOf(condition: TxnCondition): Check {
  switch (condition.target) {
    case 'absent':
      return check.absent(condition.key);
    case 'exists':
      return check.exists(condition.key);
    case 'version':
      return check.version(condition.key, condition.relation, condition.number);
    case 'revision':
      return check.revision(condition.key, condition.relation, condition.number);
    case 'value':
      return check.value(condition.key, condition.relation, condition.text);
    case 'count':
      return check.count(condition.prefix, condition.relation, condition.number);
    case 'time':
      return check.time(condition.relation, condition.ms);
  }
}

function opOf(kv: RingKv, operation: TxnOperation): TxnOp<Result> {
  const { ops } = kv.keyspace(bytes);
  const { key } = operation;
  switch (operation.kind) {
    case 'get':
      return ops.get(key);
    case 'delete':
      return ops.delete(key);
    case 'deleteRange':
      return ops.deleteRange(key);
    case 'put':
      return ops.put(key, utf8(operation.value), { ttl: operation.ttlMs ?? undefined });
    case 'increment': {
      const { delta, min, max, ttlMs } = operation;
      const options = { min: min ?? undefined, max: max ?? undefined, ttl: ttlMs ?? undefined };
      return kv.ops.increment(key, delta, options);
    }
    case 'touch':
      return ops.touch(key, operation.ttlMs === 0 ? null : operation.ttlMs);
  }
}

/** Each kind of result has a field of its own. */
function resultOf(result: Result): TxnOperationAnswer {
  if (result === null) return { kind: 'get', record: null };
  if ('modRevision' in result) return { kind: 'get', record: recordOf(result) };
  if ('deleted' in result) {
    const { deleted } = result;
    return typeof deleted === 'number'
      ? { kind: 'deleteRange', deleted }
      : { kind: 'delete', deleted };
  }
  if ('found' in result) return { kind: 'touch', ...result };
  return 'value' in result ? { kind: 'increment', ...result } : { kind: 'put', ...result };
}

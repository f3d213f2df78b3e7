import {
  type CommandBody,
  type CommandResult,
  expectAny,
  type TxnOperation,
} from '../../src/storage/index.ts';
import { present, unreachable } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { requestLimits } from '../../src/util/limits.ts';
import type { Asked } from './history.ts';
import {
  accountKey,
  accountsOf,
  creditLimit,
  ownerKey,
  recordsOf,
  resourceKey,
  tokenKey,
  tokenText,
} from './keys.ts';

type AskedWrite = Exclude<Asked, { type: 'get' | 'scan' }>;
type Single = Extract<AskedWrite, { type: 'put' | 'delete' | 'touch' | 'increment' }>;
type SingleBody = Extract<CommandBody, { kind: 'put' | 'delete' | 'touch' | 'increment' }>;
type Txn = Extract<CommandBody, { kind: 'txn' }>;

/** What was asked, as the state machine takes it. */
export function commandOf(asked: AskedWrite): CommandBody {
  switch (asked.type) {
    case 'put':
    case 'delete':
    case 'touch':
    case 'increment':
      return asked.wrapped ? wrapped(singleOf(asked)) : singleOf(asked);
    case 'append': {
      const { prefix, value, ttlMs } = asked;
      return { kind: 'append', prefix: utf8(prefix), value: utf8(value), ttlMs };
    }
    case 'transfer':
      return transferOf(asked);
    case 'audit':
      return txn([], accountsOf(asked.bank).map(read));
    case 'clear':
      return {
        kind: 'deleteRange',
        prefix: utf8(asked.prefix),
        maxKeys: requestLimits.rangeKeys,
        maxBytes: requestLimits.rangeBytes,
      };
    case 'claim':
      return {
        kind: 'txn',
        compare: [
          { target: 'range', of: 'count', prefix: utf8(asked.prefix), relation: '=', number: 0 },
        ],
        success: [put(asked.key, asked.value)],
        failure: recordsOf(asked.prefix).map(read),
      };
    case 'keep':
      return txn(
        [revisionIs(ownerKey(asked.lock), asked.token)],
        [{ kind: 'touch', key: utf8(ownerKey(asked.lock)), ttlMs: asked.ttlMs }],
      );
    case 'guarded':
      return guardedOf(asked);
    default:
      return unreachable(asked, 'asked');
  }
}

function singleOf(asked: Single): SingleBody {
  const key = utf8(asked.key);
  switch (asked.type) {
    case 'put':
      return {
        kind: 'put',
        key,
        value: utf8(asked.value),
        ttlMs: asked.ttlMs,
        expect: asked.expect,
      };
    case 'delete':
      return { kind: 'delete', key, expect: asked.expect };
    case 'touch':
      return { kind: 'touch', key, ttlMs: asked.ttlMs };
    case 'increment':
      return {
        kind: 'increment',
        key,
        delta: asked.delta,
        min: asked.min,
        max: asked.max,
        ttlMs: 0,
      };
    default:
      return unreachable(asked, 'asked');
  }
}

/** The refusal of the second must take back the first, whichever account it concerns. */
function transferOf(asked: Extract<Asked, { type: 'transfer' }>): Txn {
  const amount = asked.overdraw ? 2 * creditLimit : asked.amount;
  return txn(
    [],
    [
      add(accountKey(asked.bank, asked.to), amount),
      add(accountKey(asked.bank, asked.from), -amount),
      ...accountsOf(asked.bank).map(read),
    ],
  );
}

/** No comparison of the value holds for a key that does not exist, so the first holder needs no preparation. */
function guardedOf({ lock, token, value }: Extract<Asked, { type: 'guarded' }>): Txn {
  const seen = utf8(tokenKey(lock));
  const text = utf8(tokenText(token));
  return {
    kind: 'txn',
    compare: [{ target: 'value', key: seen, relation: '>', value: text }],
    success: [read(tokenKey(lock))],
    failure: [
      put(tokenKey(lock), tokenText(token)),
      put(resourceKey(lock), guardedValue(token, value)),
    ],
  };
}

export function guardedValue(token: number, value: string): string {
  return `${token}:${value}`;
}

/** The same as a transaction of one operation, with the condition as a comparison. */
function wrapped(body: SingleBody): Txn {
  if (!('expect' in body)) return txn([], [body]);
  const { expect, key } = body;
  const plain = { ...body, expect: expectAny };
  if (expect.type === 'any') return txn([], [plain]);
  const exists = { target: 'exists', key, exists: expect.type !== 'absent' } as const;
  if (expect.type === 'absent') return txn([exists], [plain]);
  const { revision } = expect;
  return txn([exists, { target: 'modRevision', key, relation: '=', number: revision }], [plain]);
}

/** The result of a wrapped command as the command alone would have given it. Why a condition failed is lost. */
export function plainOf(result: CommandResult): CommandResult {
  const { txn: outcome } = result;
  if (outcome === null || result.status !== 'ok') return result;
  if (!outcome.succeeded) return { ...result, status: 'condition_failed' };
  const only = present(outcome.results[0], 'result');
  switch (only.kind) {
    case 'delete':
      return { ...result, value: only.deleted ? 1 : 0 };
    case 'touch':
      return {
        ...result,
        version: only.version,
        expiresAt: only.expiresAt,
        status: only.found ? 'ok' : 'not_found',
      };
    case 'put':
      return { ...result, version: only.version, expiresAt: only.expiresAt };
    case 'increment': {
      const { version, expiresAt, value } = only;
      return { ...result, version, expiresAt, value };
    }
    case 'get':
    case 'deleteRange':
      return result;
    default:
      return unreachable(only, 'result');
  }
}

function revisionIs(key: string, revision: number): Txn['compare'][number] {
  return { target: 'modRevision', key: utf8(key), relation: '=', number: revision };
}

function txn(compare: Txn['compare'], success: readonly TxnOperation[]): Txn {
  return { kind: 'txn', compare, success, failure: [] };
}

function read(key: string): TxnOperation {
  return { kind: 'get', key: utf8(key) };
}

function put(key: string, value: string): TxnOperation {
  return { kind: 'put', key: utf8(key), value: utf8(value), ttlMs: 0, expect: expectAny };
}

function add(key: string, delta: number): TxnOperation {
  const min = -creditLimit;
  return { kind: 'increment', key: utf8(key), delta, min, max: null, ttlMs: 0 };
}

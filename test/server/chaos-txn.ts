import {
  type CommandBody,
  type CommandResult,
  expectAny,
  type RecordView,
  type TxnOperation,
  type TxnOperationResult,
} from '../../src/storage/index.ts';
import { assertLazy, present } from '../../src/util/assert.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import type { Intent } from './chaos-history.ts';

/**
 * Transactions for clients under faults. Money goes from one account to another of the same partition; whatever
 * fails, is repeated or comes back from a snapshot, each transaction sees and leaves the same sum.
 */
export const bank = { from: '{bank}/from', to: '{bank}/to', total: 2 ** 50 } as const;

type Single = Extract<CommandBody, { kind: 'put' | 'delete' | 'increment' | 'touch' }>;

/** What a client asks for, as a command. `wrapped`: the same as a transaction of one operation. */
export function commandOf(key: string, intent: Intent, wrapped: boolean): CommandBody {
  if (intent.kind === 'audit') return txn([], [read(bank.from), read(bank.to)]);
  if (intent.kind === 'transfer') {
    const { delta, overdraw } = intent;
    const amount = overdraw ? 2 * bank.total : delta;
    return txn(
      [],
      // The refusal of the second must take back the first.
      [add(bank.to, amount), add(bank.from, -amount), read(bank.from), read(bank.to)],
    );
  }
  const single = singleOf(key, intent);
  if (!wrapped) return single;
  if (!('expect' in single)) return txn([], [single]);
  const absent = single.expect.type === 'absent';
  const compare = absent ? [{ target: 'exists', key: utf8(key), exists: false } as const] : [];
  return txn(compare, [{ ...single, expect: expectAny }]);
}

function singleOf(key: string, intent: Exclude<Intent, { kind: 'transfer' | 'audit' }>): Single {
  const bytes = utf8(key);
  switch (intent.kind) {
    case 'put':
      return {
        kind: 'put',
        key: bytes,
        value: utf8(intent.value),
        ttlMs: intent.ttlMs,
        expect: intent.absent ? { type: 'absent' } : expectAny,
      };
    case 'delete':
      return { kind: 'delete', key: bytes, expect: expectAny };
    case 'touch':
      return { kind: 'touch', key: bytes, ttlMs: intent.ttlMs };
    case 'increment':
      return { kind: 'increment', key: bytes, delta: intent.delta, min: null, max: null, ttlMs: 0 };
  }
}

/** The result as the single command would have given it, so that one history holds both; sums are checked here. */
export function plainOf(intent: Intent, result: CommandResult): CommandResult {
  const { txn: outcome } = result;
  if (outcome === null) return result;
  const { results, succeeded } = outcome;
  if (intent.kind === 'transfer' || intent.kind === 'audit') {
    if (intent.kind === 'transfer' && intent.overdraw) {
      const right = result.status === 'out_of_range' && outcome.refusedIndex === 1;
      assertLazy(right, () => `overdrawn: ${JSON.stringify(result)}`);
      return result;
    }
    const [from, to] = results.slice(-2).map(balance);
    const sum = (from ?? 0) + (to ?? 0);
    assertLazy(sum === bank.total, () => `${from} and ${to} are not ${bank.total}`);
    return { ...result, value: to ?? 0 };
  }
  if (!succeeded) return { ...result, status: 'condition_failed' };
  const only = present(results[0], 'result');
  switch (only.kind) {
    case 'delete':
      return { ...result, value: only.deleted ? 1 : 0 };
    case 'touch':
      return { ...result, ...only, status: only.found ? 'ok' : 'not_found' };
    case 'get':
    case 'put':
    case 'increment':
      return { ...result, ...only };
  }
}

/** The account that the money goes to, as a transaction read it. */
export function seenBy(result: CommandResult): RecordView | null {
  const last = result.txn?.results.at(-1);
  return last?.kind === 'get' ? last.record : null;
}

function balance(result: TxnOperationResult): number {
  assertLazy(result.kind === 'get', () => `a ${result.kind} in place of a balance`);
  return Number(fromUtf8(present(result.record, 'account').value));
}

function txn(
  compare: Extract<CommandBody, { kind: 'txn' }>['compare'],
  success: readonly TxnOperation[],
): CommandBody {
  return { kind: 'txn', compare, success, failure: [] };
}

function read(key: string): TxnOperation {
  return { kind: 'get', key: utf8(key) };
}

function add(key: string, delta: number): TxnOperation {
  return { kind: 'increment', key: utf8(key), delta, min: 0, max: null, ttlMs: 0 };
}

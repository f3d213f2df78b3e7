import type { CommandResult, Expectation, TxnOperationResult } from '../../src/storage/index.ts';
import { appendedKey } from '../../src/util/append-key.ts';
import { unreachable } from '../../src/util/assert.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { guardedValue, plainOf } from '../clients/commands.ts';
import type { Asked } from '../clients/history.ts';
import {
  accountKey,
  accountsOf,
  ownerKey,
  recordsOf,
  resourceKey,
  tokenKey,
  tokenText,
} from '../clients/keys.ts';
import type { FactSink, Seen } from './facts.ts';
import { seenOf } from './read-facts.ts';

type AskedWrite = Exclude<Asked, { type: 'get' | 'scan' }>;
type Of<T extends AskedWrite['type']> = Extract<AskedWrite, { type: T }>;

/**
 * What writes say: about their key after them, and by version and condition also before them. A change at revision 7
 * with version 3 says that at revision 6 there was version 2.
 */
export function factsOfWrite(sink: FactSink, asked: AskedWrite, result: CommandResult): void {
  switch (asked.type) {
    case 'put':
      put(sink, asked, plainOf(result));
      break;
    case 'append':
      append(sink, asked, result);
      break;
    case 'delete':
      remove(sink, asked, plainOf(result));
      break;
    case 'touch':
      touch(sink, asked.key, plainOf(result));
      break;
    case 'increment':
      increment(sink, asked, plainOf(result));
      break;
    case 'transfer':
    case 'audit':
      bank(sink, asked, result);
      break;
    case 'clear':
      clear(sink, asked, result);
      break;
    case 'claim':
      claim(sink, asked, result);
      break;
    case 'keep':
      keep(sink, asked, result);
      break;
    case 'guarded':
      guarded(sink, asked, result);
      break;
    default:
      unreachable(asked, 'asked');
  }
}

function put(sink: FactSink, asked: Of<'put'>, result: CommandResult): void {
  const { key, value, expect } = asked;
  if (result.status === 'condition_failed') {
    conflict(sink, asked, result);
    return;
  }
  if (result.status !== 'ok') return;
  const { revision, version, expiresAt } = result;
  sink.sight(key, revision - 1, before(expect, version));
  const createRevision = version === 1 ? { createRevision: revision } : {};
  const after = { value, version, modRevision: revision, expiresAt, ...createRevision };
  sink.change(key, revision, 'write', after);
}

/** The key of an append that was done. */
export function keyOfAppend({ prefix }: Of<'append'>, { revision }: CommandResult): string {
  return fromUtf8(appendedKey(utf8(prefix), revision));
}

function append(sink: FactSink, asked: Of<'append'>, result: CommandResult): void {
  if (result.status !== 'ok') return;
  const { revision, version, expiresAt } = result;
  const key = keyOfAppend(asked, result);
  sink.sight(key, revision - 1, null);
  const { value } = asked;
  const after = { value, version, createRevision: revision, modRevision: revision, expiresAt };
  sink.change(key, revision, 'write', after);
}

/** What was there before a write that left `version` behind: nothing before the first one. */
function before(expect: Expectation, version: number): Seen | null {
  if (version === 1) return null;
  const seen = { version: version - 1 };
  return expect.type === 'revision' ? { ...seen, modRevision: expect.revision } : seen;
}

/** What a failed condition met. A transaction does not tell, but that something was there where nothing should be. */
function conflict(
  sink: FactSink,
  { key, wrapped, expect }: Of<'put' | 'delete'>,
  { revision, current }: CommandResult,
): void {
  if (wrapped) {
    if (expect.type === 'absent') sink.sight(key, revision, {});
    return;
  }
  const seen =
    current === null ? null : { version: current.version, modRevision: current.modRevision };
  sink.sight(key, revision, seen);
}

function remove(sink: FactSink, asked: Of<'delete'>, result: CommandResult): void {
  const { key, expect } = asked;
  const { revision } = result;
  if (result.status === 'condition_failed') {
    conflict(sink, asked, result);
    return;
  }
  if (result.status !== 'ok') return;
  if (result.value === 0) {
    sink.sight(key, revision, null);
    return;
  }
  const seen = expect.type === 'revision' ? { modRevision: expect.revision } : {};
  sink.sight(key, revision - 1, seen);
  sink.change(key, revision, 'write', null);
}

function touch(sink: FactSink, key: string, result: CommandResult): void {
  const { revision, status, version, expiresAt } = result;
  if (status === 'not_found') {
    sink.sight(key, revision, null);
    return;
  }
  if (status !== 'ok') return;
  sink.sight(key, revision - 1, { version });
  sink.change(key, revision, 'touch', { version, expiresAt });
}

function increment(sink: FactSink, asked: Of<'increment'>, result: CommandResult): void {
  const { key, delta } = asked;
  const { revision, status, version, value, expiresAt } = result;
  // A counter that is not there holds 0 as well.
  if (status === 'out_of_range' && value !== 0) sink.sight(key, revision, { value: `${value}` });
  if (status !== 'ok') return;
  counted(sink, key, delta, { revision, version, value, expiresAt });
}

function counted(
  sink: FactSink,
  key: string,
  delta: number,
  to: Pick<CommandResult, 'revision' | 'version' | 'value' | 'expiresAt'>,
): void {
  const { revision, version, value, expiresAt } = to;
  const old = version === 1 ? null : { version: version - 1, value: `${value - delta}` };
  sink.sight(key, revision - 1, old);
  const after = { value: `${value}`, version, modRevision: revision, expiresAt };
  sink.change(key, revision, 'write', after);
}

/** Increments of a transfer, and all accounts as they are after them; of an audit the accounts alone. */
function bank(sink: FactSink, asked: Of<'transfer' | 'audit'>, result: CommandResult): void {
  const { txn, revision } = result;
  if (result.status !== 'ok' || txn === null) return;
  const [to, from] = txn.results;
  const accounts = asked.type === 'transfer' ? txn.results.slice(2) : txn.results;
  if (asked.type === 'transfer') {
    transferred(sink, accountKey(asked.bank, asked.to), asked.amount, revision, to);
    transferred(sink, accountKey(asked.bank, asked.from), -asked.amount, revision, from);
  }
  for (const [i, key] of accountsOf(asked.bank).entries()) {
    sightOfGet(sink, key, revision, accounts[i]);
  }
}

function transferred(
  sink: FactSink,
  key: string,
  delta: number,
  revision: number,
  result: TxnOperationResult | undefined,
): void {
  if (result?.kind === 'increment') counted(sink, key, delta, { ...result, revision });
}

function sightOfGet(
  sink: FactSink,
  key: string,
  revision: number,
  result: TxnOperationResult | undefined,
): void {
  if (result?.kind !== 'get') return;
  sink.sight(key, revision, result.record === null ? null : seenOf(result.record));
}

/** Which records there were it does not tell; afterwards there are none. */
function clear(sink: FactSink, { prefix }: Of<'clear'>, result: CommandResult): void {
  const { status, revision, value, more } = result;
  if (status !== 'ok' || more) return;
  for (const key of recordsOf(prefix)) {
    if (value === 0) sink.sight(key, revision, null);
    else sink.change(key, revision, 'write', null);
  }
}

/** Where it succeeds there was nothing right before; else it tells what there is. */
function claim(sink: FactSink, asked: Of<'claim'>, result: CommandResult): void {
  const { txn, revision } = result;
  if (result.status !== 'ok' || txn === null) return;
  const [first] = txn.results;
  for (const [i, key] of recordsOf(asked.prefix).entries()) {
    if (txn.succeeded) sink.sight(key, revision - 1, null);
    else sightOfGet(sink, key, revision, txn.results[i]);
  }
  if (!txn.succeeded || first?.kind !== 'put') return;
  const { value, key } = asked;
  const { version, expiresAt } = first;
  const after = { value, version, modRevision: revision, createRevision: revision, expiresAt };
  sink.change(key, revision, 'write', after);
}

function keep(sink: FactSink, { lock, token }: Of<'keep'>, result: CommandResult): void {
  const { txn, revision } = result;
  const touched = txn?.results[0];
  // Whoever has the lock instead, or whether anybody does, it does not tell.
  if (result.status !== 'ok' || !txn?.succeeded || touched?.kind !== 'touch') return;
  const { version, expiresAt } = touched;
  const key = ownerKey(lock);
  sink.sight(key, revision - 1, { version, modRevision: token });
  sink.change(key, revision, 'touch', { version, expiresAt });
}

function guarded(sink: FactSink, asked: Of<'guarded'>, result: CommandResult): void {
  const { lock, token, value } = asked;
  const { txn, revision } = result;
  if (result.status !== 'ok' || txn === null) return;
  if (txn.succeeded) {
    sightOfGet(sink, tokenKey(lock), revision, txn.results[0]);
    return;
  }
  const written: readonly [key: string, value: string][] = [
    [tokenKey(lock), tokenText(token)],
    [resourceKey(lock), guardedValue(token, value)],
  ];
  for (const [i, [key, text]] of written.entries()) {
    const one = txn.results[i];
    if (one?.kind !== 'put') continue;
    const { version, expiresAt } = one;
    sink.sight(key, revision - 1, before({ type: 'any' }, version));
    sink.change(key, revision, 'write', { value: text, version, modRevision: revision, expiresAt });
  }
}

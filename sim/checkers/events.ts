import type { HistoryEvent, ServedFrom } from '../../jepsen-lite/history/event.ts';
import { MISMATCH } from '../../jepsen-lite/history/operations.ts';
import type { CommandResult } from '../../src/storage/index.ts';
import { fromUtf8 } from '../../src/util/bytes.ts';
import { guardedValue, plainOf } from '../clients/commands.ts';
import type { Answer, Asked, ClientOperation } from '../clients/history.ts';
import { recordsOf, resourceKey } from '../clients/keys.ts';
import { isStrict } from './facts.ts';

/** Processes of what no client asked for have numbers from here on. */
const firstMadeUp = 1e9;
/** Starts of one node are told apart: a term that was not yet durable may be lost with its process. */
const processesPerNode = 1e6;

/** An operation on a register, as jepsen-lite knows it. */
interface RegisterCall {
  readonly f: 'read' | 'write' | 'cas';
  readonly key: string;
  /** Of the invoke. */
  readonly argument?: unknown;
  readonly end: 'ok' | 'info' | typeof MISMATCH;
  /** Of the completion. */
  readonly result?: unknown;
  readonly modRevision?: number;
  /** It may come to its end by itself at any time from then on. */
  readonly expires?: boolean;
}

/**
 * The keys of these clients as registers, in the history format of jepsen-lite: puts are writes, conditional ones compare and
 * set, a deletion writes null, and so does the end of a TTL, as an operation that was never answered. What says nothing about
 * a register, and what failed, is left out.
 */
export class RegisterHistory {
  readonly #events: { readonly order: number; readonly event: Omit<HistoryEvent, 'i'> }[] = [];
  #madeUp = firstMadeUp;

  constructor(operations: readonly ClientOperation[], isRegister: (key: string) => boolean) {
    for (const operation of operations) {
      if (operation.outcome === 'fail' || !isStrict(operation.asked)) continue;
      const calls = callsOf(operation).filter(({ key }) => isRegister(key));
      for (const call of calls) this.#add(operation, call, calls.length > 1);
    }
  }

  /** In order, with their places. */
  get events(): HistoryEvent[] {
    this.#events.sort((a, b) => a.order - b.order);
    return this.#events.map(({ event }, i) => ({ i, ...event }));
  }

  /** Gives a revision of the partition to something that may have happened at any time. */
  fill(partition: number, revision: number): void {
    const p = this.#madeUp++;
    const call = { p, f: 'add', k: `others of ${partition}` };
    const at = { partition, revision, term: 0, node: 0, modRevision: 0 };
    this.#events.push({ order: -1, event: { t: 0, type: 'invoke', ...call, v: 0 } });
    const order = Number.MAX_SAFE_INTEGER;
    this.#events.push({ order, event: { t: 0, type: 'ok', ...call, v: 0, at } });
  }

  #add(operation: ClientOperation, call: RegisterCall, isPart: boolean): void {
    const { invoked, completed, invokedAtMs, completedAtMs, answer } = operation;
    const { f, key: k, argument: v, end, result } = call;
    // A page is many reads, and what has no end leaves no room for another one: a process does one at a time.
    const p = isPart || end === 'info' ? this.#madeUp++ : operation.process;
    this.#push(invoked, invokedAtMs, { p, type: 'invoke', f, k, v });
    if (call.expires) {
      const expiry = { p: this.#madeUp++, type: 'invoke', f: 'write', k, v: null } as const;
      this.#push(invoked + 0.5, invokedAtMs, expiry);
    }
    if (end === 'info' || answer === null) return;
    const at = servedFrom(operation.partition, answer, call.modRevision ?? 0);
    const refused = end === MISMATCH;
    this.#push(completed, completedAtMs, {
      p,
      type: refused ? 'fail' : 'ok',
      f,
      k,
      v: result ?? v,
      at,
      ...(refused && { err: MISMATCH }),
    });
  }

  #push(order: number, ms: number, event: Omit<HistoryEvent, 'i' | 't'>): void {
    this.#events.push({ order, event: { t: Math.round(ms * 1_000), ...event } });
  }
}

function servedFrom(partition: number, answer: Answer, modRevision: number): ServedFrom {
  const { reply, node, process } = answer;
  const revision = reply.type === 'written' ? reply.result.revision : reply.at.revision;
  const who = node * processesPerNode + process;
  return { partition, revision, term: reply.at.term, node: who, modRevision };
}

function callsOf({ asked, answer }: ClientOperation): RegisterCall[] {
  if (asked.type === 'get' || asked.type === 'scan') {
    if (answer?.reply.type === 'page') {
      return answer.reply.records.map(({ key, value, modRevision }) =>
        read(fromUtf8(key), fromUtf8(value), modRevision),
      );
    }
    if (answer?.reply.type !== 'record' || asked.type !== 'get') return [];
    const { record } = answer.reply;
    return record === null
      ? [read(asked.key, null, 0)]
      : [read(asked.key, fromUtf8(record.value), record.modRevision)];
  }
  const result = answer?.reply.type === 'written' ? answer.reply.result : null;
  if (asked.type === 'clear') return clearOf(asked.prefix, result);
  if (asked.type === 'claim') return claimOf(asked, result);
  const call = callOf(asked, result);
  return call === null ? [] : [call];
}

/** One write of null for each record that may have been there. */
function clearOf(prefix: string, result: CommandResult | null): RegisterCall[] {
  const keys = recordsOf(prefix);
  if (result?.value === 0) return keys.map((key) => read(key, null, 0));
  return keys.map((key) => ({ f: 'write', key, argument: null, end: result ? 'ok' : 'info' }));
}

/** Of the group only the key that it puts, and what it read. */
function claimOf(
  { prefix, key, value }: Extract<Asked, { type: 'claim' }>,
  result: CommandResult | null,
): RegisterCall[] {
  const claim = { f: 'cas', key, argument: [null, value] } as const;
  if (result === null) return [{ ...claim, end: 'info' }];
  const { txn, revision } = result;
  if (result.status !== 'ok' || txn === null) return [];
  if (txn.succeeded) {
    const others = recordsOf(prefix).filter((other) => other !== key);
    const claimed: RegisterCall = { ...claim, end: 'ok', modRevision: revision };
    return [claimed, ...others.map((other) => read(other, null, 0))];
  }
  return recordsOf(prefix).flatMap((one, i) => {
    const found = txn.results[i];
    if (found?.kind !== 'get') return [];
    const { record } = found;
    if (record === null) return [read(one, null, 0)];
    return [read(one, fromUtf8(record.value), record.modRevision)];
  });
}

function read(key: string, result: string | null, modRevision: number): RegisterCall {
  return { f: 'read', key, end: 'ok', result, modRevision };
}

function callOf(asked: Asked, result: CommandResult | null): RegisterCall | null {
  if (asked.type === 'put') return putOf(asked, result && plainOf(result));
  if (asked.type === 'delete') return deleteOf(asked, result && plainOf(result));
  if (asked.type === 'guarded') {
    // Turned away: it says nothing about the resource.
    if (result?.txn?.succeeded) return null;
    const argument = guardedValue(asked.token, asked.value);
    return { f: 'write', key: resourceKey(asked.lock), argument, end: result ? 'ok' : 'info' };
  }
  if (asked.type !== 'touch') return null;
  const { key } = asked;
  if (result !== null && plainOf(result).status === 'not_found') return read(key, null, 0);
  // It changes no value, and by itself says nothing but that the record may come to its end.
  return asked.ttlMs > 0 ? { f: 'write', key, argument: null, end: 'info' } : null;
}

function putOf(
  asked: Extract<Asked, { type: 'put' }>,
  result: CommandResult | null,
): RegisterCall | null {
  const { key, value, expect, from } = asked;
  const expires = asked.ttlMs > 0 && result?.status !== 'condition_failed';
  const f = expect.type === 'any' ? 'write' : 'cas';
  const argument = expect.type === 'any' ? value : [from, value];
  const call = { f, key, argument, expires } as const;
  if (result === null) return { ...call, end: 'info' };
  if (result.status === 'ok') return { ...call, end: 'ok' };
  if (result.status !== 'condition_failed') return null;
  return { ...call, end: MISMATCH, modRevision: result.current?.modRevision ?? 0 };
}

/** The value that a conditional one expects is not known here: that it was refused is left to the replay. */
function deleteOf(
  { key }: Extract<Asked, { type: 'delete' }>,
  result: CommandResult | null,
): RegisterCall | null {
  const write = { f: 'write', key, argument: null } as const;
  if (result === null) return { ...write, end: 'info' };
  if (result.status !== 'ok') return null;
  return result.value === 1 ? { ...write, end: 'ok' } : read(key, null, 0);
}

import { appendedKey } from '../util/append-key.ts';
import { unreachable } from '../util/assert.ts';
import { emptyBytes } from '../util/bytes.ts';
import type { Changes } from './change-event.ts';
import type { CommandBody, CommandResult, CommandStatus, DueKey, Expectation } from './command.ts';
import { formatCounter, parseCounter } from './counter.ts';
import type { ReadRanges } from './range-rows.ts';
import type { RecordTable, StoredRecord } from './record-table.ts';

/** The commands on single records; transactions are made of them (`apply-txn.ts`). */
export type RecordCommand = Exclude<
  CommandBody,
  { kind: 'open' | 'resolve' | 'txn' | 'deleteRange' }
>;
type BodyOf<K extends RecordCommand['kind']> = Extract<RecordCommand, { kind: K }>;

/** The table itself, or what a transaction has seen of it. */
export type Records = Pick<RecordTable, 'find' | 'write' | 'remove'>;

/** What a command may see besides the records. Times are partition time, the entry's effective stamp (R28). */
export interface ApplyState {
  readonly records: Records;
  readonly clockMs: number;
  /** Everything that happens to a row is said there, at the revision at which it happens (R30, R35). */
  readonly changes: Changes;
  /** Of the command's prefixes; empty for one that is not ranged (R32). */
  readonly ranges: ReadRanges;
  /** +1 per command that changed a row (R30). */
  revision: number;
}

/** Synchronous and a function of the records and the state alone: all replicas come to the same (R14). */
export function applyRecordCommand(state: ApplyState, body: RecordCommand): CommandResult {
  switch (body.kind) {
    case 'put':
      return put(state, body);
    case 'delete':
      return remove(state, body);
    case 'increment':
      return increment(state, body);
    case 'touch':
      return touch(state, body);
    case 'append':
      return append(state, body);
    case 'expire':
      return expire(state, body.keys);
    default:
      return unreachable(body, 'record command');
  }
}

/** A result that changed nothing and says nothing but why. */
export function plainResult(status: CommandStatus, revision: number): CommandResult {
  return {
    status,
    revision,
    version: 0,
    value: 0,
    expiresAt: 0,
    current: null,
    deduplicated: false,
    resolved: null,
    txn: null,
    more: false,
  };
}

function put(state: ApplyState, body: BodyOf<'put'>): CommandResult {
  const old = state.records.find(body.key);
  if (!holds(body.expect, old)) return conditionFailed(state, old);
  const expiresAt = expiryAfter(state.clockMs, body.ttlMs);
  const version = write(state, body.key, body.value, expiresAt, old);
  return { ...plainResult('ok', state.revision), version, expiresAt };
}

/** Revisions rise, so the key is new; but anybody may have put a key of that name. */
function append(state: ApplyState, { prefix, value, ttlMs }: BodyOf<'append'>): CommandResult {
  const key = appendedKey(prefix, state.revision + 1);
  const old = state.records.find(key);
  if (old !== null) return conditionFailed(state, old);
  const expiresAt = expiryAfter(state.clockMs, ttlMs);
  const version = write(state, key, value, expiresAt, null);
  return { ...plainResult('ok', state.revision), version, expiresAt };
}

function remove(state: ApplyState, body: BodyOf<'delete'>): CommandResult {
  const old = state.records.find(body.key);
  if (!holds(body.expect, old)) return conditionFailed(state, old);
  if (old === null) return plainResult('ok', state.revision);
  erase(state, 'delete', body.key, old);
  return { ...plainResult('ok', state.revision), value: 1 };
}

function increment(state: ApplyState, body: BodyOf<'increment'>): CommandResult {
  const old = state.records.find(body.key);
  const counted = count(body, old);
  if (counted.status !== 'ok') {
    const expiresAt = counted.status === 'out_of_range' ? (old?.view.expiresAt ?? 0) : 0;
    return { ...plainResult(counted.status, state.revision), value: counted.value, expiresAt };
  }
  const expiresAt = old === null ? expiryAfter(state.clockMs, body.ttlMs) : old.view.expiresAt;
  const version = write(state, body.key, formatCounter(counted.value), expiresAt, old);
  return { ...plainResult('ok', state.revision), version, value: counted.value, expiresAt };
}

/** With `ok` the counter after the increment, with `out_of_range` what it holds, with `not_a_number` 0. */
export interface Counted {
  readonly status: 'ok' | 'out_of_range' | 'not_a_number';
  readonly value: number;
}

/** What the increment would come to on this record. */
export function count(body: BodyOf<'increment'>, old: StoredRecord | null): Counted {
  const before = old === null ? 0 : parseCounter(old.view.value);
  if (before === null) return { status: 'not_a_number', value: 0 };
  // Both addends are at most 2^53 - 1 in magnitude: a sum that leaves the safe range cannot be rounded back into it.
  const after = before + body.delta;
  const allowed =
    Number.isSafeInteger(after) &&
    (body.min === null || after >= body.min) &&
    (body.max === null || after <= body.max);
  return allowed ? { status: 'ok', value: after } : { status: 'out_of_range', value: before };
}

/** An event of its own revision that leaves version and modRevision alone, so it fails nobody's condition (R30). */
function touch(state: ApplyState, body: BodyOf<'touch'>): CommandResult {
  const old = state.records.find(body.key);
  if (old === null) return plainResult('not_found', state.revision);
  const revision = ++state.revision;
  const { version, createRevision, modRevision, value } = old.view;
  const expiresAt = expiryAfter(state.clockMs, body.ttlMs);
  const head = { version, createRevision, modRevision, expiresAt };
  state.records.write(body.key, head, value, old);
  state.changes.add('touch', revision, body.key, head, emptyBytes());
  return { ...plainResult('ok', state.revision), version, expiresAt };
}

/** R29: void for a key that got another expiry meanwhile, or whose expiry this stamp does not reach. */
function expire(state: ApplyState, keys: readonly DueKey[]): CommandResult {
  let gone = 0;
  for (const due of keys) {
    const old = state.records.find(due.key);
    if (old !== null && old.view.expiresAt === due.expiresAt && endIfDue(state, old)) gone++;
  }
  return { ...plainResult('ok', state.revision), value: gone };
}

/** Ends a record whose time has come by the stamp of this entry, at a revision of its own (R29, R30). */
export function endIfDue(state: ApplyState, record: StoredRecord): boolean {
  const { expiresAt, key } = record.view;
  if (expiresAt === 0 || expiresAt > state.clockMs) return false;
  erase(state, 'expire', key, record);
  return true;
}

function write(
  state: ApplyState,
  key: Uint8Array,
  value: Uint8Array,
  expiresAt: number,
  old: StoredRecord | null,
): number {
  const modRevision = ++state.revision;
  const version = (old?.view.version ?? 0) + 1;
  const createRevision = old?.view.createRevision ?? modRevision;
  const head = { version, createRevision, modRevision, expiresAt };
  state.records.write(key, head, value, old);
  state.changes.add('put', modRevision, key, head, value);
  return version;
}

function erase(
  state: ApplyState,
  kind: 'delete' | 'expire',
  key: Uint8Array,
  old: StoredRecord,
): void {
  const revision = ++state.revision;
  state.records.remove(key, old);
  state.changes.add(kind, revision, key, old.view, emptyBytes());
}

function holds(expect: Expectation, old: StoredRecord | null): boolean {
  if (expect.type === 'any') return true;
  if (expect.type === 'absent') return old === null;
  return old !== null && old.view.modRevision === expect.revision;
}

function conditionFailed(state: ApplyState, old: StoredRecord | null): CommandResult {
  const current =
    old === null ? null : { version: old.view.version, modRevision: old.view.modRevision };
  return { ...plainResult('condition_failed', state.revision), current };
}

function expiryAfter(clockMs: number, ttlMs: number): number {
  return ttlMs === 0 ? 0 : Math.min(clockMs + ttlMs, Number.MAX_SAFE_INTEGER);
}

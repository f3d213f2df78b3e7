import { assert } from '../util/assert.ts';
import { compareBytes } from '../util/bytes.ts';
import {
  type ApplyState,
  applyRecordCommand,
  type Counted,
  count,
  plainResult,
} from './apply-record.ts';
import type {
  CommandBody,
  CommandResult,
  Comparison,
  RecordView,
  Relation,
  TxnOperation,
  TxnOperationResult,
} from './command.ts';
import { formatCounter } from './counter.ts';
import { text } from './row-keys.ts';

type Txn = Extract<CommandBody, { kind: 'txn' }>;
type TxnWrite = Exclude<TxnOperation, { kind: 'get' }>;

/**
 * All or nothing, at one revision (R30, R34). Everything that can stop a branch is known before its first write,
 * because no branch writes a key twice: each increment meets the record as it is now.
 *
 *   compare ──▶ branch ──▶ increments allowed? ──▶ reads within `room`? ──▶ run, rows at revision + 1
 *                               └─ no: refused          └─ no: result_too_large          nothing has changed
 *
 * `room`: bytes of keys and values that its reads may answer.
 */
export function applyTxn(state: ApplyState, txn: Txn, room: number): CommandResult {
  const succeeded = txn.compare.every((comparison) => holds(state, comparison));
  const branch = succeeded ? txn.success : txn.failure;
  for (const [index, operation] of branch.entries()) {
    const { status, value } = counted(state, operation);
    if (status === 'ok') continue;
    const outcome = { succeeded, results: [], refusedIndex: index };
    return { ...plainResult(status, state.revision), value, txn: outcome };
  }
  const bytes = bytesRead(state, branch, room);
  if (bytes > room) return { ...plainResult('result_too_large', state.revision), value: bytes };
  const results = run(state, branch);
  return { ...plainResult('ok', state.revision), txn: { succeeded, results, refusedIndex: null } };
}

function holds(state: ApplyState, comparison: Comparison): boolean {
  if (comparison.target === 'time') {
    return relates(state.clockMs - comparison.number, comparison.relation);
  }
  const view = state.records.find(comparison.key)?.view ?? null;
  switch (comparison.target) {
    case 'exists':
      return (view !== null) === comparison.exists;
    case 'value':
      if (view === null) return false;
      return relates(compareBytes(view.value, comparison.value), comparison.relation);
    case 'version':
    case 'modRevision':
      return relates((view?.[comparison.target] ?? 0) - comparison.number, comparison.relation);
  }
}

/** Whether a difference, of what is there minus what is given, is one of the relation. */
function relates(difference: number, relation: Relation): boolean {
  switch (relation) {
    case '=':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
  }
}

const allowed: Counted = { status: 'ok', value: 0 };

function counted(state: ApplyState, operation: TxnOperation): Counted {
  if (operation.kind !== 'increment') return allowed;
  return count(operation, state.records.find(operation.key));
}

/** Keys and values of the records that the gets will find; stops at the first that passes `room`. */
function bytesRead(state: ApplyState, branch: readonly TxnOperation[], room: number): number {
  if (!branch.some(({ kind }) => kind === 'get')) return 0;
  /** What the branch wrote by then: bytes of the value, null for a record that is gone. */
  const written = new Map<string, number | null>();
  let bytes = 0;
  for (const operation of branch) {
    const name = text(operation.key);
    if (operation.kind === 'put') written.set(name, operation.value.length);
    else if (operation.kind === 'delete') written.set(name, null);
    else if (operation.kind === 'increment') {
      written.set(name, formatCounter(counted(state, operation).value).length);
    } else if (operation.kind === 'get') {
      const earlier = written.get(name);
      const valueBytes =
        earlier === undefined ? state.records.find(operation.key)?.view.value.length : earlier;
      if (valueBytes === undefined || valueBytes === null) continue;
      bytes += operation.key.length + valueBytes;
      if (bytes > room) return bytes;
    }
  }
  return bytes;
}

function run(state: ApplyState, branch: readonly TxnOperation[]): TxnOperationResult[] {
  const before = state.revision;
  // Every operation counts from the same revision, so all rows that change get the one after it (R30).
  const step: ApplyState = { records: state.records, clockMs: state.clockMs, revision: before };
  const results: TxnOperationResult[] = [];
  for (const operation of branch) {
    if (operation.kind === 'get') {
      const view = state.records.find(operation.key)?.view ?? null;
      results.push({ kind: 'get', record: view === null ? null : detached(view) });
      continue;
    }
    results.push(runWrite(step, operation));
    if (step.revision === before) continue;
    state.revision = step.revision;
    step.revision = before;
  }
  return results;
}

/** The key is part of the entry, of megabytes: an answer that is kept must not keep that alive. */
function detached(view: RecordView): RecordView {
  return { ...view, key: new Uint8Array(view.key) };
}

function runWrite(step: ApplyState, operation: TxnWrite): TxnOperationResult {
  const { status, version, expiresAt, value } = applyRecordCommand(step, operation);
  assert(
    status === 'ok' || (status === 'not_found' && operation.kind === 'touch'),
    `${operation.kind} ended ${status} half way through a transaction after revision ${step.revision}`,
  );
  switch (operation.kind) {
    case 'put':
      return { kind: 'put', version, expiresAt };
    case 'delete':
      return { kind: 'delete', deleted: value === 1 };
    case 'increment':
      return { kind: 'increment', value, version, expiresAt };
    case 'touch':
      return { kind: 'touch', found: status === 'ok', version, expiresAt };
  }
}

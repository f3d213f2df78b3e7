import { assert, present } from '../util/assert.ts';
import { compareBytes } from '../util/bytes.ts';
import { requestLimits } from '../util/limits.ts';
import { type AnswerSize, answerCost } from './answer-cost.ts';
import { eraseAll, type LiveRanges, liveRanges } from './apply-range.ts';
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
  RangeComparison,
  RecordView,
  Relation,
  TxnOperation,
  TxnOperationResult,
} from './command.ts';
import { formatCounter } from './counter.ts';
import type { StoredRecord } from './record-table.ts';
import { text } from './row-keys.ts';
import { TxnRecords } from './txn-records.ts';

type Txn = Extract<CommandBody, { kind: 'txn' }>;
type TxnWrite = Exclude<TxnOperation, { kind: 'get' | 'deleteRange' }>;

/**
 * All or nothing, at one revision (R30, R34). Everything that can stop a branch is known before its first write,
 * because no branch writes a key twice: each increment meets the record as it is now.
 *
 *   compare ─▶ branch ─▶ all its records ─▶ increments allowed? ─▶ reads within limit? ─▶ answer within room? ─▶ run
 *      └─ too many bytes ──┴─ too large         └─ refused             └─ too large            └─ too far
 *
 * `room`: what its answer may cost (`answerCost`), Infinity when nobody keeps it. Too little room ends with
 * `sequence_too_far`, which is no answer of the transaction and must not be kept: it may run once there is room.
 */
export function applyTxn(state: ApplyState, txn: Txn, room: number): CommandResult {
  const live = state.ranges.size > 0 ? liveRanges(state, txn) : noRanges;
  if ('status' in live) return live;
  const { revision, clockMs, changes, ranges } = state;
  const records = new TxnRecords(state.records);
  const step: ApplyState = { records, clockMs, changes, ranges, revision };
  const { txnRecordBytes, txnResultBytes } = requestLimits;
  const succeeded = txn.compare.every(
    (comparison) => records.bytes <= txnRecordBytes && holds(step, comparison, live),
  );
  const branch = succeeded ? txn.success : txn.failure;
  for (const operation of branch) {
    if ('key' in operation && records.bytes <= txnRecordBytes) records.find(operation.key);
  }
  if (records.bytes > txnRecordBytes) return tooLarge(revision, records.bytes);
  for (const [index, operation] of branch.entries()) {
    const { status, value } = counted(step, operation);
    if (status === 'ok') continue;
    const outcome = { succeeded, results: [], refusedIndex: index };
    return { ...plainResult(status, revision), value, txn: outcome };
  }
  const size = sizeOf(step, branch, live);
  if (size.bytes > txnResultBytes) return tooLarge(revision, size.bytes);
  if (answerCost(size) > room) return plainResult('sequence_too_far', revision);
  const results = run(step, branch, live);
  state.revision = step.revision;
  return { ...plainResult('ok', state.revision), txn: { succeeded, results, refusedIndex: null } };
}

const noRanges: LiveRanges = new Map();

function tooLarge(revision: number, value: number): CommandResult {
  return { ...plainResult('result_too_large', revision), value };
}

function holds(state: ApplyState, comparison: Comparison, live: LiveRanges): boolean {
  if (comparison.target === 'range') return rangeHolds(live, comparison);
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

/** Every record of the prefix, so also none at all; or their number. */
function rangeHolds(live: LiveRanges, comparison: RangeComparison): boolean {
  const { relation } = comparison;
  const records = rangeOf(live, comparison);
  switch (comparison.of) {
    case 'count':
      return relates(records.length - comparison.number, relation);
    case 'value':
      return records.every(({ view }) =>
        relates(compareBytes(view.value, comparison.value), relation),
      );
    case 'version':
    case 'modRevision': {
      const { of, number } = comparison;
      return records.every(({ view }) => relates(view[of] - number, relation));
    }
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

/** What the answer of the branch will be made of; stops at the first read that passes the limit of their bytes. */
function sizeOf(state: ApplyState, branch: readonly TxnOperation[], live: LiveRanges): AnswerSize {
  const operations = branch.length;
  if (!branch.some(({ kind }) => kind === 'get')) return { operations, records: 0, bytes: 0 };
  /** What the branch wrote by then: bytes of the value, null for a record that is gone. */
  const written = new Map<string, number | null>();
  let records = 0;
  let bytes = 0;
  for (const operation of branch) {
    if (operation.kind === 'deleteRange') {
      for (const { view } of rangeOf(live, operation)) written.set(text(view.key), null);
      continue;
    }
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
      records++;
      bytes += operation.key.length + valueBytes;
      if (bytes > requestLimits.txnResultBytes) break;
    }
  }
  return { operations, records, bytes };
}

/** Leaves `step` at the revision that all rows got. */
function run(
  step: ApplyState,
  branch: readonly TxnOperation[],
  live: LiveRanges,
): TxnOperationResult[] {
  const before = step.revision;
  let after = before;
  const results: TxnOperationResult[] = [];
  for (const operation of branch) {
    if (operation.kind === 'get') {
      const view = step.records.find(operation.key)?.view ?? null;
      results.push({ kind: 'get', record: view === null ? null : detached(view) });
      continue;
    }
    if (operation.kind === 'deleteRange') results.push(removeRange(step, rangeOf(live, operation)));
    else results.push(runWrite(step, operation));
    after = Math.max(after, step.revision);
    // Every operation counts from the same revision, so all rows that change get the one after it (R30).
    step.revision = before;
  }
  step.revision = after;
  return results;
}

function removeRange(step: ApplyState, range: readonly StoredRecord[]): TxnOperationResult {
  eraseAll(step, range);
  return { kind: 'deleteRange', deleted: range.length };
}

function rangeOf(live: LiveRanges, { prefix }: { prefix: Uint8Array }): readonly StoredRecord[] {
  return present(live.get(text(prefix)), 'range that a transaction names');
}

/** The key is part of the entry, of megabytes: an answer that is kept must not keep that alive. */
function detached(view: RecordView): RecordView {
  return { ...view, key: new Uint8Array(view.key) };
}

function runWrite(step: ApplyState, operation: TxnWrite): TxnOperationResult {
  const { status, version, expiresAt, value } = applyRecordCommand(step, operation);
  assert(
    status === 'ok' || (status === 'not_found' && operation.kind === 'touch'),
    () =>
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

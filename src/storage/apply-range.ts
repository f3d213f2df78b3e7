import { present } from '../util/assert.ts';
import { emptyBytes } from '../util/bytes.ts';
import { requestLimits } from '../util/limits.ts';
import { type ApplyState, endIfDue, plainResult } from './apply-record.ts';
import type { CommandBody, CommandResult } from './command.ts';
import type { RangeRows } from './range-rows.ts';
import type { StoredRecord } from './record-table.ts';
import { text } from './row-keys.ts';

type DeleteRange = Extract<CommandBody, { kind: 'deleteRange' }>;
type Txn = Extract<CommandBody, { kind: 'txn' }>;

/**
 * A page of a prefix goes at one revision (R30). Which records those are was read right before this entry, on every replica
 * from the same state, so all of them delete the same (R14, R32).
 */
export function applyDeleteRange(state: ApplyState, { prefix }: DeleteRange): CommandResult {
  const { records, more } = rangeIn(state, prefix);
  const live = liveOf(state, records);
  eraseAll(state, live);
  return { ...plainResult('ok', state.revision), value: live.length, more };
}

/** All of them at one revision. */
export function eraseAll(state: ApplyState, range: readonly StoredRecord[]): void {
  if (range.length > 0) state.revision++;
  for (const record of range) {
    const { view } = record;
    state.records.remove(view.key, record);
    state.changes.add('delete', state.revision, view.key, view, emptyBytes());
  }
}

/** Records by prefix, as a transaction compares them. */
export type LiveRanges = ReadonlyMap<string, readonly StoredRecord[]>;

/**
 * What the transaction's ranges hold, once everything that it meets and that is due has ended; or why it cannot be said.
 * A refusal ends nothing.
 */
export function liveRanges(state: ApplyState, txn: Txn): LiveRanges | CommandResult {
  const { rangeKeys, txnRecordBytes } = requestLimits;
  let keys = 0;
  let bytes = 0;
  let cutShort = false;
  for (const { records, more } of state.ranges.values()) {
    keys += records.length;
    cutShort ||= more;
    for (const { view } of records) bytes += view.key.length + view.value.length;
  }
  const { revision } = state;
  if (bytes > txnRecordBytes || (cutShort && keys < rangeKeys)) {
    const value = Math.max(bytes, txnRecordBytes + 1);
    return { ...plainResult('result_too_large', revision), value };
  }
  if (cutShort || keys > rangeKeys) {
    // One more than were read is there.
    return { ...plainResult('range_too_large', revision), value: Math.max(keys, rangeKeys + 1) };
  }
  const live = new Map<string, readonly StoredRecord[]>();
  for (const [prefix, { records }] of state.ranges) live.set(prefix, liveOf(state, records));
  endDueKeys(state, txn);
  return live;
}

/** Prefixes may overlap: what another one has ended is not ended again. */
function liveOf(state: ApplyState, records: readonly StoredRecord[]): StoredRecord[] {
  return records.filter((record) => {
    if (record.view.expiresAt === 0 || record.view.expiresAt > state.clockMs) return true;
    if (state.records.find(record.view.key) !== null) endIfDue(state, record);
    return false;
  });
}

/** The keys that the transaction names one by one: no EXPIRE of the leader goes before a ranged command. */
function endDueKeys(state: ApplyState, { compare, success, failure }: Txn): void {
  for (const item of [...compare, ...success, ...failure]) {
    if (!('key' in item)) continue;
    const record = state.records.find(item.key);
    if (record !== null) endIfDue(state, record);
  }
}

function rangeIn(state: ApplyState, prefix: Uint8Array): RangeRows {
  return present(state.ranges.get(text(prefix)), 'range that was read before its entry');
}

import { at, unreachable } from '../util/assert.ts';
import { type ByteReader, type ByteWriter, MalformedBytesError } from '../util/bytes.ts';
import type {
  CommandResult,
  CommandStatus,
  RecordView,
  TxnOperationResult,
  TxnOutcome,
} from './command.ts';

/** Statuses that an exactly-once answer can have; the place in the list is the byte, so it only grows at the end. */
const stored: readonly CommandStatus[] = [
  'ok',
  'condition_failed',
  'not_found',
  'out_of_range',
  'not_a_number',
  'result_too_large',
  'idempotency_key_reused',
  'idempotency_full',
  'range_too_large',
];

/** What follows the numbers of an answer. No answer has two of them. */
const restByte = { nothing: 0, current: 1, txn: 2, more: 40 } as const;

/** Likewise: places in this list are bytes. */
const operations: readonly TxnOperationResult['kind'][] = [
  'get',
  'put',
  'delete',
  'increment',
  'touch',
  'deleteRange',
];

/** The answer of a write as the exactly-once table keeps it (R31). */
export function writeResult(to: ByteWriter, result: CommandResult): void {
  to.u8(stored.indexOf(result.status)).varint(result.revision).varint(result.version);
  to.signed(result.value).varint(result.expiresAt);
  const { current, txn } = result;
  if (txn !== null) {
    to.u8(restByte.txn);
    writeOutcome(to, txn);
  } else if (current !== null) {
    to.u8(restByte.current).varint(current.version).varint(current.modRevision);
  } else {
    to.u8(result.more ? restByte.more : restByte.nothing);
  }
}

export function readResult(from: ByteReader): CommandResult {
  const byte = from.u8();
  if (byte >= stored.length) throw new MalformedBytesError(`answer of unknown status ${byte}`);
  return {
    status: at(stored, byte, 'status'),
    revision: from.varint(),
    version: from.varint(),
    value: from.signed(),
    expiresAt: from.varint(),
    deduplicated: false,
    resolved: null,
    ...readRest(from),
  };
}

type Rest = Pick<CommandResult, 'current' | 'txn' | 'more'>;

function readRest(from: ByteReader): Rest {
  const rest = from.u8();
  switch (rest) {
    case restByte.nothing:
      return { current: null, txn: null, more: false };
    case restByte.more:
      return { current: null, txn: null, more: true };
    case restByte.current: {
      const current = { version: from.varint(), modRevision: from.varint() };
      return { current, txn: null, more: false };
    }
    case restByte.txn:
      return { current: null, txn: readOutcome(from), more: false };
    default:
      throw new MalformedBytesError(`answer with unknown rest ${rest}`);
  }
}

function writeOutcome(to: ByteWriter, txn: TxnOutcome): void {
  to.u8(txn.succeeded ? 1 : 0);
  // 0 for none, so that the first operation is 1.
  to.varint(txn.refusedIndex === null ? 0 : txn.refusedIndex + 1).varint(txn.results.length);
  for (const result of txn.results) writeOperation(to, result);
}

function readOutcome(from: ByteReader): TxnOutcome {
  const succeeded = from.u8() === 1;
  const refused = from.varint();
  const results: TxnOperationResult[] = [];
  for (let left = from.varint(); left > 0; left--) results.push(readOperation(from));
  return { succeeded, results, refusedIndex: refused === 0 ? null : refused - 1 };
}

function writeOperation(to: ByteWriter, result: TxnOperationResult): void {
  to.u8(operations.indexOf(result.kind));
  switch (result.kind) {
    case 'get':
      writeRecord(to, result.record);
      return;
    case 'put':
      to.varint(result.version).varint(result.expiresAt);
      return;
    case 'delete':
      to.u8(result.deleted ? 1 : 0);
      return;
    case 'deleteRange':
      to.varint(result.deleted);
      return;
    case 'increment':
      to.signed(result.value).varint(result.version).varint(result.expiresAt);
      return;
    case 'touch':
      to.u8(result.found ? 1 : 0)
        .varint(result.version)
        .varint(result.expiresAt);
      return;
    default:
      unreachable(result, 'result of an operation');
  }
}

function readOperation(from: ByteReader): TxnOperationResult {
  const byte = from.u8();
  const kind = operations[byte];
  if (kind === undefined) {
    throw new MalformedBytesError(`answer of an operation of unknown kind ${byte}`);
  }
  switch (kind) {
    case 'get':
      return { kind, record: readRecord(from) };
    case 'put':
      return { kind, version: from.varint(), expiresAt: from.varint() };
    case 'delete':
      return { kind, deleted: from.u8() === 1 };
    case 'deleteRange':
      return { kind, deleted: from.varint() };
    case 'increment':
      return { kind, value: from.signed(), version: from.varint(), expiresAt: from.varint() };
    case 'touch':
      return {
        kind,
        found: from.u8() === 1,
        version: from.varint(),
        expiresAt: from.varint(),
      };
    default:
      return unreachable(kind, 'result of an operation');
  }
}

function writeRecord(to: ByteWriter, record: RecordView | null): void {
  if (record === null) {
    to.u8(0);
    return;
  }
  to.u8(1).bytes(record.key).bytes(record.value);
  to.varint(record.version).varint(record.createRevision);
  to.varint(record.modRevision).varint(record.expiresAt);
}

function readRecord(from: ByteReader): RecordView | null {
  if (from.u8() === 0) return null;
  return {
    key: from.bytes(),
    value: from.bytes(),
    version: from.varint(),
    createRevision: from.varint(),
    modRevision: from.varint(),
    expiresAt: from.varint(),
  };
}

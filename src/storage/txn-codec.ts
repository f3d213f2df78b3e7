import { assert } from '../util/assert.ts';
import type { ByteReader, ByteWriter } from '../util/bytes.ts';
import type {
  CommandBody,
  Comparison,
  RangeComparison,
  Relation,
  TxnOperation,
} from './command.ts';
import { readRecordBody, recordKindByte, writeRecordBody } from './record-body-codec.ts';
import { EntryFormatError } from './storage-errors.ts';

type Txn = Extract<CommandBody, { kind: 'txn' }>;

/**
 * A transaction in an entry (R27). Relations are named by their place in the list, so it only grows at the end.
 *
 *   comparisons | operations of the success branch | of the failure branch      each: count, then so many
 *   comparison:  target | relation, key (as far as the target has them) | operand
 *                range  | relation, what of its records, prefix         | operand
 *   operation:   0 and a key for a get, 40 and a prefix for a range that goes, else the byte and the body of the command of
 *                that kind
 */
const relations: readonly Relation[] = ['=', '!=', '<', '<=', '>', '>='];

const targetByte = {
  value: 1,
  version: 2,
  modRevision: 3,
  exists: 4,
  time: 5,
  range: 40,
} as const satisfies Record<Comparison['target'], number>;

/** What of the records of a range is compared. */
const rangeByte = {
  value: 1,
  version: 2,
  modRevision: 3,
  count: 4,
} as const satisfies Record<RangeComparison['of'], number>;

const GET = 0;
const DELETE_RANGE = 40;

export function writeTxn(to: ByteWriter, txn: Txn): void {
  to.varint(txn.compare.length);
  for (const comparison of txn.compare) writeComparison(to, comparison);
  writeBranch(to, txn.success);
  writeBranch(to, txn.failure);
}

export function readTxn(reader: ByteReader): Txn {
  const compare: Comparison[] = [];
  for (let left = reader.varint(); left > 0; left--) compare.push(readComparison(reader));
  const success = readBranch(reader);
  return { kind: 'txn', compare, success, failure: readBranch(reader) };
}

function writeComparison(to: ByteWriter, comparison: Comparison): void {
  to.u8(targetByte[comparison.target]);
  if (comparison.target === 'exists') {
    to.bytes(comparison.key).u8(comparison.exists ? 1 : 0);
    return;
  }
  to.u8(relations.indexOf(comparison.relation));
  if (comparison.target === 'range') {
    to.u8(rangeByte[comparison.of]).bytes(comparison.prefix);
    if (comparison.of === 'value') to.bytes(comparison.value);
    else writeNumber(to, comparison.number);
    return;
  }
  if (comparison.target === 'value') {
    to.bytes(comparison.key).bytes(comparison.value);
    return;
  }
  if (comparison.target !== 'time') to.bytes(comparison.key);
  writeNumber(to, comparison.number);
}

function writeNumber(to: ByteWriter, number: number): void {
  assert(Number.isSafeInteger(number) && number >= 0, () => `comparison with ${number}`);
  to.varint(number);
}

function readComparison(reader: ByteReader): Comparison {
  const target = reader.u8();
  if (target === targetByte.exists) {
    const key = reader.bytes();
    const exists = reader.u8();
    if (exists > 1) throw new EntryFormatError(`comparison with existence ${exists}`);
    return { target: 'exists', key, exists: exists === 1 };
  }
  const place = reader.u8();
  const relation = relations[place];
  if (relation === undefined) throw new EntryFormatError(`comparison by unknown relation ${place}`);
  switch (target) {
    case targetByte.value:
      return { target: 'value', relation, key: reader.bytes(), value: reader.bytes() };
    case targetByte.version:
      return { target: 'version', relation, key: reader.bytes(), number: reader.varint() };
    case targetByte.modRevision:
      return { target: 'modRevision', relation, key: reader.bytes(), number: reader.varint() };
    case targetByte.time:
      return { target: 'time', relation, number: reader.varint() };
    case targetByte.range:
      return readRange(reader, relation);
    default:
      throw new EntryFormatError(`comparison of unknown target ${target}`);
  }
}

function readRange(reader: ByteReader, relation: Relation): RangeComparison {
  const byte = reader.u8();
  const range = { target: 'range', prefix: reader.bytes(), relation } as const;
  switch (byte) {
    case rangeByte.value:
      return { ...range, of: 'value', value: reader.bytes() };
    case rangeByte.version:
      return { ...range, of: 'version', number: reader.varint() };
    case rangeByte.modRevision:
      return { ...range, of: 'modRevision', number: reader.varint() };
    case rangeByte.count:
      return { ...range, of: 'count', number: reader.varint() };
    default:
      throw new EntryFormatError(`comparison of ranges by unknown part ${byte}`);
  }
}

function writeBranch(to: ByteWriter, operations: readonly TxnOperation[]): void {
  to.varint(operations.length);
  for (const operation of operations) {
    if (operation.kind === 'get') {
      to.u8(GET).bytes(operation.key);
      continue;
    }
    if (operation.kind === 'deleteRange') {
      to.u8(DELETE_RANGE).bytes(operation.prefix);
      continue;
    }
    assert(
      !('expect' in operation) || operation.expect.type === 'any',
      () => `${operation.kind} with an expectation inside a transaction`,
    );
    to.u8(recordKindByte[operation.kind]);
    writeRecordBody(to, operation);
  }
}

function readBranch(reader: ByteReader): TxnOperation[] {
  const operations: TxnOperation[] = [];
  for (let left = reader.varint(); left > 0; left--) operations.push(readOperation(reader));
  return operations;
}

function readOperation(reader: ByteReader): TxnOperation {
  const kind = reader.u8();
  if (kind === GET) return { kind: 'get', key: reader.bytes() };
  if (kind === DELETE_RANGE) return { kind: 'deleteRange', prefix: reader.bytes() };
  const body = readRecordBody(reader, kind);
  if (body === null) throw new EntryFormatError(`transaction with an operation of kind ${kind}`);
  if ('expect' in body && body.expect.type !== 'any') {
    throw new EntryFormatError(`${body.kind} with an expectation inside a transaction`);
  }
  return body;
}

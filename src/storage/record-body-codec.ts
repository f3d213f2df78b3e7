import { assert, unreachable } from '../util/assert.ts';
import type { ByteReader, ByteWriter } from '../util/bytes.ts';
import type { CommandBody, Expectation } from './command.ts';
import { EntryFormatError } from './storage-errors.ts';

/** The commands on one record: on their own, or as operations of a transaction. */
export type RecordBody = Extract<CommandBody, { kind: 'put' | 'delete' | 'increment' | 'touch' }>;

/** The bytes that name them, in commands and in transactions alike. */
export const recordKindByte = {
  put: 1,
  delete: 2,
  increment: 3,
  touch: 4,
} as const satisfies Record<RecordBody['kind'], number>;

const expectationByte = { any: 0, absent: 1, revision: 2 } as const;

export function writeRecordBody(to: ByteWriter, body: RecordBody): void {
  switch (body.kind) {
    case 'put':
      to.bytes(body.key).bytes(body.value).varint(body.ttlMs);
      writeExpectation(to, body.expect);
      return;
    case 'delete':
      to.bytes(body.key);
      writeExpectation(to, body.expect);
      return;
    case 'increment':
      assert(Number.isSafeInteger(body.delta), () => `delta ${body.delta}`);
      to.bytes(body.key).signed(body.delta).varint(body.ttlMs);
      writeBound(to, body.min);
      writeBound(to, body.max);
      return;
    case 'touch':
      to.bytes(body.key).varint(body.ttlMs);
      return;
    default:
      unreachable(body, 'command on a record');
  }
}

/** Null when the byte names none of them. */
export function readRecordBody(reader: ByteReader, kind: number): RecordBody | null {
  switch (kind) {
    case recordKindByte.put:
      return {
        kind: 'put',
        key: reader.bytes(),
        value: reader.bytes(),
        ttlMs: reader.varint(),
        expect: readExpectation(reader),
      };
    case recordKindByte.delete:
      return { kind: 'delete', key: reader.bytes(), expect: readExpectation(reader) };
    case recordKindByte.increment: {
      const key = reader.bytes();
      const delta = reader.signed();
      const ttlMs = reader.varint();
      const min = readBound(reader);
      return { kind: 'increment', key, delta, ttlMs, min, max: readBound(reader) };
    }
    case recordKindByte.touch:
      return { kind: 'touch', key: reader.bytes(), ttlMs: reader.varint() };
    default:
      return null;
  }
}

function writeExpectation(to: ByteWriter, expect: Expectation): void {
  to.u8(expectationByte[expect.type]);
  if (expect.type === 'revision') to.varint(expect.revision);
}

function readExpectation(reader: ByteReader): Expectation {
  const type = reader.u8();
  if (type === expectationByte.any) return { type: 'any' };
  if (type === expectationByte.absent) return { type: 'absent' };
  if (type === expectationByte.revision) return { type: 'revision', revision: reader.varint() };
  throw new EntryFormatError(`expectation of unknown type ${type}`);
}

function writeBound(to: ByteWriter, bound: number | null): void {
  if (bound === null) to.u8(0);
  else to.u8(1).signed(bound);
}

function readBound(reader: ByteReader): number | null {
  return reader.u8() === 0 ? null : reader.signed();
}

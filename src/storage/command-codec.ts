import { assert, unreachable } from '../util/assert.ts';
import { ByteReader, ByteWriter, hex } from '../util/bytes.ts';
import { sessionLimits } from '../util/limits.ts';
import type { Command, CommandBatch, CommandBody, DueKey, Expectation } from './command.ts';
import { EntryFormatError } from './storage-errors.ts';

/**
 * The byte form of a log entry's data (R27). Integers are varints, byte strings carry their length.
 *
 *   version 1 | stamp | count | command ...
 *   command:  kind | client id | sequence, floor (only with a client id) | body
 */
const VERSION = 1;

const kindByte = {
  put: 1,
  delete: 2,
  increment: 3,
  touch: 4,
  expire: 5,
  open: 6,
  resolve: 7,
} as const satisfies Record<CommandBody['kind'], number>;

const expectationByte = { any: 0, absent: 1, revision: 2 } as const;

// One buffer for all: entries are encoded on the hot path and nothing here is re-entrant.
const scratch = new ByteWriter(4096);

/** A copy of its own, fit for the log. Asserts what only a bug of the proposer could break. */
export function encodeCommandBatch(batch: CommandBatch): Uint8Array {
  scratch.reset().u8(VERSION).varint(batch.stampMs).varint(batch.commands.length);
  for (const command of batch.commands) writeCommand(scratch, command);
  return scratch.finish();
}

/** Keys and values are views of `data`. Throws {@link EntryFormatError} on anything not understood to the last byte. */
export function decodeCommandBatch(data: Uint8Array): CommandBatch {
  return reading(data, (reader) => {
    const stampMs = readHead(reader);
    const count = reader.varint();
    // A command takes two bytes at least: a damaged count must not drive the loop.
    if (count > data.length)
      throw new EntryFormatError(`${count} commands in ${data.length} bytes`);
    const commands: Command[] = [];
    for (let i = 0; i < count; i++) commands.push(readCommand(reader));
    if (reader.remaining > 0) {
      throw new EntryFormatError(`${reader.remaining} bytes after the last of ${count} commands`);
    }
    return { stampMs, commands };
  });
}

/** The stamp alone: a new leader continues from the last one in its log (R28). */
export function entryStampOf(data: Uint8Array): number {
  return reading(data, readHead);
}

function reading<T>(data: Uint8Array, read: (reader: ByteReader) => T): T {
  try {
    return read(new ByteReader(data));
  } catch (error) {
    if (error instanceof EntryFormatError) throw error;
    throw new EntryFormatError(`entry ${hex(data.subarray(0, 16))}... of ${data.length} bytes`, {
      cause: error,
    });
  }
}

function readHead(reader: ByteReader): number {
  const version = reader.u8();
  if (version !== VERSION) throw new EntryFormatError(`entry of unknown version ${version}`);
  return reader.varint();
}

function writeCommand(to: ByteWriter, command: Command): void {
  const { clientId, body } = command;
  assert(isClientId(clientId), `client id of ${clientId.length} bytes`);
  to.u8(kindByte[body.kind]).bytes(clientId);
  if (clientId.length > 0) to.varint(command.sequence).varint(command.floor);
  else assert(!needsClient(body.kind), `${body.kind} without a client id`);
  writeBody(to, body);
}

function writeBody(to: ByteWriter, body: CommandBody): void {
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
      assert(Number.isSafeInteger(body.delta), `delta ${body.delta}`);
      to.bytes(body.key).signed(body.delta).varint(body.ttlMs);
      writeBound(to, body.min);
      writeBound(to, body.max);
      return;
    case 'touch':
      to.bytes(body.key).varint(body.ttlMs);
      return;
    case 'expire':
      to.varint(body.keys.length);
      for (const due of body.keys) to.bytes(due.key).varint(due.expiresAt);
      return;
    case 'open':
      to.varint(body.windowMs);
      return;
    case 'resolve':
      to.varint(body.sequence);
      return;
    default:
      unreachable(body, 'command kind');
  }
}

function readCommand(reader: ByteReader): Command {
  const kind = reader.u8();
  const clientId = reader.bytes();
  if (!isClientId(clientId)) throw new EntryFormatError(`client id of ${clientId.length} bytes`);
  const known = clientId.length > 0;
  const sequence = known ? reader.varint() : 0;
  const floor = known ? reader.varint() : 0;
  const body = readBody(reader, kind);
  if (!known && needsClient(body.kind)) {
    throw new EntryFormatError(`${body.kind} without a client id`);
  }
  return { clientId, sequence, floor, body };
}

function readBody(reader: ByteReader, kind: number): CommandBody {
  switch (kind) {
    case kindByte.put:
      return {
        kind: 'put',
        key: reader.bytes(),
        value: reader.bytes(),
        ttlMs: reader.varint(),
        expect: readExpectation(reader),
      };
    case kindByte.delete:
      return { kind: 'delete', key: reader.bytes(), expect: readExpectation(reader) };
    case kindByte.increment: {
      const key = reader.bytes();
      const delta = reader.signed();
      const ttlMs = reader.varint();
      return {
        kind: 'increment',
        key,
        delta,
        ttlMs,
        min: readBound(reader),
        max: readBound(reader),
      };
    }
    case kindByte.touch:
      return { kind: 'touch', key: reader.bytes(), ttlMs: reader.varint() };
    case kindByte.expire:
      return { kind: 'expire', keys: readDueKeys(reader) };
    case kindByte.open:
      return { kind: 'open', windowMs: reader.varint() };
    case kindByte.resolve:
      return { kind: 'resolve', sequence: reader.varint() };
    default:
      throw new EntryFormatError(`command of unknown kind ${kind}`);
  }
}

function readDueKeys(reader: ByteReader): DueKey[] {
  const keys: DueKey[] = [];
  for (let left = reader.varint(); left > 0; left--) {
    keys.push({ key: reader.bytes(), expiresAt: reader.varint() });
  }
  return keys;
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

function isClientId(bytes: Uint8Array): boolean {
  return bytes.length === 0 || bytes.length === sessionLimits.clientIdBytes;
}

function needsClient(kind: CommandBody['kind']): boolean {
  return kind === 'open' || kind === 'resolve';
}

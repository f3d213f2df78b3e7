import { assert, unreachable } from '../util/assert.ts';
import { ByteReader, ByteWriter, hex } from '../util/bytes.ts';
import { hash53 } from '../util/hash.ts';
import { idempotencyLimits, sessionLimits } from '../util/limits.ts';
import type { Command, CommandBatch, CommandBody, DueKey } from './command.ts';
import { isRanged } from './ranged-command.ts';
import { readRecordBody, recordKindByte, writeRecordBody } from './record-body-codec.ts';
import { EntryFormatError } from './storage-errors.ts';
import { readTxn, writeTxn } from './txn-codec.ts';

/**
 * The byte form of a log entry's data (R27). Integers are varints, byte strings carry their length.
 *
 *   version 1 | stamp | count | command ...
 *   command:  kind | client id | sequence, floor (only with a client id) | body
 *             or before that: 30 | idempotency key
 */
const VERSION = 1;
const KEYED = 30;

const kindByte = {
  ...recordKindByte,
  expire: 5,
  open: 6,
  resolve: 7,
  txn: 8,
  append: 31,
  deleteRange: 40,
} as const satisfies Record<CommandBody['kind'], number>;

/** A transaction with a range among its comparisons: a kind of its own, because its entry is read before it applies. */
const RANGED_TXN = 41;

// One buffer for all: entries are encoded on the hot path and nothing here is re-entrant.
const scratch = new ByteWriter(4096);

/** A copy of its own, fit for the log. Asserts what only a bug of the proposer could break. */
export function encodeCommandBatch(batch: CommandBatch): Uint8Array {
  const { commands } = batch;
  assert(
    commands.length === 1 || !commands.some(({ body }) => isRanged(body)),
    () => `a ranged command among ${commands.length} of one entry`,
  );
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
    if (count > 1 && commands.some(({ body }) => isRanged(body))) {
      throw new EntryFormatError(`a ranged command among ${count} of one entry`);
    }
    return { stampMs, commands };
  });
}

/** Whether the entry's command is a ranged one (R32), told by its first bytes. */
export function isRangedEntry(data: Uint8Array): boolean {
  return reading(data, (reader) => {
    readHead(reader);
    if (reader.varint() !== 1) return false;
    let kind = reader.u8();
    if (kind === KEYED) {
      reader.bytes();
      kind = reader.u8();
    }
    return kind === kindByte.deleteRange || kind === RANGED_TXN;
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
  assert(isClientId(clientId), () => `client id of ${clientId.length} bytes`);
  const { idempotencyKey } = command;
  if (idempotencyKey !== undefined) {
    const { length } = idempotencyKey;
    assert(mayBeKeyed(body, length), () => `${body.kind} under a key of ${length} bytes`);
    to.u8(KEYED).bytes(idempotencyKey);
  }
  to.u8(kindOf(body)).bytes(clientId);
  if (clientId.length > 0) to.varint(command.sequence).varint(command.floor);
  else assert(!needsClient(body.kind), () => `${body.kind} without a client id`);
  writeBody(to, body);
}

function kindOf(body: CommandBody): number {
  return body.kind === 'txn' && isRanged(body) ? RANGED_TXN : kindByte[body.kind];
}

function writeBody(to: ByteWriter, body: CommandBody): void {
  switch (body.kind) {
    case 'put':
    case 'delete':
    case 'increment':
    case 'touch':
      writeRecordBody(to, body);
      return;
    case 'txn':
      writeTxn(to, body);
      return;
    case 'append':
      to.bytes(body.prefix).bytes(body.value).varint(body.ttlMs);
      return;
    case 'deleteRange':
      to.bytes(body.prefix).varint(body.maxKeys).varint(body.maxBytes);
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
  const first = reader.u8();
  if (first !== KEYED) return readPlainCommand(reader, first);
  const idempotencyKey = reader.bytes();
  const command = readPlainCommand(reader, reader.u8());
  if (mayBeKeyed(command.body, idempotencyKey.length)) return { ...command, idempotencyKey };
  throw new EntryFormatError(`${command.body.kind} under a key of ${idempotencyKey.length} bytes`);
}

function readPlainCommand(reader: ByteReader, kind: number): Command {
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
  const record = readRecordBody(reader, kind);
  if (record !== null) return record;
  switch (kind) {
    case kindByte.append: {
      const prefix = reader.bytes();
      return { kind: 'append', prefix, value: reader.bytes(), ttlMs: reader.varint() };
    }
    case kindByte.txn:
    case RANGED_TXN: {
      const txn = readTxn(reader);
      if (kindOf(txn) === kind) return txn;
      throw new EntryFormatError(`transaction of kind ${kind}, which its comparisons are not of`);
    }
    case kindByte.deleteRange: {
      const prefix = reader.bytes();
      return { kind: 'deleteRange', prefix, maxKeys: reader.varint(), maxBytes: reader.varint() };
    }
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

/** The leader's own commands and those about an identity are no writes that a business could repeat. */
function mayBeKeyed({ kind }: CommandBody, keyBytes: number): boolean {
  if (kind === 'expire' || kind === 'open' || kind === 'resolve') return false;
  return keyBytes >= 1 && keyBytes <= idempotencyLimits.keyBytes;
}

/** What a command asks for, whoever asks and under whatever identity: equal numbers for equal bodies. */
export function parametersOf(body: CommandBody): number {
  scratch.reset().u8(kindByte[body.kind]);
  writeBody(scratch, body);
  return hash53(scratch.view());
}

function isClientId(bytes: Uint8Array): boolean {
  return bytes.length === 0 || bytes.length === sessionLimits.clientIdBytes;
}

function needsClient(kind: CommandBody['kind']): boolean {
  return kind === 'open' || kind === 'resolve';
}

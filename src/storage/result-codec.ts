import { at } from '../util/assert.ts';
import { type ByteReader, type ByteWriter, MalformedBytesError } from '../util/bytes.ts';
import type { CommandResult, CommandStatus, CurrentRecord } from './command.ts';

/** Statuses that an exactly-once answer can have; the place in the list is the byte, so it only grows at the end. */
const stored: readonly CommandStatus[] = [
  'ok',
  'condition_failed',
  'not_found',
  'out_of_range',
  'not_a_number',
];

/** The answer of a write as the exactly-once table keeps it (R31). */
export function writeResult(to: ByteWriter, result: CommandResult): void {
  to.u8(stored.indexOf(result.status)).varint(result.revision).varint(result.version);
  to.signed(result.value).varint(result.expiresAt);
  const { current } = result;
  if (current === null) to.u8(0);
  else to.u8(1).varint(current.version).varint(current.modRevision);
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
    current: readCurrent(from),
    deduplicated: false,
    resolved: null,
  };
}

function readCurrent(from: ByteReader): CurrentRecord | null {
  if (from.u8() === 0) return null;
  return { version: from.varint(), modRevision: from.varint() };
}

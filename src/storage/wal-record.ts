import type { ConfState, Entry, HardState, SnapshotMeta, TermRun } from '../raft/types.ts';
import { ByteReader, MalformedBytesError } from '../util/bytes.ts';
import { crc32, maskedCrc32 } from '../util/hash.ts';
import { readConf, readEntry, readHardState, readMeta } from './entry-codec.ts';

/** What a frame is made of. Every record begins with group, replica and kind. */
export const recordKind = {
  entries: 1,
  hardState: 2,
  snapshot: 3,
  compact: 4,
  create: 5,
  tombstone: 6,
  state: 7,
  copy: 8,
  suspect: 9,
  trusted: 10,
  suspectState: 11,
  loss: 12,
} as const;

interface RecordOf<Kind extends keyof typeof recordKind> {
  readonly kind: Kind;
  readonly group: number;
  readonly replica: number;
}

/**
 * ENTRIES are appended; the first index truncates whatever the log held from there on. COPY repeats entries that the log
 * has, so that the segment with their first record can go: they stay as they are and what follows them too.
 */
export interface EntriesRecord extends RecordOf<'entries' | 'copy'> {
  readonly first: number;
  readonly entries: readonly Entry[];
  /** Where the record lies in the bytes it was read from. */
  readonly offset: number;
  readonly length: number;
}

/** All that is known of a group at the head of a segment, except for its entries. */
export interface StateRecord extends RecordOf<'state'> {
  readonly suspect: boolean;
  readonly hardState: HardState;
  readonly boundary: SnapshotMeta;
  readonly lastIndex: number;
  readonly runs: readonly TermRun[];
}

export type WalRecord =
  | EntriesRecord
  | StateRecord
  | (RecordOf<'hardState'> & { readonly hardState: HardState })
  /** Reset to this snapshot, unless the log holds its last entry: then only what lies below goes (R21). */
  | (RecordOf<'snapshot'> & { readonly meta: SnapshotMeta })
  /** Entries up to `meta.index` are not needed any more. */
  | (RecordOf<'compact'> & { readonly meta: SnapshotMeta })
  | (RecordOf<'create'> & { readonly conf: ConfState })
  | RecordOf<'tombstone'>
  /** The log was cut off: what the replica acknowledged, or whom it voted for, may be lost. */
  | RecordOf<'suspect'>
  /** It knows enough again. */
  | RecordOf<'trusted'>
  /** So it was for replicas too of which this log knows nothing: those created later are suspect. Group and replica 0. */
  | RecordOf<'loss'>;

/** All records of a frame's payload. Throws MalformedBytesError on bytes that no writer produces. */
export function readRecords(payload: Uint8Array, count: number): WalRecord[] {
  const from = new ByteReader(payload);
  const records: WalRecord[] = [];
  for (let i = 0; i < count; i++) records.push(readRecord(payload, from));
  if (from.remaining > 0)
    throw new MalformedBytesError(`${from.remaining} bytes after the records`);
  return records;
}

/** The one ENTRIES or COPY record in bytes that were read back, verified by its own checksum. */
export function readEntriesRecord(bytes: Uint8Array): EntriesRecord {
  const from = new ByteReader(bytes);
  const record = readRecord(bytes, from);
  if (record.kind !== 'entries' && record.kind !== 'copy')
    throw new MalformedBytesError(`${record.kind} in place of entries`);
  if (from.remaining > 0) throw new MalformedBytesError(`${from.remaining} bytes after the record`);
  return record;
}

function readRecord(bytes: Uint8Array, from: ByteReader): WalRecord {
  const offset = from.offset;
  const group = from.varint();
  const replica = from.varint();
  const kind = from.u8();
  switch (kind) {
    case recordKind.entries:
      return readEntries(bytes, from, { kind: 'entries', offset, group, replica });
    case recordKind.copy:
      return readEntries(bytes, from, { kind: 'copy', offset, group, replica });
    case recordKind.hardState:
      return { kind: 'hardState', group, replica, hardState: readHardState(from) };
    case recordKind.snapshot:
      return { kind: 'snapshot', group, replica, meta: readMeta(from) };
    case recordKind.compact:
      return { kind: 'compact', group, replica, meta: readMeta(from) };
    case recordKind.create:
      return { kind: 'create', group, replica, conf: readConf(from) };
    case recordKind.tombstone:
      return { kind: 'tombstone', group, replica };
    case recordKind.state:
      return readState(from, group, replica, false);
    case recordKind.suspectState:
      return readState(from, group, replica, true);
    case recordKind.suspect:
      return { kind: 'suspect', group, replica };
    case recordKind.trusted:
      return { kind: 'trusted', group, replica };
    case recordKind.loss:
      return { kind: 'loss', group, replica };
    default:
      throw new MalformedBytesError(`record of unknown kind ${kind}`);
  }
}

function readEntries(
  bytes: Uint8Array,
  from: ByteReader,
  head: Pick<EntriesRecord, 'kind' | 'offset' | 'group' | 'replica'>,
): EntriesRecord {
  const first = from.varint();
  const count = from.varint();
  if (count === 0 || count > from.remaining) throw new MalformedBytesError(`${count} entries`);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) entries.push(readEntry(from, first + i));
  const actual = maskedCrc32(crc32(bytes.subarray(head.offset, from.offset)));
  const stored = from.u32();
  if (stored !== actual) throw new MalformedBytesError(`entries from ${first} fail their checksum`);
  return { ...head, first, entries, length: from.offset - head.offset };
}

function readState(
  from: ByteReader,
  group: number,
  replica: number,
  suspect: boolean,
): StateRecord {
  const hardState = readHardState(from);
  const boundary = readMeta(from);
  const lastIndex = from.varint();
  const count = from.varint();
  if (count > from.remaining) throw new MalformedBytesError(`${count} term runs`);
  const runs: TermRun[] = [];
  for (let i = 0; i < count; i++) runs.push({ first: from.varint(), term: from.varint() });
  return { kind: 'state', group, replica, suspect, hardState, boundary, lastIndex, runs };
}

import type { Entry } from '../raft/types.ts';
import { MalformedBytesError } from '../util/bytes.ts';
import type { Disk } from './disk.ts';
import { WalCorruptError } from './wal-errors.ts';
import { segmentFileName } from './wal-format.ts';
import type { GroupLog } from './wal-group.ts';
import { readEntriesRecord } from './wal-record.ts';

/** Part of a record that holds entries from..until-1 of a group, `offset` bytes into the file or span read. */
export interface WantedRecord {
  readonly log: GroupLog;
  /** The first index in the record. */
  readonly first: number;
  readonly from: number;
  readonly until: number;
  readonly seq: number;
  readonly offset: number;
  readonly length: number;
}

/** The records on disk that cover from..until-1 of a group, in order. */
export function wantedRecords(log: GroupLog, from: number, until: number): WantedRecord[] {
  const wanted: WantedRecord[] = [];
  for (let i = log.records.find(from); i >= 0 && i < log.records.length; i++) {
    const place = log.records.place(i);
    if (place.first >= until) break;
    const next = i + 1 < log.records.length ? log.records.place(i + 1).first : until;
    wanted.push({ log, ...place, from: Math.max(from, place.first), until: Math.min(next, until) });
  }
  return wanted;
}

/** Takes the wanted entries out of bytes that were read from `path` at `position`; their data is copied. */
export function extractEntries(
  wanted: WantedRecord,
  bytes: Uint8Array,
  position: number,
  path: string,
): Entry[] {
  const start = wanted.offset - position;
  try {
    const record = readEntriesRecord(bytes.subarray(start, start + wanted.length));
    if (record.group !== wanted.log.group || record.first !== wanted.first) {
      throw new MalformedBytesError(`entries of group ${record.group} from ${record.first}`);
    }
    const part = record.entries.slice(wanted.from - wanted.first, wanted.until - wanted.first);
    if (part.length !== wanted.until - wanted.from) {
      throw new MalformedBytesError(`${record.entries.length} entries from ${record.first}`);
    }
    // A view would keep everything that was read around it in memory.
    return part.map((entry) => ({ ...entry, data: entry.data.slice() }));
  } catch (error) {
    if (!(error instanceof MalformedBytesError)) throw error;
    throw new WalCorruptError(path, wanted.offset, 0, error.message, error);
  }
}

/** Reads the newest entries of many groups, each segment once. */
export function readTails(
  disk: Disk,
  directory: string,
  groups: ReadonlyMap<number, GroupLog>,
  from: ReadonlyMap<number, number>,
): Map<number, Entry[]> {
  const tails = new Map<number, Entry[]>();
  const bySegment = new Map<number, WantedRecord[]>();
  for (const [group, first] of from) {
    tails.set(group, []);
    const log = groups.get(group);
    if (log === undefined) continue;
    const start = Math.max(first, log.boundary.index + 1);
    for (const wanted of wantedRecords(log, start, log.lastIndex + 1)) {
      const list = bySegment.get(wanted.seq) ?? [];
      list.push(wanted);
      bySegment.set(wanted.seq, list);
    }
  }
  for (const seq of [...bySegment.keys()].sort((a, b) => a - b)) {
    const path = `${directory}/${segmentFileName(seq)}`;
    const bytes = disk.readAll(path);
    for (const wanted of bySegment.get(seq) ?? []) {
      const tail = tails.get(wanted.log.group) ?? [];
      for (const entry of extractEntries(wanted, bytes, 0, path)) tail.push(entry);
    }
  }
  // What was copied lies in a later segment than what follows it.
  for (const tail of tails.values()) tail.sort((a, b) => a.index - b.index);
  return tails;
}

import type { Entry, TermRun } from '../raft/types.ts';
import { entryKind } from '../raft/types.ts';
import { InvariantError } from '../util/assert.ts';
import { MalformedBytesError } from '../util/bytes.ts';
import { WalCorruptError } from './wal-errors.ts';
import { frameHeaderBytes } from './wal-format.ts';
import { GroupLog } from './wal-group.ts';
import { readRecords, type StateRecord, type WalRecord } from './wal-record.ts';
import type { ScannedFrame } from './wal-scan.ts';

/** Where a frame lies, or will lie, on disk. */
export interface FramePlace {
  readonly path: string;
  readonly seq: number;
  readonly offset: number;
}

/** The head of a segment states something else than what was read before it. */
export class HeadMismatchError extends MalformedBytesError {}

/** Builds the groups from frames in order. */
export class Replay {
  readonly groups = new Map<number, GroupLog>();
  /** The log was cut off once, and may have held replicas of which nothing is left. */
  isLossy = false;
  #begun = false;

  /** Applies all records of a frame, or throws WalCorruptError when they make no sense. */
  frame(frame: ScannedFrame, place: FramePlace): void {
    try {
      const records = readRecords(frame.payload, frame.records);
      for (const record of records) this.#record(record, place);
    } catch (error) {
      if (!(error instanceof MalformedBytesError || error instanceof InvariantError)) throw error;
      throw new WalCorruptError(place.path, place.offset, frame.lsn, error.message, error);
    }
    this.#begun = true;
  }

  #record(record: WalRecord, place: FramePlace): void {
    if (record.kind === 'state') {
      this.#state(record);
      return;
    }
    if (record.kind === 'create') {
      if (this.groups.has(record.group)) malformed(record, 'is created twice');
      const boundary = { index: 0, term: 0, conf: record.conf };
      const created = new GroupLog(record.group, record.replica, boundary);
      created.suspect = this.isLossy;
      this.groups.set(record.group, created);
      return;
    }
    if (record.kind === 'loss') {
      this.isLossy = true;
      return;
    }
    const log = this.#log(record);
    switch (record.kind) {
      case 'entries':
        log.append(record.entries.map(owned));
        log.place(
          record.first,
          place.seq,
          place.offset + frameHeaderBytes + record.offset,
          record.length,
        );
        log.collectedFirst = Number.POSITIVE_INFINITY;
        log.settle();
        return;
      case 'copy': {
        const { first, entries, length } = record;
        log.copied(entries.map(owned));
        const offset = place.offset + frameHeaderBytes + record.offset;
        log.move(first, first + entries.length, { seq: place.seq, offset, length });
        return;
      }
      case 'hardState':
        log.hardState = record.hardState;
        return;
      case 'snapshot':
        log.install(record.meta);
        return;
      case 'compact':
        log.compact(record.meta);
        return;
      case 'tombstone':
        this.groups.delete(record.group);
        return;
      case 'suspect':
        log.suspect = true;
        return;
      case 'trusted':
        log.suspect = false;
        return;
    }
  }

  /** The head of the first segment is where everything starts; the head of a later one must agree with us. */
  #state(record: StateRecord): void {
    if (this.#begun) {
      const log = this.groups.get(record.group);
      if (log?.replica === record.replica && agrees(log, record)) return;
      throw new HeadMismatchError(wording(record, 'differs from what was replayed'));
    }
    if (this.groups.has(record.group)) malformed(record, 'has two states');
    const log = new GroupLog(record.group, record.replica, record.boundary);
    log.suspect = record.suspect;
    log.hardState = record.hardState;
    log.runs = [...record.runs];
    log.lastIndex = record.lastIndex;
    this.groups.set(record.group, log);
  }

  #log(record: WalRecord): GroupLog {
    const log = this.groups.get(record.group);
    if (log === undefined) return malformed(record, 'does not exist');
    if (log.replica !== record.replica) return malformed(record, `is replica ${log.replica} here`);
    return log;
  }
}

/** Configurations are kept: a view would keep the whole file in memory with them. */
function owned(entry: Entry): Entry {
  return entry.kind === entryKind.conf ? { ...entry, data: entry.data.slice() } : entry;
}

function malformed(record: WalRecord, what: string): never {
  throw new MalformedBytesError(wording(record, what));
}

function wording({ kind, group, replica }: WalRecord, what: string): string {
  return `${kind} record: group ${group} replica ${replica} ${what}`;
}

function agrees(log: GroupLog, record: StateRecord): boolean {
  const { hardState, boundary } = record;
  return (
    log.suspect === record.suspect &&
    log.hardState.term === hardState.term &&
    log.hardState.vote === hardState.vote &&
    log.hardState.commit === hardState.commit &&
    log.boundary.index === boundary.index &&
    log.boundary.term === boundary.term &&
    log.lastIndex === record.lastIndex &&
    sameRuns(log.runs, record.runs)
  );
}

function sameRuns(a: readonly TermRun[], b: readonly TermRun[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((run, i) => run.first === b[i]?.first && run.term === b[i]?.term);
}

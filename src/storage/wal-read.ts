import type { Entry } from '../raft/types.ts';
import { at } from '../util/assert.ts';
import { WalCorruptError } from './wal-errors.ts';
import type { GroupLog } from './wal-group.ts';
import type { SegmentFiles } from './wal-segments.ts';
import { extractEntries, type WantedRecord, wantedRecords } from './wal-tails.ts';

export interface ReadRequest {
  readonly group: number;
  readonly first: number;
  readonly last: number;
  /** Data bytes after which the answer ends; one entry is always given. */
  readonly maxBytes: number;
  readonly done: (entries: readonly Entry[] | 'compacted') => void;
}

export interface ReadSource {
  readonly groups: ReadonlyMap<number, GroupLog>;
  readonly segments: SegmentFiles;
  readonly readBytes: number;
  readonly fail: (error: Error) => void;
  /** After a failure nothing is answered any more. */
  readonly failed: () => boolean;
}

/**
 * Reads entries back, some from disk and the newest from memory. The log may change while a read is on its way,
 * so what was read is compared with the log before it is handed out: index and term name one entry.
 */
export class ReadJob {
  readonly #source: ReadSource;
  readonly #request: ReadRequest;
  readonly #log: GroupLog | undefined;
  #entries: Entry[] = [];
  #bytes = 0;

  constructor(source: ReadSource, request: ReadRequest) {
    this.#source = source;
    this.#request = request;
    this.#log = source.groups.get(request.group);
  }

  /** Each round adds an entry at least or ends the job, except when entries already read were overwritten. */
  advance(): void {
    if (this.#source.failed()) return;
    const { group, first, last, maxBytes, done } = this.#request;
    const log = this.#log;
    const isGone = log === undefined || this.#source.groups.get(group) !== log;
    if (isGone || first <= log.boundary.index) {
      done('compacted');
      return;
    }
    this.#dropOverwritten(log);
    const next = first + this.#entries.length;
    if (next > Math.min(last, log.lastIndex) || this.#bytes >= maxBytes) {
      done(this.#entries);
    } else if (next >= log.tailFirst) {
      this.#takeFromMemory(log, next);
      done(this.#entries);
    } else {
      this.#readFromDisk(log, next);
    }
  }

  #dropOverwritten(log: GroupLog): void {
    const valid = this.#entries.findIndex((entry) => log.termAt(entry.index) !== entry.term);
    if (valid < 0) return;
    this.#entries.length = valid;
    this.#bytes = this.#entries.reduce((sum, entry) => sum + entry.data.length, 0);
  }

  #takeFromMemory(log: GroupLog, next: number): void {
    for (let i = next - log.tailFirst; i < log.tail.length; i++) {
      const entry = at(log.tail, i, 'entry in memory');
      if (entry.index > this.#request.last || !this.#take(entry)) return;
    }
  }

  /** One read over neighbouring records: those of other groups in between are cheaper read than skipped. */
  #readFromDisk(log: GroupLog, next: number): void {
    const { segments, readBytes, fail } = this.#source;
    const until = Math.min(this.#request.last + 1, log.tailFirst);
    const wanted = takeSpan(wantedRecords(log, next, until), readBytes);
    const from = at(wanted, 0, 'record to read');
    const to = at(wanted, wanted.length - 1, 'record to read');
    const length = to.offset + to.length - from.offset;
    segments.acquire(from.seq, (openError, file) => {
      if (file === null) {
        fail(openError ?? new Error(`no file for segment ${from.seq}`));
        return;
      }
      file.read(from.offset, length, (error, bytes) => {
        segments.release(from.seq);
        if (bytes === null) fail(error ?? new Error(`nothing read from segment ${from.seq}`));
        else this.#takeFromBytes(wanted, bytes, segments.path(from.seq));
      });
    });
  }

  #takeFromBytes(wanted: readonly WantedRecord[], bytes: Uint8Array, path: string): void {
    const position = at(wanted, 0, 'record that was read').offset;
    try {
      for (const record of wanted) {
        const part = extractEntries(record, bytes, position, path);
        if (!part.every((entry) => this.#take(entry))) break;
      }
    } catch (error) {
      if (!(error instanceof WalCorruptError)) throw error;
      this.#source.fail(error);
      return;
    }
    this.advance();
  }

  /** False when the answer is full without this entry. */
  #take(entry: Entry): boolean {
    const size = this.#bytes + entry.data.length;
    if (this.#entries.length > 0 && size > this.#request.maxBytes) {
      this.#bytes = this.#request.maxBytes;
      return false;
    }
    this.#entries.push(entry);
    this.#bytes = size;
    return true;
  }
}

function takeSpan(wanted: readonly WantedRecord[], readBytes: number): WantedRecord[] {
  const span: WantedRecord[] = [];
  const first = wanted[0];
  let after = 0;
  for (const record of wanted) {
    // What follows a copy may lie before it.
    if (first === undefined || record.seq !== first.seq || record.offset < after) break;
    after = record.offset + record.length;
    if (span.length > 0 && after - first.offset > readBytes) break;
    span.push(record);
  }
  return span;
}

import type { ConfState, Entry, HardState, SnapshotMeta } from '../raft/types.ts';
import { assert } from '../util/assert.ts';
import { ByteWriter } from '../util/bytes.ts';
import { crc32, crc32Concat, maskedCrc32 } from '../util/hash.ts';
import { writeConf, writeEntryHead, writeHardState, writeMeta } from './entry-codec.ts';
import {
  frameHeaderBytes,
  frameHeaderCrc,
  frameHeaderCrcOffset,
  paddingFor,
  writeFrameHeader,
} from './wal-format.ts';
import type { GroupLog } from './wal-group.ts';
import { recordKind } from './wal-record.ts';

/** Where an ENTRIES or COPY record lies in its frame. */
export interface PlacedRecord {
  readonly log: GroupLog;
  readonly first: number;
  /** The index after the last entry of a COPY record, 0 for ENTRIES. */
  readonly copiedEnd: number;
  /** From the start of the frame. */
  readonly offset: number;
  readonly length: number;
}

export interface FrameStamp {
  readonly lsn: number;
  readonly durableLsn: number;
  readonly seq: number;
  readonly seed: number;
}

/** Bytes handed to the disk as they are, between what was written before and after `at`. */
interface Cut {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** A place in a frame: bytes in the writer, and cuts, before it. */
interface Place {
  readonly writer: number;
  readonly cuts: number;
}

/** From this size on it costs less to join two checksums than to read the bytes again. */
const concatBytes = 1_024;
const payloadStart: Place = { writer: frameHeaderBytes, cuts: 0 };
const headerRoom = new Uint8Array(frameHeaderBytes);

/**
 * One frame while it is being collected. Small things are copied into one buffer; large entry data is only
 * referred to, so that it is never copied on its way to the disk:
 *
 *   writer   [header | head head data ... | head ........ | padding]
 *                                         ^ cut
 *   disk     [header | head head data ...][large data][ head ... | padding]
 */
export class FrameBuilder {
  /** ENTRIES and COPY records in order, to be found again once the frame is on disk. */
  readonly placed: PlacedRecord[] = [];
  #writer = new ByteWriter(4_096);
  #cuts: Cut[] = [];
  #cutBytes = 0;
  #records = 0;
  /** The checksum of the payload, from 0, up to this place: the bytes of large records are read only once. */
  #covered = payloadStart;
  #coveredCrc = 0;

  constructor() {
    this.reset();
  }

  get records(): number {
    return this.#records;
  }

  /** Length so far, the header included and the padding not. */
  get length(): number {
    return this.#writer.length + this.#cutBytes;
  }

  reset(): void {
    this.#writer.reset().raw(headerRoom);
    this.#cuts = [];
    this.#cutBytes = 0;
    this.#records = 0;
    this.#covered = payloadStart;
    this.#coveredCrc = 0;
    this.placed.length = 0;
  }

  /** In records of a limited size, so that reading a few back does not read them all. */
  entries(
    log: GroupLog,
    entries: readonly Entry[],
    { recordBytes, inlineBytes }: { readonly recordBytes: number; readonly inlineBytes: number },
  ): void {
    let from = 0;
    let bytes = 0;
    for (let i = 0; i < entries.length; i++) {
      const size = entries[i]?.data.length ?? 0;
      if (i > from && bytes + size > recordBytes) {
        this.#add(log, recordKind.entries, entries, { from, to: i }, inlineBytes);
        from = i;
        bytes = 0;
      }
      bytes += size;
    }
    this.#add(log, recordKind.entries, entries, { from, to: entries.length }, inlineBytes);
  }

  /** All of these as one record: they move together, or not at all. */
  copy(log: GroupLog, entries: readonly Entry[], inlineBytes: number): void {
    this.#add(log, recordKind.copy, entries, { from: 0, to: entries.length }, inlineBytes);
  }

  /** Entries from..to-1 of `entries` as one record, with a checksum of its own for reading back. */
  #add(
    log: GroupLog,
    kind: number,
    entries: readonly Entry[],
    range: { readonly from: number; readonly to: number },
    inlineBytes: number,
  ): void {
    const first = entries[range.from]?.index ?? 0;
    const offset = this.length;
    const start = this.#end;
    this.#begin(log, kind)
      .varint(first)
      .varint(range.to - range.from);
    for (let i = range.from; i < range.to; i++) {
      const entry = entries[i] as Entry;
      writeEntryHead(this.#writer, entry);
      if (entry.data.length < inlineBytes) this.#writer.raw(entry.data);
      else this.#cut(entry.data);
    }
    const crc = this.#crcOf(start, this.#end, 0);
    const recordBytes = this.length - offset;
    if (recordBytes >= concatBytes) {
      const before = this.#crcOf(this.#covered, start, this.#coveredCrc);
      this.#coveredCrc = crc32Concat(before, crc, recordBytes);
      this.#covered = this.#end;
    }
    this.#writer.u32(maskedCrc32(crc));
    const length = this.length - offset;
    const copiedEnd = kind === recordKind.copy ? first + range.to - range.from : 0;
    this.placed.push({ log, first, copiedEnd, offset, length });
  }

  hardState(log: GroupLog, hardState: HardState): void {
    writeHardState(this.#begin(log, recordKind.hardState), hardState);
  }

  snapshot(log: GroupLog, meta: SnapshotMeta): void {
    writeMeta(this.#begin(log, recordKind.snapshot), meta);
  }

  compact(log: GroupLog, meta: SnapshotMeta): void {
    writeMeta(this.#begin(log, recordKind.compact), meta);
  }

  create(log: GroupLog, conf: ConfState): void {
    writeConf(this.#begin(log, recordKind.create), conf);
  }

  tombstone(log: GroupLog): void {
    this.#begin(log, recordKind.tombstone);
  }

  trusted(log: GroupLog): void {
    this.#begin(log, recordKind.trusted);
  }

  /** Of no group. */
  loss(): void {
    this.#begin({ group: 0, replica: 0 }, recordKind.loss);
  }

  /** What the group is right now, but for its entries: recovery can begin at any segment that starts with it. */
  state(log: GroupLog): void {
    const to = this.#begin(log, log.suspect ? recordKind.suspectState : recordKind.state);
    writeHardState(to, log.hardState);
    writeMeta(to, log.boundary);
    to.varint(log.lastIndex).varint(log.runs.length);
    for (const run of log.runs) to.varint(run.first).varint(run.term);
  }

  /** A payload that was encoded before, as recovery copies it. */
  payload(bytes: Uint8Array, records: number): void {
    assert(this.#records === 0, () => `a payload after ${this.#records} records`);
    this.#cut(bytes);
    this.#records = records;
  }

  /** Fills in the header and pads. Nothing may be added afterwards; the buffers hold until the next reset. */
  seal(stamp: FrameStamp): Uint8Array[] {
    const payloadBytes = this.length - frameHeaderBytes;
    const crc = this.#crcOf(this.#covered, this.#end, this.#coveredCrc);
    const payloadCrc = crc32Concat(stamp.seed, crc, payloadBytes);
    const { lsn, durableLsn } = stamp;
    const patch = (offset: number, value: number): void => this.#writer.patchU32(offset, value);
    const header = { lsn, durableLsn, payloadBytes, payloadCrc, records: this.#records };
    writeFrameHeader(patch, header, stamp.seq);
    patch(frameHeaderCrcOffset, frameHeaderCrc(this.#writer.view(), 0, stamp.seed));
    this.#writer.raw(paddingFor(this.length));
    return this.#buffers();
  }

  #buffers(): Uint8Array[] {
    const bytes = this.#writer.view();
    const buffers: Uint8Array[] = [];
    let from = 0;
    for (const cut of this.#cuts) {
      if (cut.at > from) buffers.push(bytes.subarray(from, cut.at));
      buffers.push(cut.bytes);
      from = cut.at;
    }
    if (from < bytes.length) buffers.push(bytes.subarray(from));
    return buffers;
  }

  #begin(log: Pick<GroupLog, 'group' | 'replica'>, kind: number): ByteWriter {
    this.#records++;
    return this.#writer.varint(log.group).varint(log.replica).u8(kind);
  }

  #cut(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#cuts.push({ at: this.#writer.length, bytes });
    this.#cutBytes += bytes.length;
  }

  /** Of the bytes between two places. */
  #crcOf(from: Place, to: Place, seed: number): number {
    const bytes = this.#writer.view();
    let crc = seed;
    let at = from.writer;
    for (let i = from.cuts; i < to.cuts; i++) {
      const cut = this.#cuts[i] as Cut;
      crc = crc32(cut.bytes, crc32(bytes.subarray(at, cut.at), crc));
      at = cut.at;
    }
    return crc32(bytes.subarray(at, to.writer), crc);
  }

  get #end(): Place {
    return { writer: this.#writer.length, cuts: this.#cuts.length };
  }
}

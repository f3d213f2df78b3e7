import { assert, present } from '../util/assert.ts';
import type { Disk, DiskError, DiskFile, Opened } from './disk.ts';
import { segmentFileName } from './wal-format.ts';
import type { SpareSegments } from './wal-spares.ts';

export interface SegmentInfo {
  readonly seq: number;
  readonly bytes: number;
}

type Done = (error: DiskError | null) => void;

interface Segment {
  readonly seq: number;
  bytes: number;
  file: DiskFile | null;
  opening: boolean;
  /** Readers, and the writer for the newest segment. The file is closed when nobody uses it. */
  users: number;
  waiting: Opened[];
}

/** The segment files, ascending and without a gap; the last one is written to. */
export class SegmentFiles {
  readonly directory: string;
  readonly #disk: Disk;
  readonly #spares: SpareSegments;
  readonly #opens: 'open' | 'openDurable';
  #segments: Segment[];

  constructor(
    disk: Disk,
    directory: string,
    segments: readonly SegmentInfo[],
    spares: SpareSegments,
    opens: 'open' | 'openDurable' = 'openDurable',
  ) {
    assert(segments.length > 0, 'a log without a segment');
    this.#disk = disk;
    this.directory = directory;
    this.#spares = spares;
    this.#opens = opens;
    this.#segments = segments.map(({ seq, bytes }) => newSegment(seq, bytes));
  }

  stats(): { readonly segments: number; readonly newestSegment: number; readonly bytes: number } {
    const bytes = this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
    return { segments: this.#segments.length, newestSegment: this.newest.seq, bytes };
  }

  /** The segment that is written to. */
  get newest(): SegmentInfo {
    return present(this.#segments[this.#segments.length - 1], 'newest segment');
  }

  /** From the oldest to the newest. */
  list(): readonly SegmentInfo[] {
    return this.#segments;
  }

  get oldestSeq(): number {
    return present(this.#segments[0], 'oldest segment').seq;
  }

  path(seq: number): string {
    return `${this.directory}/${segmentFileName(seq)}`;
  }

  /** Frames up to here are in the newest segment. */
  grow(bytes: number): void {
    present(this.#segments[this.#segments.length - 1], 'newest segment').bytes = bytes;
  }

  /**
   * A new newest segment that begins with these bytes. It is complete and durable before it has its name, and the name is
   * durable before `done`: nothing is appended to what a power loss could take back.
   *
   *   spare, or a new file ──▶ these bytes ──▶ sync ──▶ its name ──▶ sync of the directory ──▶ done
   */
  create(seq: number, bytes: readonly Uint8Array[], done: Done): void {
    assert(seq === this.newest.seq + 1, () => `segment ${seq} after ${this.newest.seq}`);
    const unnamed = this.#spares.take();
    const then =
      (next: () => void): Done =>
      (error) =>
        error === null ? next() : done(error);
    const nameDurable = then(() => {
      this.#segments.push(
        newSegment(
          seq,
          bytes.reduce((sum, part) => sum + part.length, 0),
        ),
      );
      done(null);
    });
    const named = then(() => this.#disk.syncDirectory(this.directory, nameDurable));
    const closed = then(() => this.#disk.rename(unnamed, this.path(seq), named));
    this.#disk.open(unnamed, (error, file) => {
      if (error !== null || file === null) return done(error);
      const synced = then(() => file.close(closed));
      const written = then(() => file.sync(synced));
      file.write(bytes, 0, written);
    });
  }

  /** Hands out the open file; it stays open until {@link release}. May answer before it returns. */
  acquire(seq: number, done: Opened): void {
    const segment = this.#find(seq);
    segment.users++;
    if (segment.file !== null) {
      done(null, segment.file);
      return;
    }
    segment.waiting.push(done);
    if (segment.opening) return;
    segment.opening = true;
    this.#disk[this.#opens](this.path(seq), (error, file) => {
      segment.opening = false;
      segment.file = file;
      const waiting = segment.waiting;
      segment.waiting = [];
      for (const each of waiting) each(error, file);
    });
  }

  release(seq: number): void {
    const segment = this.#find(seq);
    segment.users--;
    assert(segment.users >= 0, () => `segment ${seq} released once too often`);
    if (segment.users > 0 || segment.file === null) return;
    // All that was written through it was synced by the writer, so nothing hangs on this close.
    segment.file.close(() => {});
    segment.file = null;
  }

  /**
   * Gives up segments below `seq`, oldest first, each of them durably before the next: a gap can then only mean that a
   * file was lost. Stops at one that is being read, since opening its file again would create it anew.
   */
  removeBelow(seq: number, done: Done): void {
    const oldest = this.#segments[0];
    if (oldest === undefined || oldest.seq >= seq || oldest.users > 0) {
      done(null);
      return;
    }
    this.#segments.shift();
    this.#spares.recycle(this.path(oldest.seq), oldest.bytes, (error) => {
      if (error !== null) done(error);
      else this.removeBelow(seq, done);
    });
  }

  #find(seq: number): Segment {
    return present(this.#segments[seq - this.oldestSeq], `segment ${seq}`);
  }
}

function newSegment(seq: number, bytes: number): Segment {
  return { seq, bytes, file: null, opening: false, users: 0, waiting: [] };
}

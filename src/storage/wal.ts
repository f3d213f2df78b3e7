import type { ConfState, Entry, Write } from '../raft/types.ts';
import { assert, present } from '../util/assert.ts';
import type { Disk, DiskError, DiskFile } from './disk.ts';
import { Batch, type DurableItem } from './wal-batch.ts';
import { checksumSeed, encodeSegmentHeader, frameHeaderBytes } from './wal-format.ts';
import type { FrameBuilder } from './wal-frame.ts';
import { GroupLog } from './wal-group.ts';
import type { WalOptions } from './wal-options.ts';
import { Purge } from './wal-purge.ts';
import { ReadJob, type ReadRequest, type ReadSource } from './wal-read.ts';
import { headFrame } from './wal-segment-build.ts';
import { SegmentFiles, type SegmentInfo } from './wal-segments.ts';
import { type FoundSpares, SpareSegments } from './wal-spares.ts';

export interface WalListener {
  /** In the order of appending, one call per frame. May append and kick. */
  durable(items: readonly DurableItem[]): void;
  /** Called once; the log does nothing any more, and the process must end (R16). */
  fatal(error: Error): void;
  /**
   * It kicks once it has acted on what became durable, so that the next frame takes that along too: what a frame brings is
   * more work for the log, and the frame that was collected meanwhile would leave without it.
   */
  readonly kicks?: boolean;
}

export interface WalStats {
  readonly segments: number;
  /** The sequence number of the one that is written to. */
  readonly newestSegment: number;
  readonly bytes: number;
  /** Of one segment when it is full: the grain in which a purge gives space back. */
  readonly segmentBytes: number;
  /** Since start. */
  readonly frames: number;
  readonly syncs: number;
  /** The last frame that is durable. */
  readonly lsn: number;
  /** Entry data copied since start to free old segments. */
  readonly copiedBytes: number;
}

/** What recovery hands over. */
export interface WalInit {
  readonly disk: Disk;
  readonly directory: string;
  readonly options: WalOptions;
  readonly groups: Map<number, GroupLog>;
  readonly isLossy: boolean;
  readonly segments: readonly SegmentInfo[];
  readonly lsn: number;
  readonly leftovers: readonly string[];
  readonly spares: FoundSpares;
}

/**
 * A spare is made when this part of a segment is full: a log that hardly grows needs none, and a purge may give an old
 * segment until then, which costs no writing.
 */
const spareAtPart = 16;

/**
 * The write-ahead log that all groups of a node share. Records are collected into a frame; one durable write is one
 * group commit, and meanwhile the next frame collects:
 *
 *   append append append |                     append append |
 *              collecting + kick -> in flight: durable write + durable -> next frame
 *
 * So at most one frame is on its way, which is what recovery relies on to tell a torn write from damage. Opened by
 * `recoverWal`. No method blocks or throws on a disk error: after one, the listener's `fatal` has been called
 * and everything else is ignored.
 */
export class Wal {
  readonly #options: WalOptions;
  readonly #groups: Map<number, GroupLog>;
  readonly #isLossy: boolean;
  readonly #spares: SpareSegments;
  readonly #segments: SegmentFiles;
  readonly #readSource: ReadSource;
  #listener: WalListener | null = null;
  #file: DiskFile | null = null;
  #seed: number;
  #collecting = new Batch();
  #inFlight = new Batch();
  /** A frame, a rotation or the first open is under way. */
  #busy = false;
  #failed = false;
  #closing = false;
  #closed = false;
  /** Set when the frame in flight fills its segment: the head of the next one, as of that frame. */
  #nextHead: FrameBuilder | null = null;
  #lsn: number;
  /** The last frame holds something, and no later one proves that it is durable. */
  #unproven = false;
  /** Frames at the last {@link proveLast}. */
  #framesSeen = 0;
  readonly #purge: Purge;
  #frames = 0;
  #syncs = 0;

  constructor(init: WalInit) {
    this.#options = init.options;
    this.#groups = init.groups;
    this.#isLossy = init.isLossy;
    this.#spares = new SpareSegments(init.disk, init.directory, init.options, init.spares);
    const opens = this.#acksBeforeSync ? 'open' : 'openDurable';
    this.#segments = new SegmentFiles(
      init.disk,
      init.directory,
      init.segments,
      this.#spares,
      opens,
    );
    this.#seed = checksumSeed(init.options.walId, this.#segments.newest.seq);
    this.#lsn = init.lsn;
    this.#readSource = {
      groups: init.groups,
      segments: this.#segments,
      readBytes: init.options.readBytes,
      fail: (error) => this.#fail(error),
      failed: () => this.#failed,
    };
    this.#purge = new Purge({
      disk: init.disk,
      leftovers: init.leftovers,
      source: this.#readSource,
      limits: init.options,
      closing: () => this.#closing,
      copy: (log, entries) => this.#copy(log, entries),
      barrier: (done) => this.barrier(done),
      stopped: (error) => this.#stopped(error),
    });
  }

  /** Must be called once, before the first kick. */
  listen(listener: WalListener): void {
    assert(this.#listener === null, 'the log has a listener already');
    this.#listener = listener;
  }

  /** Bytes waiting for the next frame; past `storageLimits.walFrameBytes` the host refuses writes. */
  get collectedBytes(): number {
    return this.#collecting.frame.length - frameHeaderBytes;
  }

  /**
   * Begins the log of a replica with the configuration it starts from (empty for one that joins). True when it starts
   * suspect: it may have been here before, in what was cut off.
   */
  createGroup(group: number, replica: number, conf: ConfState): boolean {
    if (this.#failed) return this.#isLossy;
    assert(!this.#groups.has(group), () => `group ${group} exists already`);
    const log = new GroupLog(group, replica, { index: 0, term: 0, conf });
    log.suspect = this.#isLossy;
    this.#groups.set(group, log);
    this.#collecting.frame.create(log, conf);
    return log.suspect;
  }

  /** Forgets everything of a group. */
  dropGroup(group: number): void {
    if (this.#failed) return;
    this.#collecting.frame.tombstone(this.#log(group));
    this.#groups.delete(group);
  }

  /** Adds a write to the frame being collected: in it all of the write becomes durable, or none. */
  append(group: number, write: Write): void {
    if (this.#failed) return;
    const log = this.#log(group);
    const { frame, items } = this.#collecting;
    if (write.snapshot !== null) {
      log.install(write.snapshot);
      frame.snapshot(log, write.snapshot);
    }
    if (write.entries.length > 0) {
      log.append(write.entries);
      frame.entries(log, write.entries, this.#options);
    }
    if (write.hardState !== null) {
      log.hardState = write.hardState;
      frame.hardState(log, write.hardState);
    }
    if (write.trusted === true) {
      log.suspect = false;
      frame.trusted(log);
    }
    items.push({ group, seq: write.seq });
  }

  /** Starts writing what was collected, unless a frame is on its way: then it follows by itself, or see `kicks`. */
  kick(): void {
    if (this.#busy || this.#failed || this.#closed || this.#collecting.isEmpty) return;
    this.#busy = true;
    if (this.#file !== null) {
      this.#writeFrame(this.#file);
      return;
    }
    this.#openNewest((file) => this.#writeFrame(file));
  }

  /** Calls back once everything appended so far is durable, by a sync that begins after this call (R25). */
  barrier(done: () => void): void {
    if (this.#failed) return;
    this.#collecting.barriers.push(done);
    this.kick();
  }

  /**
   * To be called now and then: when nothing was written since the last time, an empty frame proves that the one before it
   * was durable. Until then damage to that one would pass for a torn write, and what it acknowledged be forgotten.
   */
  proveLast(): void {
    const isIdle = this.#frames === this.#framesSeen && !this.#busy;
    this.#framesSeen = this.#frames;
    if (isIdle && this.#unproven) this.barrier(() => {});
  }

  /** While the disk is nearly full, no spare segments are made. */
  saveRoom(saves: boolean): void {
    this.#spares.savesRoom = saves;
  }

  /**
   * Reads entries first..last, or fewer, in order from `first`: at least one when the log reaches that far, and none
   * when it does not. 'compacted' when `first` is not in the log any more. May answer before it returns.
   */
  read(
    group: number,
    first: number,
    last: number,
    maxBytes: number,
    done: ReadRequest['done'],
  ): void {
    if (this.#failed || this.#closed) return;
    new ReadJob(this.#readSource, { group, first, last, maxBytes, done }).advance();
  }

  /**
   * Gives up the entries of each group up to the index given, which its state machine holds durably, and removes
   * segments that no group needs, or that a little copying makes free. False when a purge is under way already.
   */
  purge(points: ReadonlyMap<number, number>, done: () => void): boolean {
    if (this.#failed || this.#closing || this.#purge.running) return false;
    for (const [group, index] of points) {
      const log = this.#groups.get(group);
      if (log === undefined || index <= log.boundary.index) continue;
      assert(
        index <= log.lastIndex,
        () => `purge of group ${group} to ${index} past ${log.lastIndex}`,
      );
      const meta = { index, term: log.termAt(index), conf: log.confAt(index) };
      log.compact(meta);
      this.#collecting.frame.compact(log, meta);
    }
    this.#purge.run(done);
    return true;
  }

  /**
   * Makes everything durable, with an empty frame at the end that proves it, and closes the file. Nothing may be
   * appended afterwards.
   */
  close(done: () => void): void {
    this.#closing = true;
    this.barrier(() =>
      this.barrier(() => {
        this.#closed = true;
        if (this.#file !== null) this.#segments.release(this.#segments.newest.seq);
        this.#file = null;
        done();
      }),
    );
  }

  stats(): WalStats {
    return {
      ...this.#segments.stats(),
      segmentBytes: this.#options.segmentBytes,
      frames: this.#frames,
      syncs: this.#syncs,
      lsn: this.#lsn,
      copiedBytes: this.#purge.rewriter.copiedBytes,
    };
  }

  get #acksBeforeSync(): boolean {
    return this.#options.planted?.ackBeforeSync === true;
  }

  #copy(log: GroupLog, entries: readonly Entry[]): void {
    log.copied(entries);
    this.#collecting.frame.copy(log, entries, this.#options.inlineBytes);
  }

  #writeFrame(file: DiskFile): void {
    const batch = this.#collecting;
    this.#collecting = this.#inFlight;
    this.#inFlight = batch;
    const { seq, bytes: position } = this.#segments.newest;
    const stamp = { lsn: this.#lsn + 1, durableLsn: this.#lsn, seq, seed: this.#seed };
    const buffers = batch.frame.seal(stamp);
    const end = position + batch.frame.length;
    for (const record of batch.frame.placed) record.log.collectedFirst = Number.POSITIVE_INFINITY;
    // Now, before anything else is collected, the groups are exactly what this frame makes of them.
    if (end >= this.#options.segmentBytes) this.#nextHead = headFrame(this.#groups, this.#isLossy);
    file.write(buffers, position, (error) => {
      if (this.#stopped(error)) return;
      // Planted bug (R45): the write was not durable, and the sync is left to itself.
      if (this.#acksBeforeSync) file.sync(() => {});
      this.#onFrameDurable(seq, position, end);
    });
  }

  #onFrameDurable(seq: number, position: number, end: number): void {
    const { frame, items, barriers } = this.#inFlight;
    this.#countSync();
    this.#segments.grow(end);
    if (end >= this.#options.segmentBytes / spareAtPart)
      this.#spares.fill((error) => this.#fail(error));
    for (const { log, first, copiedEnd, offset, length } of frame.placed) {
      const at = position + offset;
      if (copiedEnd === 0) log.place(first, seq, at, length);
      else log.move(first, copiedEnd, { seq, offset: at, length });
    }
    for (const { log } of frame.placed) log.settle();
    this.#unproven = frame.records > 0;
    frame.reset();
    this.#inFlight.items = [];
    this.#inFlight.barriers = [];
    // Still busy: a kick from the listener must not start a frame before this function ends.
    if (items.length > 0) present(this.#listener, 'listener of the log').durable(items);
    for (const done of barriers) done();
    const head = this.#nextHead;
    if (head !== null && !this.#closed) this.#rotate(head);
    else if (this.#listener?.kicks === true && items.length > 0 && this.#isLeisurely)
      this.#busy = false;
    else this.#continue();
  }

  /** The old segment is synced by now; a later frame in the new one proves that all earlier ones were durable. */
  #rotate(head: FrameBuilder): void {
    this.#nextHead = null;
    const seq = this.#segments.newest.seq + 1;
    const { walId } = this.#options;
    const seed = checksumSeed(walId, seq);
    const durableLsn = this.#lsn;
    const firstLsn = durableLsn + 1;
    const header = { walId, seq, firstLsn, prevLastLsn: durableLsn, durableLsn };
    const frame = head.seal({ lsn: firstLsn, durableLsn, seq, seed });
    this.#segments.create(seq, [encodeSegmentHeader(header), ...frame], (error) => {
      if (this.#stopped(error)) return;
      this.#segments.release(seq - 1);
      this.#seed = seed;
      this.#unproven = false;
      this.#countSync();
      this.#openNewest(() => this.#continue());
    });
  }

  #openNewest(done: (file: DiskFile) => void): void {
    this.#segments.acquire(this.#segments.newest.seq, (error, file) => {
      if (this.#stopped(error) || file === null) return;
      this.#file = file;
      done(file);
    });
  }

  /** Nobody but the groups waits for the next frame. */
  get #isLeisurely(): boolean {
    return !this.#closing && this.#collecting.barriers.length === 0;
  }

  #continue(): void {
    this.#busy = false;
    this.kick();
  }

  #countSync(): void {
    this.#lsn++;
    this.#frames++;
    this.#syncs++;
  }

  /** Whether nothing may go on: after a failure, this one or an earlier one. */
  #stopped(error: DiskError | null): boolean {
    if (error !== null) this.#fail(error);
    return this.#failed;
  }

  #fail(error: Error): void {
    if (this.#failed) return;
    this.#failed = true;
    present(this.#listener, 'listener of the log').fatal(error);
  }

  #log(group: number): GroupLog {
    return present(this.#groups.get(group), `group ${group} in the log`);
  }
}

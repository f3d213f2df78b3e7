import type { Entry, HardState, SnapshotMeta, TermRun } from '../raft/types.ts';
import { assert } from '../util/assert.ts';
import type { Disk } from './disk.ts';
import { Wal } from './wal.ts';
import { cutAtDamage } from './wal-cut.ts';
import { WalCorruptError, WalForeignError } from './wal-errors.ts';
import { parseSegmentFileName, segmentFileName } from './wal-format.ts';
import type { GroupLog } from './wal-group.ts';
import type { WalOptions } from './wal-options.ts';
import { Replay } from './wal-replay.ts';
import { type ScannedSegment, scanSegment } from './wal-scan.ts';
import { buildSegment } from './wal-segment-build.ts';
import type { SegmentInfo } from './wal-segments.ts';
import { type FoundSpares, spareNumber } from './wal-spares.ts';
import { readTails } from './wal-tails.ts';

/** What the log holds of one replica; with the tail and the applied index it makes a BootState. */
export interface RecoveredGroup {
  readonly group: number;
  readonly replica: number;
  readonly hardState: HardState;
  readonly boundary: SnapshotMeta;
  readonly runs: readonly TermRun[];
  readonly lastIndex: number;
  /** All configuration entries above the boundary. */
  readonly confs: readonly Entry[];
  /** It may have forgotten acknowledgements and votes. */
  readonly suspect: boolean;
}

export interface RecoveredWal {
  readonly wal: Wal;
  readonly groups: readonly RecoveredGroup[];
  /** What was found and repaired, in words for the operator. */
  readonly notes: readonly string[];
  /**
   * Reads entries synchronously, for BootState.tail: for each group named, those from the index given to the last.
   * Only before anything is appended. Throws WalCorruptError.
   */
  readonly tails: (from: ReadonlyMap<number, number>) => Map<number, Entry[]>;
}

/**
 * Opens the log, synchronously: reads all segments, cuts off a torn end and makes sure that everything that it
 * reports is durable. Throws WalCorruptError or WalForeignError and then has changed nothing. A damaged log is first made
 * one that can be opened, when the options say so.
 */
export function recoverWal(disk: Disk, directory: string, options: WalOptions): RecoveredWal {
  assert(options.walId.length === 16, () => `a log id of ${options.walId.length} bytes`);
  const notes: string[] = [];
  let recovery: Recovery;
  try {
    recovery = new Recovery(disk, directory, options);
    recovery.run();
  } catch (error) {
    if (options.recovery !== 'suspect' || !(error instanceof WalCorruptError)) throw error;
    notes.push(...cutAtDamage(disk, directory, options.walId, error));
    recovery = new Recovery(disk, directory, options);
    recovery.run();
  }
  const { groups, isLossy } = recovery.replay;
  const wal = new Wal({ disk, directory, options, groups, isLossy, ...recovery.result() });
  return {
    wal,
    groups: [...groups.values()].map(describe),
    notes: [...notes, ...recovery.notes],
    tails: (from) => readTails(disk, directory, groups, from),
  };
}

class Recovery {
  readonly notes: string[] = [];
  readonly replay = new Replay();
  readonly #disk: Disk;
  readonly #directory: string;
  readonly #options: WalOptions;
  readonly #segments: SegmentInfo[] = [];
  #leftovers: string[] = [];
  #spares: FoundSpares = { whole: [], lastNumber: 0 };
  #lastLsn = 0;

  constructor(disk: Disk, directory: string, options: WalOptions) {
    this.#disk = disk;
    this.#directory = directory;
    this.#options = options;
  }

  result(): { segments: SegmentInfo[]; lsn: number; leftovers: string[]; spares: FoundSpares } {
    const [segments, lsn] = [this.#segments, this.#lastLsn];
    return { segments, lsn, leftovers: this.#leftovers, spares: this.#spares };
  }

  run(): void {
    const names = this.#disk.list(this.#directory);
    const seqs = names.map(parseSegmentFileName).filter((seq) => seq > 0);
    const spares = names.filter((name) => spareNumber(name) > 0);
    const whole = spares.filter(
      (name) => this.#disk.size(`${this.#directory}/${name}`) >= this.#options.segmentBytes,
    );
    this.#spares = { whole, lastNumber: Math.max(0, ...spares.map(spareNumber)) };
    // What was interrupted before it was complete; removed by the first purge.
    this.#leftovers = names.filter(
      (name) =>
        (name.includes('.log') && !name.endsWith('.log')) ||
        (spares.includes(name) && !whole.includes(name)),
    );
    if (seqs.length === 0) {
      this.#create();
      return;
    }
    this.#requireNoGap(seqs);
    let segment = this.#scan(seqs[0] ?? 0);
    let unborn: ScannedSegment | null = null;
    for (let i = 1; i < seqs.length; i++) {
      const next = this.#scan(seqs[i] ?? 0);
      if (i === seqs.length - 1 && isUnborn(segment, next)) {
        unborn = next;
        break;
      }
      this.#replaySealed(segment, next);
      segment = next;
    }
    this.#replayLast(segment, unborn);
    this.#requireCovered();
    // A process that was killed between a rename and the sync of its directory left names that only we can see: on them
    // nothing may be reported or built, nor may a file be written over that a power loss gives its former name back.
    this.#disk.syncDirectoryNow(this.#directory);
  }

  #create(): void {
    if (!this.#options.create) throw new WalForeignError(this.#directory, 'it is missing');
    this.#disk.makeDirectory(this.#directory);
    // It may be there already, from a start that was killed before the name of the directory was durable.
    this.#disk.syncDirectoryNow(`${this.#directory}/..`);
    this.#writeFresh(1, 0, []);
    this.notes.push(`created the write-ahead log ${this.#directory}`);
  }

  #requireNoGap(seqs: readonly number[]): void {
    for (let i = 1; i < seqs.length; i++) {
      const expected = (seqs[i - 1] ?? 0) + 1;
      const path = this.#path(expected);
      if (seqs[i] !== expected) throw new WalCorruptError(path, 0, 0, 'the segment is missing');
    }
  }

  #scan(seq: number): ScannedSegment {
    const path = this.#path(seq);
    const found = scanSegment(path, this.#disk.readAll(path), this.#options.walId, seq);
    if (found.foreign !== null) throw new WalForeignError(path, found.foreign);
    return found;
  }

  /** A segment with a successor was synced before that began: every frame that the successor counts must be there. */
  #replaySealed(segment: ScannedSegment, next: ScannedSegment): void {
    const { header } = segment;
    if (header === null) throw corrupt(segment, 'the header is damaged');
    if (next.header === null) throw corrupt(next, 'the header is damaged');
    const until = next.header.prevLastLsn;
    if (next.header.firstLsn !== until + 1 || until < header.prevLastLsn) {
      throw corrupt(next, `frames ${next.header.firstLsn} follow frame ${until}`);
    }
    if (until > lastLsnOf(segment)) throw corrupt(segment, `frames up to ${until} were durable`);
    const end = this.#replayFrames(segment, until);
    this.#segments.push({ seq: segment.seq, bytes: end });
    this.#lastLsn = until;
  }

  #replayLast(segment: ScannedSegment, unborn: ScannedSegment | null): void {
    const { header } = segment;
    if (header === null) throw corrupt(segment, 'the header is damaged');
    const last = lastLsnOf(segment);
    let durable = Math.max(segment.provenLsn, unborn?.header?.durableLsn ?? 0);
    // Nothing lies before the first segment any more, so its head was durable before the rest was removed.
    if (this.#segments.length === 0) durable = Math.max(durable, header.firstLsn);
    if (durable > last) throw corrupt(segment, 'a frame that was durable is damaged or missing');
    if (durable < header.firstLsn && unborn === null) {
      // Not even the header is known to be on the disk: a failed sync leaves it in the page cache, seen by us and
      // written by nobody. Whatever is built behind it would lie behind a gap after a power loss.
      this.#writeFresh(segment.seq, durable, segment.frames);
      this.notes.push(`${segment.path}: written anew, its creation may not have been synced`);
      return;
    }
    const end = this.#replayFrames(segment, durable);
    this.#segments.push({ seq: segment.seq, bytes: end });
    this.#lastLsn = durable;
    if (segment.torn) {
      this.notes.push(`${segment.path}: a write at byte ${segment.end} was torn and is ignored`);
    }
    // What follows was never acknowledged, and the next frame is written over it.
    if (durable === last && unborn === null) return;
    this.#carryOver(segment, durable);
    const cut = segment.end - end;
    if (cut > 0)
      this.notes.push(`${segment.path}: moved ${cut} bytes that may not have been synced`);
    if (unborn !== null) this.notes.push(`${unborn.path}: replaced, its creation was interrupted`);
    if (segment.junk || cut > 0) this.#disk.truncate(segment.path, end);
  }

  /**
   * The frames after `durable` could be read, but only their sync would have told whether they are on the disk or
   * just in the page cache of a failed one (testing the same page again would not tell). They are written anew:
   * a fresh segment with them replaces whatever follows `durable`, at once and durably.
   */
  #carryOver(segment: ScannedSegment, durable: number): void {
    const frames = segment.frames.filter((frame) => frame.lsn > durable);
    this.#writeFresh(segment.seq + 1, durable, frames);
  }

  /**
   * As long as it must be, and growing until it is full, with a size to sync in each frame: zeros up to its end would be
   * 64 MiB to write before the node can serve, to be quicker for one segment after a crash.
   */
  #writeFresh(seq: number, prevLastLsn: number, frames: ScannedSegment['frames']): void {
    const path = this.#path(seq);
    const { walId } = this.#options;
    const { groups, isLossy } = this.replay;
    const built = buildSegment({ walId, seq, prevLastLsn, groups, isLossy, frames });
    for (const [i, frame] of frames.entries()) {
      this.replay.frame(frame, { path, seq, offset: built.offsets[i] ?? 0 });
    }
    // All is read: a log that is refused stays as it is.
    this.#segments.push({ seq, bytes: built.bytes.length });
    this.#requireCovered();
    this.#disk.replaceNow(path, built.bytes);
    this.#lastLsn = built.lastLsn;
  }

  /** Returns where the last frame replayed ends. */
  #replayFrames(segment: ScannedSegment, until: number): number {
    const { path, seq } = segment;
    for (const frame of segment.frames) {
      if (frame.lsn > until) return frame.offset;
      this.replay.frame(frame, { path, seq, offset: frame.offset });
    }
    return segment.end;
  }

  /** Frames may speak of entries in segments that are gone, but by the end all of those must be purged. */
  #requireCovered(): void {
    for (const log of this.replay.groups.values()) {
      const missing = log.firstMissing();
      if (missing === 0) continue;
      const reason = `group ${log.group} has no entry ${missing}`;
      throw new WalCorruptError(this.#path(this.#segments[0]?.seq ?? 0), 0, 0, reason);
    }
  }

  #path(seq: number): string {
    return `${this.#directory}/${segmentFileName(seq)}`;
  }
}

/**
 * The creation of a segment was interrupted: nothing was ever appended to it. Anything durable in it would show,
 * because a segment's own frames are only relied on after its head was synced.
 */
function isUnborn(before: ScannedSegment, segment: ScannedSegment): boolean {
  const first = segment.header?.firstLsn ?? lastLsnOf(before) + 1;
  return segment.frames.length === 0 && segment.provenLsn < first;
}

function lastLsnOf(segment: ScannedSegment): number {
  return (segment.header?.firstLsn ?? 0) + segment.frames.length - 1;
}

function corrupt(segment: ScannedSegment, reason: string): WalCorruptError {
  return new WalCorruptError(segment.path, segment.end, lastLsnOf(segment) + 1, reason);
}

function describe(log: GroupLog): RecoveredGroup {
  const { group, replica, suspect, hardState, boundary, lastIndex } = log;
  return {
    group,
    replica,
    suspect,
    hardState,
    boundary,
    lastIndex,
    runs: [...log.runs],
    confs: [...log.confs],
  };
}

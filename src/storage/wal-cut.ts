import { ByteWriter } from '../util/bytes.ts';
import type { Disk } from './disk.ts';
import { writeConf, writeHardState, writeMeta } from './entry-codec.ts';
import { WalCorruptError, WalForeignError } from './wal-errors.ts';
import { parseSegmentFileName, segmentFileName } from './wal-format.ts';
import type { GroupLog } from './wal-group.ts';
import { recordKind } from './wal-record.ts';
import { HeadMismatchError, Replay } from './wal-replay.ts';
import { type ScannedFrame, type ScannedSegment, scanSegment } from './wal-scan.ts';
import { buildSegment } from './wal-segment-build.ts';

/** Files kept aside for one segment number; more of them say that the disk has to go, and are for a person to move. */
const damagedFilesMax = 16;

/** Intact frames of one segment, in order, the head first. */
interface Part {
  readonly path: string;
  readonly seq: number;
  readonly frames: readonly ScannedFrame[];
}

/** What is taken over, and the number of the segment that replaces what is not. */
interface Cut {
  readonly whole: readonly Part[];
  readonly last: Part;
  readonly prevLastLsn: number;
}

/**
 * Makes a log that recovery refuses one that it opens: everything before the damage, and at its end the word that every
 * replica is suspect from here on. Damaged files stay, under another name.
 *
 *     1.log | 2.log    x   | 3.log        1.log | 2.log   SUSPECT ...      2.damaged  3.damaged
 *           | frames 5 6 7 | frame 8 ...        | frames 5 6
 *
 * The order makes an interrupted cut one that recovery refuses, too: a segment behind the new one either is too far on
 * in its numbers or has a head that knows of no suspects. Throws the damage where nothing lies before it: such a log is
 * lost (R24).
 */
export function cutAtDamage(
  disk: Disk,
  directory: string,
  walId: Uint8Array,
  damage: WalCorruptError,
): string[] {
  const seqs = disk
    .list(directory)
    .map(parseSegmentFileName)
    .filter((seq) => seq > 0);
  const { whole, last, prevLastLsn } = findCut(disk, directory, walId, seqs, damage);
  const [head, ...frames] = last.frames;
  const before = replayed(whole);
  if (head !== undefined) before.frame(head, placeOf(last, head));
  const after = replayed([...whole, last]);
  const { groups, isLossy } = before;
  const marked = [...frames, marks([...after.groups.values()])];
  const plan = { walId, seq: last.seq, prevLastLsn, groups, isLossy, frames: marked };
  const built = buildSegment(plan);
  const kept: string[] = [];
  if (seqs.includes(last.seq)) {
    const name = damagedName(disk, directory, last.seq);
    disk.replaceNow(`${directory}/${name}`, disk.readAll(last.path));
    kept.push(name);
  }
  disk.replaceNow(last.path, built.bytes);
  for (const seq of seqs.filter((each) => each > last.seq).reverse()) {
    const name = damagedName(disk, directory, seq);
    disk.renameNow(`${directory}/${segmentFileName(seq)}`, `${directory}/${name}`);
    kept.push(name);
  }
  const lost = after.groups.size === 1 ? '1 group' : `${after.groups.size} groups`;
  const aside = kept.length === 0 ? 'no file' : kept.sort().join(', ');
  return [
    `${damage.message}; WAL_SUSPECT: cut off after frame ${built.lastLsn - 1}, ${lost} suspect, kept aside: ${aside}`,
  ];
}

/** How far the log makes sense. */
function findCut(
  disk: Disk,
  directory: string,
  walId: Uint8Array,
  seqs: readonly number[],
  damage: WalCorruptError,
): Cut {
  const whole: Part[] = [];
  const replay = new Replay();
  const scan = (seq: number): ScannedSegment => {
    const path = `${directory}/${segmentFileName(seq)}`;
    const found = scanSegment(path, disk.readAll(path), walId, seq);
    if (found.foreign !== null) throw new WalForeignError(path, found.foreign);
    return found;
  };
  const [first] = seqs;
  let seq = first ?? 0;
  let prevLastLsn = 0;
  let next = first === undefined ? null : scan(first);
  for (; next !== null; seq++) {
    const segment = next;
    const { header, path } = segment;
    const isFollowing = whole.length === 0 || header?.firstLsn === prevLastLsn + 1;
    if (header === null || !isFollowing || !beginsRight(replay, segment)) break;
    next = seqs.includes(seq + 1) ? scan(seq + 1) : null;
    const until = next?.header?.prevLastLsn ?? Number.MAX_SAFE_INTEGER;
    const frames = segment.frames.filter(({ lsn }) => lsn <= until);
    const part = { path, seq, frames };
    const lastLsn = header.firstLsn + frames.length - 1;
    const durable = next?.header == null ? segment.provenLsn : until;
    if (durable > lastLsn) return { whole, last: part, prevLastLsn: header.firstLsn - 1 };
    for (const frame of frames.slice(1)) replay.frame(frame, placeOf(part, frame));
    whole.push(part);
    prevLastLsn = lastLsn;
  }
  // Not even the first frame: nothing is known of any replica.
  if (whole.length === 0) throw damage;
  const isAllRead = seqs.every((each) => each < seq);
  // Written anew, since its last frames may be in the page cache only.
  const last = isAllRead ? whole.pop() : undefined;
  if (last !== undefined) return { whole, last, prevLastLsn: (last.frames[0]?.lsn ?? 1) - 1 };
  const path = `${directory}/${segmentFileName(seq)}`;
  return { whole, last: { path, seq, frames: [] }, prevLastLsn };
}

/**
 * Replays the head. False when there is none, or one that does not continue what was read so far. Any other frame that
 * is intact and makes no sense is no damage but a bug, or a later release, and nothing is cut off for it.
 */
function beginsRight(replay: Replay, { path, seq, frames }: ScannedSegment): boolean {
  const [head] = frames;
  if (head === undefined) return false;
  try {
    replay.frame(head, placeOf({ path, seq, frames }, head));
    return true;
  } catch (error) {
    const isMismatch = error instanceof WalCorruptError && error.cause instanceof HeadMismatchError;
    if (isMismatch) return false;
    throw error;
  }
}

function replayed(parts: readonly Part[]): Replay {
  const replay = new Replay();
  for (const part of parts) {
    for (const frame of part.frames) replay.frame(frame, placeOf(part, frame));
  }
  return replay;
}

function placeOf({ path, seq }: Part, { offset }: ScannedFrame) {
  return { path, seq, offset };
}

/**
 * Every replica is suspect: what was lost may have spoken of any, and of some that this log does not know. A log without
 * the entries after its boundary, which were given up in a part that is lost, begins empty there: the state machine is
 * further.
 */
function marks(logs: readonly GroupLog[]): ScannedFrame {
  const to = new ByteWriter();
  let records = 0;
  const begin = ({ group, replica }: { group: number; replica: number }, kind: number) => {
    records++;
    return to.varint(group).varint(replica).u8(kind);
  };
  for (const log of logs) {
    if (log.firstMissing() > 0) {
      const { boundary, hardState } = log;
      begin(log, recordKind.tombstone);
      writeConf(begin(log, recordKind.create), boundary.conf);
      writeMeta(begin(log, recordKind.snapshot), boundary);
      const commit = Math.min(hardState.commit, boundary.index);
      writeHardState(begin(log, recordKind.hardState), { ...hardState, commit });
    }
    begin(log, recordKind.suspect);
  }
  begin({ group: 0, replica: 0 }, recordKind.loss);
  return { lsn: 0, offset: 0, records, durableLsn: 0, payload: to.finish() };
}

function damagedName(disk: Disk, directory: string, seq: number): string {
  const digits = segmentFileName(seq).replace('.log', '');
  for (let i = 1; i <= damagedFilesMax; i++) {
    const name = i === 1 ? `${digits}.damaged` : `${digits}-${i}.damaged`;
    if (!disk.exists(`${directory}/${name}`)) return name;
  }
  throw new WalForeignError(directory, `${damagedFilesMax} damaged files are kept as ${digits}`);
}

import { ByteWriter } from '../util/bytes.ts';
import type { Disk } from './disk.ts';
import { WalForeignError } from './wal-errors.ts';
import { segmentFileName } from './wal-format.ts';
import type { GroupLog } from './wal-group.ts';
import { type InspectedWal, recordsOf } from './wal-inspect.ts';
import { recordKind } from './wal-record.ts';
import { Replay } from './wal-replay.ts';
import type { ScannedFrame, ScannedSegment } from './wal-scan.ts';
import { buildSegment } from './wal-segment-build.ts';

/** What was taken over, and what was not. */
export interface Salvage {
  readonly frames: number;
  /** The last frame that was taken over. */
  readonly lastLsn: number;
  /** Intact frames behind the damage: they build on what is lost. */
  readonly leftBehind: number;
  /** Groups that those speak of. Of others it is not known whether they lost anything. */
  readonly groupsLeftBehind: readonly number[];
  /** Groups of which the log before the damage holds too little to begin with: they are not in what was written. */
  readonly groupsGone: readonly number[];
}

/**
 * Writes what lies before the first damage as a log of its own, in one segment of an empty directory. Nothing after the
 * damage counts: a frame means something only on top of all that came before.
 *
 * A replica that starts on it may have forgotten votes and acknowledgements. It is for reading what is left where no
 * other replica is, and for nothing that takes part in elections.
 */
export function salvageWal(wal: InspectedWal, disk: Disk, target: string): Salvage {
  if (disk.exists(target) && disk.list(target).length > 0) {
    throw new WalForeignError(target, 'the directory for what is salvaged must be empty');
  }
  const [first] = wal.segments;
  const head = first?.frames[0];
  if (first?.header == null || head === undefined) {
    throw new WalForeignError(first?.path ?? target, 'not even its first frame is intact');
  }
  const { taken, left } = cutAtDamage(wal.segments);
  // Heads repeat what was there before them: only the first is needed, and it is written anew.
  const replay = new Replay();
  replay.frame(head, { path: first.path, seq: 1, offset: 0 });
  const frames = taken.filter((frame) => frame !== head && !isHead(frame));
  const gone = uncovered(head, frames, first.path);
  const built = buildSegment({
    walId: wal.walId,
    seq: 1,
    prevLastLsn: 0,
    groups: replay.groups,
    isLossy: replay.isLossy,
    frames: gone.length === 0 ? frames : [...frames, forgetting(gone)],
  });
  disk.makeDirectory(target);
  disk.replaceNow(`${target}/${segmentFileName(1)}`, built.bytes);
  return {
    frames: taken.length,
    lastLsn: taken.at(-1)?.lsn ?? 0,
    leftBehind: left.length,
    groupsLeftBehind: [...new Set(left.flatMap(groupsOf))].sort((a, b) => a - b),
    groupsGone: gone.map(({ group }) => group),
  };
}

/** Entries below were in segments that had been given up, and what says so came after the damage. */
function uncovered(head: ScannedFrame, frames: readonly ScannedFrame[], path: string): GroupLog[] {
  const replay = new Replay();
  for (const frame of [head, ...frames])
    replay.frame(frame, { path, seq: 1, offset: frame.offset });
  return [...replay.groups.values()].filter((log) => log.firstMissing() > 0);
}

function forgetting(logs: readonly GroupLog[]): ScannedFrame {
  const to = new ByteWriter();
  for (const { group, replica } of logs) to.varint(group).varint(replica).u8(recordKind.tombstone);
  return { lsn: 0, offset: 0, records: logs.length, durableLsn: 0, payload: to.finish() };
}

/** Frames count as long as their numbers go on; a segment counts up to what its successor says that it had. */
function cutAtDamage(segments: readonly ScannedSegment[]): {
  taken: ScannedFrame[];
  left: ScannedFrame[];
} {
  const taken: ScannedFrame[] = [];
  const left: ScannedFrame[] = [];
  let next = segments[0]?.header?.firstLsn ?? 0;
  let seq = segments[0]?.seq ?? 0;
  let isBroken = false;
  segments.forEach(({ header, frames, seq: actual }, i) => {
    isBroken ||= header === null || actual !== seq || header.firstLsn !== next;
    seq = actual + 1;
    const until = segments[i + 1]?.header?.prevLastLsn ?? Number.MAX_SAFE_INTEGER;
    for (const frame of frames) {
      if (frame.lsn > until) continue;
      if (isBroken) left.push(frame);
      else taken.push(frame);
    }
    next = Math.min(until, taken.at(-1)?.lsn ?? 0) + 1;
  });
  return { taken, left };
}

function isHead(frame: ScannedFrame): boolean {
  return recordsOf(frame).some(({ kind }) => kind === 'state');
}

function groupsOf(frame: ScannedFrame): number[] {
  return recordsOf(frame).map(({ group }) => group);
}

import { checksumSeed, encodeSegmentHeader, sectorBytes } from './wal-format.ts';
import { FrameBuilder } from './wal-frame.ts';
import type { GroupLog } from './wal-group.ts';
import type { ScannedFrame } from './wal-scan.ts';

export interface SegmentPlan {
  readonly walId: Uint8Array;
  readonly seq: number;
  readonly prevLastLsn: number;
  /** Their state before `frames`: the head of the segment. */
  readonly groups: ReadonlyMap<number, GroupLog>;
  /** The log was cut off once. */
  readonly isLossy: boolean;
  /** Frames whose payload follows the head, numbered anew. */
  readonly frames: readonly ScannedFrame[];
}

export interface BuiltSegment {
  readonly bytes: Uint8Array;
  /** Where each of the frames given begins. */
  readonly offsets: readonly number[];
  readonly lastLsn: number;
}

/** A whole segment that appears on disk at once: it declares all of its frames durable. */
export function buildSegment(plan: SegmentPlan): BuiltSegment {
  const { walId, seq, prevLastLsn } = plan;
  const lastLsn = prevLastLsn + 1 + plan.frames.length;
  const seed = checksumSeed(walId, seq);
  const firstLsn = prevLastLsn + 1;
  const parts = [encodeSegmentHeader({ walId, seq, firstLsn, prevLastLsn, durableLsn: lastLsn })];
  const offsets: number[] = [];
  let length = sectorBytes;
  const add = (frame: FrameBuilder, lsn: number): void => {
    for (const part of frame.seal({ lsn, durableLsn: lastLsn, seq, seed })) parts.push(part);
    length += frame.length;
  };
  add(headFrame(plan.groups, plan.isLossy), firstLsn);
  for (const [i, scanned] of plan.frames.entries()) {
    const frame = new FrameBuilder();
    frame.payload(scanned.payload, scanned.records);
    offsets.push(length);
    add(frame, firstLsn + 1 + i);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return { bytes, offsets, lastLsn };
}

/** The state of all groups: the first frame of every segment, so that recovery can begin there. */
export function headFrame(groups: ReadonlyMap<number, GroupLog>, isLossy: boolean): FrameBuilder {
  const frame = new FrameBuilder();
  for (const log of groups.values()) frame.state(log);
  if (isLossy) frame.loss();
  return frame;
}

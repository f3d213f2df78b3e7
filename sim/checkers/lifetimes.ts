import type { Change, Sight } from './facts.ts';
import { type KeyLine, limits, removes, type Timeline, touches, writes } from './timeline.ts';

/** Why a key that a write had left is not there at a revision. */
export type Gone = 'explained' | 'lost' | 'early';

/**
 * Explained: it was deleted by a write of unknown outcome, or its time may have come by the time of that state. Early: only
 * its time can have ended it, and that had not come.
 */
export function whyGone(timeline: Timeline, line: KeyLine, write: Change, sight: Sight): Gone {
  const { key, revision, timeMs } = sight;
  if (timeline.holesWithin(write.revision, revision) === 0) return 'lost';
  const may = (effect: Parameters<Timeline['mayHave']>[0]): boolean =>
    timeline.mayHave(effect, key, write.revision, revision);
  if (may(removes) || may(limits)) return 'explained';
  const expiry = line.expiry(write, revision);
  const end = expiry?.after?.expiresAt;
  if (expiry === null || end === undefined) return 'explained';
  if (end === 0) return 'lost';
  if (end > timeMs) return 'early';
  return timeline.holesWithin(expiry.revision, revision) > 0 ? 'explained' : 'lost';
}

/** When the record that a sight shows is to end, if that is certain: 0 for never, null if it is not certain. */
export function endOf(timeline: Timeline, sight: Sight): number | null {
  const { key, revision, record } = sight;
  if (record === null) return null;
  if (record.expiresAt !== undefined) return record.expiresAt;
  const line = timeline.key(key);
  const write = line?.lastWrite(revision) ?? null;
  if (line === null || write === null || write.after === null) return null;
  const expiry = line.expiry(write, revision);
  const changed = (effect: Parameters<Timeline['mayHave']>[0]): boolean =>
    timeline.mayHave(effect, key, write.revision, revision);
  if (changed(writes) || changed(touches)) return null;
  return expiry?.after?.expiresAt ?? null;
}

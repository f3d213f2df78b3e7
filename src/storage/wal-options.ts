import type { PlantedBugs } from '../util/planted-bugs.ts';
/**
 * What to do with a log that does not hold what it once acknowledged. `strict`: refuse it. `suspect`: cut it off there, and
 * take no part in any quorum until that is safe again.
 */
export const walRecoveryModes = ['strict', 'suspect'] as const;
export type WalRecoveryMode = (typeof walRecoveryModes)[number];

/** How the shared log is laid out and how much it holds. Sizes in bytes. */
export interface WalOptions {
  /** 16 bytes that tell this log from every other; segments that carry another id are refused (R24). */
  readonly walId: Uint8Array;
  /** Whether an empty directory becomes a new log. When not, a missing log is an error: it was lost (R24). */
  readonly create: boolean;
  /** A segment is closed after the frame that fills it; it may exceed this by that one frame. */
  readonly segmentBytes: number;
  /** Files kept ready for the segments to come (R23); 0: each is created when it is needed. */
  readonly spareSegments: number;
  /** Entries of one write are cut into records of about this size: the unit of reading back. */
  readonly recordBytes: number;
  /** Entry data from this size on is handed to the disk as it is; shorter data is copied together. */
  readonly inlineBytes: number;
  /** One disk read for entries that were asked back spans at most this much, or one record. */
  readonly readBytes: number;
  /** A purge copies at most this much of a group to free old segments, in one record that is read back whole. */
  readonly rewriteGroupBytes: number;
  /** And this much of all groups. */
  readonly rewriteBytes: number;
  /** It copies at most this part of what it frees, so the log grows by less than that for being purged. */
  readonly rewritePart: number;
  readonly planted?: PlantedBugs;
  /** `strict` unless told otherwise. */
  readonly recovery?: WalRecoveryMode;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** What a node uses, except for what only the node knows. */
export const walDefaults: Omit<WalOptions, 'walId' | 'create'> = {
  segmentBytes: 64 * MIB,
  spareSegments: 1,
  // Small enough that a follower fetching 256 KiB does not read megabytes, large enough to amortise a read.
  recordBytes: 128 * KIB,
  // Below this, one more buffer in a writev costs more than copying.
  inlineBytes: 4 * KIB,
  readBytes: 1 * MIB,
  rewriteGroupBytes: 1 * MIB,
  rewriteBytes: 8 * MIB,
  rewritePart: 8,
};

import type { Disk } from './disk.ts';
import { WalCorruptError, WalForeignError } from './wal-errors.ts';
import { decodeSegmentHeader, parseSegmentFileName, walIdOf } from './wal-format.ts';
import { walDefaults } from './wal-options.ts';
import { readRecords, type WalRecord } from './wal-record.ts';
import { type RecoveredGroup, recoverWal } from './wal-recovery.ts';
import { type ScannedFrame, type ScannedSegment, scanSegment } from './wal-scan.ts';

/** A log as it lies there, read without changing anything. */
export interface InspectedWal {
  readonly walId: Uint8Array;
  /** Ascending. */
  readonly segments: readonly ScannedSegment[];
  /** What a start would find of each replica; empty when it would refuse. */
  readonly groups: readonly RecoveredGroup[];
  /** What a start would put right, in words. */
  readonly notes: readonly string[];
  /** Why a start would refuse, or null. */
  readonly problem: WalCorruptError | WalForeignError | null;
}

/**
 * Looks at the log of a node that does not run. The verdict is that of recovery itself, on a disk that keeps nothing:
 * what this says is what `kvd` will say. Throws WalForeignError where there is no log at all, or none with an intact header.
 */
export function inspectWal(disk: Disk, directory: string): InspectedWal {
  const files = disk
    .list(directory)
    .map((name) => ({ path: `${directory}/${name}`, seq: parseSegmentFileName(name) }))
    .filter(({ seq }) => seq > 0)
    .map(({ path, seq }) => ({ path, seq, bytes: disk.readAll(path) }));
  if (files.length === 0) throw new WalForeignError(directory, 'it is missing');
  const walId = files
    .filter(({ bytes, seq }) => decodeSegmentHeader(bytes, walIdOf(bytes), seq).kind === 'ok')
    .map(({ bytes }) => walIdOf(bytes))[0];
  if (walId === undefined) throw new WalForeignError(directory, 'no segment has an intact header');
  const segments = files.map(({ path, seq, bytes }) => scanSegment(path, bytes, walId, seq));
  return { walId, segments, ...verdict(disk, directory, walId) };
}

/** The records of an intact frame. Throws MalformedBytesError on what no writer produces. */
export function recordsOf(frame: ScannedFrame): WalRecord[] {
  return readRecords(frame.payload, frame.records);
}

function verdict(
  disk: Disk,
  directory: string,
  walId: Uint8Array,
): Pick<InspectedWal, 'groups' | 'notes' | 'problem'> {
  try {
    const options = { ...walDefaults, walId, create: false };
    const { groups, notes } = recoverWal(dry(disk), directory, options);
    return { groups, notes, problem: null };
  } catch (error) {
    if (!(error instanceof WalCorruptError || error instanceof WalForeignError)) throw error;
    return { groups: [], notes: [], problem: error };
  }
}

/** Recovery reads everything before it changes anything, so what it would change can be left out. */
function dry(disk: Disk): Disk {
  const never = (): never => {
    throw new Error('recovery begins nothing that completes later');
  };
  return {
    exists: (path) => disk.exists(path),
    list: (path) => disk.list(path),
    readAll: (path) => disk.readAll(path),
    size: (path) => disk.size(path),
    makeDirectory: () => {},
    truncate: () => {},
    replaceNow: () => {},
    syncDirectoryNow: () => {},
    renameNow: () => {},
    open: never,
    openDurable: never,
    replace: never,
    rename: never,
    remove: never,
    syncDirectory: never,
  };
}

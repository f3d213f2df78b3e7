import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { serverLimits } from '../util/limits.ts';
import type { FreeBytes } from './disk-space.ts';

/** Tables are a little larger than the logs that they are made of, and there is a new MANIFEST. */
const TABLE_OVERHEAD = 1.05;

/**
 * Whether LevelDB finds the room that it needs to be opened. It writes what its logs hold into tables, and only then removes
 * what nothing refers to: a compaction that found no space has left its tables behind, as many as there was room for. So
 * the room to ask for is that of the logs. Two full memory tables, asked for in any case, came never: on a disk of which those
 * left-overs took the rest, the database stayed full after its owner had made room (`test/server/room-to-open.test.ts`).
 */
export async function hasRoomToOpen(database: string, freeBytes: FreeBytes): Promise<boolean> {
  const [free, needed] = await Promise.all([
    new Promise<number | null>((resolve) => freeBytes(database, resolve)),
    neededToOpen(database),
  ]);
  return free === null || free >= needed;
}

async function neededToOpen(database: string): Promise<number> {
  const { reopenBytes, reopenSpareBytes } = serverLimits;
  try {
    const logs = (await readdir(database)).filter((name) => name.endsWith('.log'));
    const sizes = await Promise.all(
      logs.map(async (name) => (await stat(join(database, name))).size),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return Math.min(reopenBytes, bytes * TABLE_OVERHEAD + reopenSpareBytes);
  } catch {
    // A log that was there a moment ago: the next look finds its successor.
    return reopenBytes;
  }
}

import { fileKinds } from '../disk/faulty-disk.ts';
import type { Random } from '../random.ts';
import { type Arena, type Fault, leaderOrOne, type Nemesis } from './nemesis.ts';

/**
 * One sync fails with EIO. The system has forgotten what it could not write, and the next sync would succeed: so
 * there must be none (R16). The node ends, and is started again on what the page cache still shows, or, after a
 * reboot, on what is left without it.
 */
export const fsyncError: Nemesis = {
  kind: 'fsync-error',
  undo: 'restart',
  needsDisk: true,
  shapes: [
    {
      name: 'one',
      stopsAll: false,
      begin: async (arena, random) => failSync(arena, 'one', random.pick(arena.nodes), random),
    },
    {
      name: 'leader',
      stopsAll: false,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        return failSync(arena, who, node, random);
      },
    },
    {
      name: 'reboot',
      stopsAll: false,
      begin: async (arena, random) => failSync(arena, 'reboot', random.pick(arena.nodes), random),
    },
  ],
};

/** A node under load syncs so often within a moment. */
const syncsMax = 20;
const disks = [fileKinds.wal, fileKinds.db] as const;

/** The proof is the exit code for a failed disk, with the line that says so, and a disk that counts exactly one failure. */
function failSync(arena: Arena, shape: string, node: string, random: Random): Fault {
  const disk = arena.disk(node);
  const before = disk.counts.failed;
  arena.expectEnd(node);
  const kinds = random.pick(disks);
  disk.failSync(kinds, random.between(1, syncsMax));
  const where = kinds === fileKinds.wal ? 'log' : 'database';
  return {
    name: `${shape} ${node} in the ${where}`,
    nodes: [node],
    end: async () => {
      const end = await arena.untilEnded(node);
      const failed = disk.counts.failed - before;
      disk.heal();
      // Without power the pages go that the failed sync left in memory; every sector of them.
      const lost = shape === 'reboot' && end !== null ? disk.losePower(random, 0).bytes : 0;
      await arena.restart(node);
      const held = failed === 1 && end?.code === 74 && end.lastLine.includes('the disk failed');
      const how = end === null ? 'lived on' : `ended with ${end.code}: ${end.lastLine}`;
      return {
        held,
        detail: `${node}: ${failed} sync failed, ${how}; ${lost} bytes lost after it`,
      };
    },
  };
}

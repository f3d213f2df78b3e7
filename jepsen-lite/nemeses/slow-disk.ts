import { anyFile } from '../disk/faulty-disk.ts';
import type { Random } from '../random.ts';
import {
  type Arena,
  type ArenaDisk,
  type Fault,
  leaderOrOne,
  type Nemesis,
  splitByMajority,
} from './nemesis.ts';

/** Writes and syncs that take long, or that do not come back before the window ends. */
export const slowDisk: Nemesis = {
  kind: 'slow-disk',
  undo: 'heal',
  needsDisk: true,
  shapes: [
    {
      name: 'one',
      stopsAll: false,
      begin: async (arena, random) => slow(arena, 'one', [random.pick(arena.nodes)], random),
    },
    {
      name: 'leader',
      stopsAll: false,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        return slow(arena, who, [node], random);
      },
    },
    {
      name: 'all',
      stopsAll: false,
      begin: async (arena, random) => slow(arena, 'all', arena.nodes, random),
    },
    {
      name: 'hung-one',
      stopsAll: false,
      begin: async (arena, random) => hang(arena, 'hung-one', [random.pick(arena.nodes)]),
    },
    {
      name: 'hung-majority',
      stopsAll: true,
      begin: async (arena, random) =>
        hang(arena, 'hung-majority', splitByMajority(arena.nodes, random).majority),
    },
  ],
};

/** From a disk that is busy to one that is about to fail, in milliseconds. */
const delayMs = [20, 200] as const;
const slowShares = [0.2, 0.5, 1] as const;

/** The proof is calls that the disks did delay. */
function slow(arena: Arena, name: string, nodes: readonly string[], random: Random): Fault {
  const ms = random.between(...delayMs);
  const share = random.pick(slowShares);
  return waitingFault(arena, `${name} ${nodes.join(' ')} by ${ms} ms`, nodes, {
    counter: 'delayed',
    begin: (disk) => disk.slow(anyFile, ms, share),
  });
}

/** The proof is syncs that did not come back. A node whose disk hangs gives its leaderships up, and lives on. */
function hang(arena: Arena, name: string, nodes: readonly string[]): Fault {
  return waitingFault(arena, `${name} ${nodes.join(' ')}`, nodes, {
    counter: 'held',
    begin: (disk) => disk.hold(anyFile),
  });
}

function waitingFault(
  arena: Arena,
  name: string,
  nodes: readonly string[],
  {
    counter,
    begin,
  }: { readonly counter: 'delayed' | 'held'; readonly begin: (disk: ArenaDisk) => void },
): Fault {
  const count = (): number[] => nodes.map((node) => arena.disk(node).counts[counter]);
  const before = count();
  for (const node of nodes) begin(arena.disk(node));
  return {
    name,
    nodes,
    end: async () => {
      const calls = count().map((now, i) => now - (before[i] ?? 0));
      for (const node of nodes) arena.disk(node).heal();
      const detail = nodes.map((node, i) => `${node} ${calls[i]}`).join(', ');
      return { held: calls.every((n) => n > 0), detail: `calls that were ${counter}: ${detail}` };
    },
  };
}

import type { Random } from '../random.ts';
import { holdsWithin } from '../wait.ts';
import { type Arena, type Fault, leaderOrOne, type Nemesis } from './nemesis.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * Disks with little space, or none.
 *
 *     free   256 MiB  reserve of kvd ─────────────────────────────
 *            192 MiB  low: writes that need room are refused, and nothing else
 *              0      full: a write fails all the same, and the node ends
 */
export const diskFull: Nemesis = {
  kind: 'disk-full',
  undo: 'free',
  needsDisk: true,
  shapes: [
    {
      name: 'low-one',
      stopsAll: false,
      begin: async (arena, random) => runLow(arena, 'low-one', [random.pick(arena.nodes)]),
    },
    {
      name: 'low-all',
      stopsAll: true,
      begin: async (arena) => runLow(arena, 'low-all', arena.nodes),
    },
    {
      name: 'full-one',
      stopsAll: false,
      begin: async (arena, random) => runFull(arena, 'full-one', random.pick(arena.nodes), random),
    },
    {
      name: 'full-leader',
      stopsAll: false,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        return runFull(arena, `full-${who}`, node, random);
      },
    },
  ],
};

/** Below the reserve, with room for a spare segment of the log. */
const lowBytes = 192 * MIB;
/** Room for some frames and rows, so that the end comes in the middle of something. */
const lastBytesMax = 256 * KIB;
/** A node looks every second. */
const noticeMs = 10_000;

/** The proof is the free space that the node says it saw: below its reserve, where it refuses writes; and room again. */
async function runLow(arena: Arena, name: string, nodes: readonly string[]): Promise<Fault> {
  for (const node of nodes) arena.disk(node).limitSpace(lowBytes);
  const low = await Promise.all(nodes.map(async (node) => sees(arena, node, true)));
  return {
    name: `${name} ${nodes.join(' ')}`,
    nodes,
    end: async () => {
      for (const node of nodes) arena.disk(node).heal();
      const over = await Promise.all(nodes.map(async (node) => sees(arena, node, false)));
      const detail = nodes
        .map((node, i) => {
          const saw = low[i] === true ? 'saw too little space' : 'never saw too little space';
          return `${node} ${saw}${over[i] === true ? '' : ' and never that there was room again'}`;
        })
        .join(', ');
      return { held: [...low, ...over].every(Boolean), detail };
    },
  };
}

async function sees(arena: Arena, node: string, isLow: boolean): Promise<boolean> {
  return holdsWithin(async () => {
    const bytes = await arena.freeBytes(node);
    return bytes !== null && bytes <= lowBytes === isLow;
  }, noticeMs);
}

/** The proof is writes that found no space, and the exit code for a failed disk. */
function runFull(arena: Arena, shape: string, node: string, random: Random): Fault {
  const disk = arena.disk(node);
  const before = disk.counts.refused;
  arena.expectEnd(node);
  disk.limitSpace(random.between(0, lastBytesMax));
  return {
    name: `${shape} ${node}`,
    nodes: [node],
    end: async () => {
      const end = await arena.untilEnded(node);
      const refused = disk.counts.refused - before;
      disk.heal();
      await arena.restart(node);
      const held = refused > 0 && end?.code === 74;
      const how = end === null ? 'lived on' : `ended with ${end.code}: ${end.lastLine}`;
      return { held, detail: `${node}: ${refused} writes found no space, ${how}` };
    },
  };
}

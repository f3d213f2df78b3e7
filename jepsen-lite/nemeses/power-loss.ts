import { anyFile } from '../disk/faulty-disk.ts';
import type { Random } from '../random.ts';
import { holdsWithin, sleep } from '../wait.ts';
import { type Arena, type Fault, leaderOrOne, type Nemesis, splitByMajority } from './nemesis.ts';

/** kill -9, and what was not synced is lost with it: all, or sector by sector as it happens. */
export const powerLoss: Nemesis = {
  kind: 'power-loss',
  undo: 'restart',
  needsDisk: true,
  shapes: [
    {
      name: 'one',
      stopsAll: false,
      begin: async (arena, random) => losePower(arena, 'one', [random.pick(arena.nodes)], random),
    },
    {
      name: 'leader',
      stopsAll: false,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        return losePower(arena, who, [node], random);
      },
    },
    {
      name: 'majority',
      stopsAll: true,
      begin: async (arena, random) =>
        losePower(arena, 'majority', splitByMajority(arena.nodes, random).majority, random),
    },
    {
      name: 'all',
      stopsAll: true,
      begin: async (arena, random) => losePower(arena, 'all', arena.nodes, random),
    },
  ],
};

/** How much of what was not synced survives: a controller that wrote nothing yet, half of it, or most. */
const keptShares = [0, 0.5, 0.9] as const;
/** Under load a disk syncs all the time; it is waited for, so that there is something to lose. */
const somethingOpenMs = 2_000;
const openMsMax = 100;

/** The proof is bytes that read differently, or names that are gone. */
async function losePower(
  arena: Arena,
  name: string,
  nodes: readonly string[],
  random: Random,
): Promise<Fault> {
  const before = nodes.map((node) => arena.disk(node).counts.held);
  for (const node of nodes) arena.disk(node).hold(anyFile);
  const isOpen = (node: string, i: number): boolean =>
    arena.disk(node).counts.held > (before[i] ?? 0);
  await holdsWithin(() => nodes.every(isOpen), somethingOpenMs);
  await sleep(random.between(0, openMsMax));
  await Promise.all(nodes.map(async (node) => arena.kill(node)));
  const keptShare = random.pick(keptShares);
  const losses = nodes.map((node) => {
    arena.disk(node).heal();
    return arena.disk(node).losePower(random, keptShare);
  });
  return {
    name: `${name} ${nodes.join(' ')}`,
    nodes,
    end: async () => {
      // All at once: a node whose peers are dead waits for them before it is ready.
      await Promise.all(nodes.map(async (node) => arena.restart(node)));
      const held = losses.some(({ bytes, names }) => bytes + names > 0);
      const detail = nodes
        .map((node, i) => `${node} ${losses[i]?.bytes} bytes and ${losses[i]?.names} names`)
        .join(', ');
      return { held, detail: `not synced, and lost with the power: ${detail}` };
    },
  };
}

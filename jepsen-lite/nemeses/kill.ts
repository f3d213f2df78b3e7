import { type Arena, type Fault, leaderOrOne, type Nemesis, splitByMajority } from './nemesis.ts';

/** kill -9, and a restart on the same data later. */
export const kill: Nemesis = {
  kind: 'kill',
  undo: 'restart',
  needsDisk: false,
  shapes: [
    {
      name: 'one',
      stopsAll: false,
      begin: async (arena, random) => killAll(arena, 'one', [random.pick(arena.nodes)]),
    },
    {
      name: 'leader',
      stopsAll: false,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        return killAll(arena, who, [node]);
      },
    },
    {
      name: 'majority',
      stopsAll: true,
      begin: async (arena, random) =>
        killAll(arena, 'majority', splitByMajority(arena.nodes, random).majority),
    },
    {
      name: 'all',
      stopsAll: true,
      begin: async (arena) => killAll(arena, 'all', arena.nodes),
    },
  ],
};

/** The proof is a process number that is gone, and another one after the restart. */
async function killAll(arena: Arena, name: string, nodes: readonly string[]): Promise<Fault> {
  const before = nodes.map((node) => arena.pid(node));
  await Promise.all(nodes.map(async (node) => arena.kill(node)));
  const gone = before.map((pid) => pid !== null && !arena.exists(pid));
  return {
    name: `${name} ${nodes.join(' ')}`,
    nodes,
    end: async () => {
      // All at once: a node whose peers are dead waits for them before it is ready.
      await Promise.all(nodes.map(async (node) => arena.restart(node)));
      const after = nodes.map((node) => arena.pid(node));
      const held = nodes.every((_, i) => gone[i] === true && isNew(before[i], after[i]));
      const detail = nodes.map((node, i) => `${node} ${before[i]} -> ${after[i]}`).join(', ');
      return { held, detail: `processes ${detail}` };
    },
  };
}

function isNew(before: number | null | undefined, after: number | null | undefined): boolean {
  return before != null && after != null && before !== after;
}

import { sleep } from '../wait.ts';
import { type Arena, type Fault, leaderOrOne, type Nemesis, splitByMajority } from './nemesis.ts';

/** SIGSTOP and SIGCONT: the system still accepts connections and acknowledges bytes for a process that stands still. */
export const pause: Nemesis = {
  kind: 'pause',
  undo: 'resume',
  needsDisk: false,
  shapes: [
    {
      name: 'one',
      stopsAll: false,
      begin: async (arena, random) => pauseAll(arena, 'one', [random.pick(arena.nodes)]),
    },
    {
      name: 'leader',
      stopsAll: false,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        return pauseAll(arena, who, [node]);
      },
    },
    {
      name: 'majority',
      stopsAll: true,
      begin: async (arena, random) =>
        pauseAll(arena, 'majority', splitByMajority(arena.nodes, random).majority),
    },
  ],
};

/** A node notices that it stood still at the first timer after it; it is given so long to count that. */
const NOTICE_MS = 2_000;

/**
 * The proof is that the system showed the process as stopped, at the end too, and that the node itself then found
 * that its loop had stood still for longer than a heartbeat interval: heartbeats leave from that loop, so its peers
 * missed one. (A peer keeps no count of the heartbeats that it misses.)
 */
export async function pauseAll(
  arena: Arena,
  name: string,
  nodes: readonly string[],
): Promise<Fault> {
  const before = await Promise.all(nodes.map(async (node) => arena.stalls(node)));
  await Promise.all(nodes.map(async (node) => arena.pause(node)));
  return {
    name: `${name} ${nodes.join(' ')}`,
    nodes,
    end: async () => {
      const stopped = nodes.map((node) => arena.isStopped(node));
      await Promise.all(nodes.map(async (node) => arena.resume(node)));
      const stalls = await Promise.all(
        nodes.map(async (node, i) => stallsSince(arena, node, before[i] ?? null)),
      );
      const held = nodes.every((_, i) => stopped[i] === true && (stalls[i] ?? 0) > 0);
      const detail = nodes
        .map((node, i) => {
          const seen = stopped[i] === true ? 'seen stopped' : 'not seen stopped';
          return `${node} ${seen}, missed heartbeats ${stalls[i] ?? 0} times`;
        })
        .join('; ');
      return { held, detail };
    },
  };
}

/** How often the node stood still since the count was `before`; 0 when it does not say so in time. */
async function stallsSince(arena: Arena, node: string, before: number | null): Promise<number> {
  if (before === null) return 0;
  const deadline = performance.now() + NOTICE_MS;
  for (;;) {
    const now = await arena.stalls(node);
    if (now !== null && now > before) return now - before;
    if (performance.now() >= deadline) return 0;
    await sleep(20);
  }
}

import { sleep } from '../wait.ts';
import { type Arena, leaderOrOne, type Nemesis } from './nemesis.ts';
import { pauseAll } from './pause.ts';

/** Longer than a lease and an election after it, so that another one leads and has written by then. */
const LEAST_MS = 5_000;
/** How long a leader that goes on hears of nobody: shorter than its patience of an election timeout (R2). */
const ALONE_MS = 900;

/**
 * SIGSTOP of the leader for longer than any promise to it lasts. It believes to lead when it goes on, and if it is cut off
 * by then, it goes on believing that for a while:
 *
 *     n1 (leader)  stopped, cut off ............... | goes on, alone | healed
 *     n2, n3       promises end | n2 leads, writes  |                |
 */
export const pauseLeader: Nemesis = {
  kind: 'pause-leader',
  undo: 'resume',
  needsDisk: false,
  shapes: [
    {
      name: 'leader',
      stopsAll: false,
      leastMs: LEAST_MS,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        return pauseAll(arena, who, [node]);
      },
    },
    {
      name: 'isolate-leader',
      stopsAll: false,
      leastMs: LEAST_MS,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        const dropped = cutOff(arena, node);
        const name = who === 'leader' ? 'isolate-leader' : 'isolate-one';
        const paused = await pauseAll(arena, name, [node]);
        return {
          ...paused,
          end: async () => {
            const { held, detail } = await paused.end();
            await sleep(ALONE_MS);
            const lost = dropped();
            arena.healAll();
            return { held: held && lost > 0, detail: `${detail}, ${lost} bytes lost on its links` };
          },
        };
      },
    },
  ],
};

/** Cuts a node off from all others; answers how many bytes have been lost by that since. */
function cutOff(arena: Arena, node: string): () => number {
  const links = arena.nodes
    .filter((other) => other !== node)
    .flatMap((other) => [[node, other] as const, [other, node] as const]);
  const total = (): number =>
    links.reduce((sum, [from, to]) => sum + arena.droppedBytes(from, to), 0);
  const before = total();
  for (const [from, to] of links) arena.cut(from, to);
  return () => total() - before;
}

import { type FileClass, fileClasses } from '../disk/bit-flips.ts';
import type { Random } from '../random.ts';
import { type Arena, type Fault, leaderOrOne, type Nemesis } from './nemesis.ts';

/**
 * One bit of one file of a dead node changes. The node must refuse to start, and say where; once the bit is put back it
 * must start and have lost nothing:
 *
 *     kill ── flip ── start ▶ refused ── flip back ──────── start ▶ ready
 *                     └──────────── the window ────────────┘
 */
export const corrupt: Nemesis = {
  kind: 'corrupt',
  undo: 'restore',
  needsDisk: true,
  shapes: fileClasses.flatMap((fileClass) => [
    {
      name: `${fileClass.name}-of-one`,
      stopsAll: false,
      begin: async (arena: Arena, random: Random) =>
        damage(arena, fileClass, { who: 'one', node: random.pick(arena.nodes) }, random),
    },
    {
      name: `${fileClass.name}-of-leader`,
      stopsAll: false,
      begin: async (arena: Arena, random: Random) =>
        damage(arena, fileClass, await leaderOrOne(arena, random), random),
    },
  ]),
};

/** The proof is the line with which the node refuses the file, and a start without it afterwards. */
async function damage(
  arena: Arena,
  fileClass: FileClass,
  { who, node }: { readonly who: string; readonly node: string },
  random: Random,
): Promise<Fault> {
  await arena.kill(node);
  const bit = arena.flipBit(node, fileClass, random);
  const said = bit === null ? null : await arena.refusal(node);
  bit?.putBack();
  return {
    name: `${fileClass.name}-of-${who} ${node}`,
    nodes: [node],
    end: async () => {
      await arena.restart(node);
      const held = said !== null && fileClass.refusal.test(said);
      const what = bit === null ? `${node} has no such file` : `${bit.place} flipped`;
      return { held, detail: `${what}: ${said ?? 'the node started all the same'}` };
    },
  };
}

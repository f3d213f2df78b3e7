import { type FileClass, fileClasses } from '../disk/bit-flips.ts';
import { runLimits } from '../limits.ts';
import type { Random } from '../random.ts';
import { holdsWithin } from '../wait.ts';
import { type Arena, type Fault, leaderOrOne, type Nemesis, type Victim } from './nemesis.ts';

/**
 * One bit of one file of a dead node changes. Of the log or the identity, the node must refuse to start, and say where;
 * once the bit is put back it must start and have lost nothing. Of a row, it must start, find the damage, and get a whole
 * copy from another node:
 *
 *     kill ── flip ── start ▶ refused ── flip back ──────── start ▶ ready
 *                     └──────────── the window ────────────┘
 *     kill ── flip ── start ▶ serves ── found ── rebuilt ▶ ready
 *                                └── the window ──┘
 */
export const corrupt: Nemesis = {
  kind: 'corrupt',
  undo: 'restore',
  needsDisk: true,
  // Nobody may ask for the damaged row: the scrub finds it within the window.
  flags: ['--scrub-interval-ms', '1000'],
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

async function damage(
  arena: Arena,
  fileClass: FileClass,
  victim: Victim,
  random: Random,
): Promise<Fault> {
  const { refusal } = fileClass;
  if (refusal === null) return damageRows(arena, fileClass, victim, random);
  return damageFile(arena, fileClass, refusal, victim, random);
}

/** The proof is the line with which the node refuses the file, and a start without it afterwards. */
async function damageFile(
  arena: Arena,
  fileClass: FileClass,
  refusal: RegExp,
  { who, node }: Victim,
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
      const held = said !== null && refusal.test(said);
      const what = bit === null ? `${node} has no such file` : `${bit.place} flipped`;
      return { held, detail: `${what}: ${said ?? 'the node started all the same'}` };
    },
  };
}

/** The node whose rows are damaged, until it is seen to be whole again. */
const damaged = new WeakMap<Arena, string>();

/**
 * The proof is that replicas of the node lost their state, by its own count, and that it is ready again after that. A row
 * can come back only from a node on which it is whole, so there is one damaged node at a time: until it is whole again the
 * next bit is flipped in the same one, whoever was meant.
 */
async function damageRows(
  arena: Arena,
  fileClass: FileClass,
  meant: Victim,
  random: Random,
): Promise<Fault> {
  const stillDamaged = damaged.get(arena);
  const { who, node }: Victim =
    stillDamaged === undefined ? meant : { who: 'one', node: stillDamaged };
  await arena.kill(node);
  // LevelDB brings its log into tables when it is opened.
  await arena.restart(node);
  await arena.kill(node);
  const bit = arena.flipBit(node, fileClass, random);
  if (bit !== null) damaged.set(arena, node);
  await arena.restart(node);
  return {
    name: `${fileClass.name}-of-${who} ${node}`,
    nodes: [node],
    end: async () => {
      let lost = 0;
      const held = await holdsWithin(async () => {
        lost = (await arena.rebuilt(node)) ?? 0;
        return bit !== null && lost > 0;
      }, runLimits.rebuiltMs);
      if (held) damaged.delete(arena);
      const what = bit === null ? `${node} has no row to damage` : `${bit.place} flipped`;
      return { held, detail: `${what}: ${lost} replicas lost their state and were rebuilt` };
    },
  };
}

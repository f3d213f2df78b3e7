import {
  type Arena,
  type Fault,
  leaderOrAny,
  leaderOrOne,
  type Nemesis,
  splitByMajority,
} from './nemesis.ts';

/** A link whose bytes vanish, from one node to another. */
export type Cut = readonly [from: string, to: string];

/**
 * Cuts links of the network between the nodes:
 *
 *     halves             isolate-leader     one-way            bridge             lost-link
 *     n1     n2 ─── n3   L     n2 ─── n3    L ──▶ n2, n3       n1 ─── n2 ─── n3   n1 ──▶ n2
 *                                           nothing back       nothing n1 to n3   nothing back
 */
export const partition: Nemesis = {
  kind: 'partition',
  undo: 'heal',
  needsDisk: false,
  shapes: [
    {
      name: 'halves',
      stopsAll: false,
      begin: async (arena, random) => {
        const { majority, minority } = splitByMajority(arena.nodes, random);
        const name = `halves ${minority.join(' ')} | ${majority.join(' ')}`;
        return sever(arena, name, minority, between(minority, majority));
      },
    },
    {
      name: 'isolate-leader',
      stopsAll: false,
      begin: async (arena, random) => {
        const { who, node } = await leaderOrOne(arena, random);
        const others = arena.nodes.filter((other) => other !== node);
        const name = `isolate-${who} ${node} | ${others.join(' ')}`;
        return sever(arena, name, [node], between([node], others));
      },
    },
    {
      name: 'one-way',
      stopsAll: false,
      begin: async (arena, random) => {
        const leader = await leaderOrAny(arena, random);
        const others = arena.nodes.filter((node) => node !== leader);
        // A leader that is heard but hears nothing, or one that hears but is not heard.
        const isMute = random.chance(0.5);
        const cuts = isMute ? oneWay([leader], others) : oneWay(others, [leader]);
        return sever(arena, `one-way ${leader} ${isMute ? 'mute' : 'deaf'}`, [leader], cuts);
      },
    },
    {
      name: 'bridge',
      stopsAll: false,
      begin: async (arena, random) => {
        const [middle = '', ...rest] = random.shuffle(arena.nodes);
        const { majority, minority } = splitByMajority(rest, random);
        // Two nodes beside the bridge make a majority of both, and nobody to cut off from.
        const [left, right] =
          minority.length > 0 ? [minority, majority] : [majority.slice(0, 1), majority.slice(1)];
        const name = `bridge ${left.join(' ')} | ${right.join(' ')}, ${middle} sees both`;
        return sever(arena, name, rest, between(left, right));
      },
    },
    {
      name: 'lost-link',
      stopsAll: false,
      begin: async (arena, random) => {
        const [from = '', to = ''] = random.shuffle(arena.nodes);
        return sever(arena, `lost-link ${from} to ${to}`, [from, to], [[from, to]]);
      },
    },
  ],
};

/** The proof is bytes that vanished on a cut link: a cut through which nobody spoke is none. */
function sever(arena: Arena, name: string, nodes: readonly string[], cuts: readonly Cut[]): Fault {
  const before = cuts.map(([from, to]) => arena.droppedBytes(from, to));
  for (const [from, to] of cuts) arena.cut(from, to);
  return {
    name,
    nodes,
    end: async () => {
      const dropped = cuts.map(([from, to], i) => arena.droppedBytes(from, to) - (before[i] ?? 0));
      arena.healAll();
      const total = dropped.reduce((sum, bytes) => sum + bytes, 0);
      const links = dropped.filter((bytes) => bytes > 0).length;
      const detail = `${total} bytes lost on ${links} of ${cuts.length} cut links`;
      return { held: total > 0, detail };
    },
  };
}

function oneWay(from: readonly string[], to: readonly string[]): Cut[] {
  return from.flatMap((a) => to.map((b): Cut => [a, b]));
}

function between(left: readonly string[], right: readonly string[]): Cut[] {
  return [...oneWay(left, right), ...oneWay(right, left)];
}

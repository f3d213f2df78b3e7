import type { Random } from '../../src/util/random.ts';
import { type Drawn, lastsMs, type Shape, someLinks, target } from './fault-draws.ts';
import { pick, pickWeighted, shuffled } from './pick.ts';

/** A network that is cut in one of the shapes that have broken other systems (testing.md §4). */
export function drawCut(random: Random, shape: Shape): Drawn {
  const { nodes, raft } = shape.cluster;
  const timeout = raft.electionTimeoutMaxMs;
  const cut = {
    how: pickWeighted(random, [
      ['drop', 3],
      ['clog', 1],
      ['refuse', 1],
    ] as const),
    loud: random.chance(1, 3),
    // Around an election timeout: a campaign starts, and just then the links are back.
    flapMs: random.chance(1, 5) ? random.between(timeout >> 2, 2 * timeout) : 0,
    lastsMs: 2 * lastsMs(random, shape),
  };
  const form = pick(random, ['isolate', 'isolate', 'halves', 'bridge', 'ring', 'links'] as const);
  if (form === 'isolate' || nodes === 2) {
    const way = pickWeighted(random, [
      ['both', 2],
      ['in', 1],
      ['out', 1],
    ] as const);
    return { kind: 'isolate', target: target(random, shape), way, ...cut };
  }
  if (form === 'links') return { kind: 'cutLinks', links: someLinks(random, shape), ...cut };
  const members = shuffled(
    random,
    Array.from({ length: nodes }, (_, i) => i + 1),
  );
  return { kind: 'split', sides: sidesOf(random, form, members), ...cut };
}

/**
 *   halves   1 2 | 3 4 5
 *   bridge   1 2 <3> 4 5         3 talks to both sides
 *   ring     1 2 3, 2 3 4, ...   each sees its neighbours: with five nodes a majority, each another one
 */
function sidesOf(
  random: Random,
  form: 'halves' | 'bridge' | 'ring',
  members: readonly number[],
): number[][] {
  if (form === 'ring') {
    return members.map((member, i) => [member, members[(i + 1) % members.length] ?? member]);
  }
  const overlap = form === 'bridge' ? 1 : 0;
  const at = random.between(1, members.length - 1 - overlap);
  return [members.slice(0, at + overlap), members.slice(at)];
}

import type { Random } from '../../src/util/random.ts';
import type { FaultEvent, Link, Target } from '../faults/events.ts';
import type { ClusterPlan } from '../schedule.ts';
import { pickSome, pickWeighted } from './pick.ts';

/** What the faults of one run have in common. */
export interface Shape {
  readonly cluster: ClusterPlan;
  readonly lastsMaxMs: number;
  readonly downMaxMs: number;
}

type Untimed<T> = T extends unknown ? Omit<T, 'at'> : never;
/** `afterMs`: later than the others of the same draw. */
export type Drawn = Untimed<FaultEvent> & { readonly afterMs?: number };

export function lastsMs(random: Random, { lastsMaxMs }: Shape): number {
  return random.between(1, lastsMaxMs);
}

export function downMs(random: Random, { downMaxMs }: Shape): number {
  return random.between(1, downMaxMs);
}

export function salt(random: Random): number {
  return random.uint32();
}

export function target(random: Random, { cluster }: Shape): Target {
  if (random.chance(2, 5)) return { leaderOf: random.between(0, cluster.partitions) };
  return { node: random.between(1, cluster.nodes) };
}

/** One node, a few of them, or all. */
export function victims(random: Random, shape: Shape): Target[] {
  const { nodes } = shape.cluster;
  const members = Array.from({ length: nodes }, (_, i) => i + 1);
  const howMany = pickWeighted(random, [
    [1, 6],
    [random.between(1, nodes), 3],
    [nodes, 1],
  ]);
  if (howMany === 1) return [target(random, shape)];
  return pickSome(random, members, howMany).map((node) => ({ node }));
}

export function someLinks(random: Random, { cluster }: Shape): Link[] {
  const all: Link[] = [];
  for (let from = 1; from <= cluster.nodes; from++) {
    for (let to = 1; to <= cluster.nodes; to++) if (from !== to) all.push([from, to]);
  }
  return random.chance(1, 3)
    ? []
    : pickSome(random, all, random.between(1, Math.ceil(all.length / 2)));
}

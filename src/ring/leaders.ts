import { assert, at } from '../util/assert.ts';
import { balance } from './bounded-loads.ts';

/** A node may lead this many more or fewer than its fair share before a leadership moves. */
const SLACK = 1;
const ROUNDING = 1e-9;

/**
 * The preferred leader of each partition: the one it had, as long as every node leads within one of its fair share,
 * where the placement of replicas makes that possible. Leading costs a node several times what following does, so
 * that equal numbers of replicas alone do not spread the load.
 *
 * `sets` are the nodes of each partition, `previous` its leader so far or -1, `shares` how many each node should
 * lead; all nodes as indexes.
 */
export function balanceLeaders(
  sets: readonly (readonly number[])[],
  previous: readonly number[],
  shares: readonly number[],
): readonly number[] {
  const loads = shares.map(() => 0);
  const leaders = sets.map((set, p) => {
    const leader = at(previous, p, 'previous leader');
    return set.includes(leader) ? leader : -1;
  });
  for (const leader of leaders) if (leader >= 0) loads[leader] = at(loads, leader, 'leaders') + 1;
  sets.forEach((set, p) => {
    if (at(leaders, p, 'leader') >= 0) return;
    const leader = emptiest(set, loads, shares);
    leaders[p] = leader;
    loads[leader] = at(loads, leader, 'leaders') + 1;
  });

  balance({
    loads,
    shares,
    least: shares.map((share) => Math.max(0, Math.ceil(share - SLACK - ROUNDING))),
    most: shares.map((share) => Math.floor(share + SLACK + ROUNDING)),
    movable: (from, to) =>
      leaders.findIndex((leader, p) => leader === from && at(sets, p, 'partition').includes(to)),
    move: (p, from, to) => {
      assert(leaders[p] === from, () => `partition ${p} is led by ${leaders[p]}, not by ${from}`);
      leaders[p] = to;
    },
  });
  return leaders;
}

/** The node that would be least above its share if it led one more; the first in the set's order when equal. */
function emptiest(
  set: readonly number[],
  loads: readonly number[],
  shares: readonly number[],
): number {
  const after = (node: number): number =>
    (at(loads, node, 'leaders') + 1) / at(shares, node, 'share');
  return set.reduce((best, node) => (after(node) < after(best) ? node : best));
}

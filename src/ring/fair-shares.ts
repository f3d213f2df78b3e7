import { assert, at } from '../util/assert.ts';
import type { Member } from './member.ts';
import type { ZoneRules } from './zones.ts';

/** Halving a double this often leaves nothing of the interval; a fixed number keeps the result the same everywhere. */
const BISECTIONS = 120;
/** Shares are rounded to this, so that the noise of the bisection never decides a floor or a ceiling. */
const GRAIN = 1_000_000;

/**
 * How many replicas each member should hold: in proportion to weight, as far as the rules of R12 let it. A member
 * holds a partition at most once, a zone only as often as its least and most say; what a full zone or member cannot
 * take goes to the others in proportion. Taking the plain proportion instead would call a cluster with one small
 * zone unbalanced for ever, and keep moving data after a goal that the zone rule forbids.
 *
 *     zones a:{1}  b:{2}  c:{3,4}, 3 replicas of 16 partitions:   16  16  8 8   (plain proportion: 12 12 12 12)
 *
 * Such shares can always be met: giving every partition share/partitions of each member is a flow that respects all
 * limits, and then a flow in whole numbers exists between the floors and ceilings of the shares.
 */
export function fairShares(
  members: readonly Member[],
  rules: ZoneRules,
  partitions: number,
): readonly number[] {
  const zones = rules.least.map((least, zone) => ({
    least: least * partitions,
    most: at(rules.most, zone, 'zone') * partitions,
    weights: members.filter((_, i) => rules.zoneOfMember[i] === zone).map((m) => m.weight),
  }));
  const smallest = Math.min(...members.map((member) => member.weight));
  const levelMax = partitions / smallest;
  const held = (weights: readonly number[], level: number): number =>
    weights.reduce((sum, weight) => sum + Math.min(partitions, weight * level), 0);
  const zoneTotal = (zone: (typeof zones)[number], level: number): number =>
    Math.min(zone.most, Math.max(zone.least, held(zone.weights, level)));

  const level = solve(levelMax, rules.replicas * partitions, (candidate) =>
    zones.reduce((sum, zone) => sum + zoneTotal(zone, candidate), 0),
  );
  const levels = zones.map((zone) =>
    solve(levelMax, zoneTotal(zone, level), (candidate) => held(zone.weights, candidate)),
  );
  const shares = members.map((member, i) => {
    const zone = at(rules.zoneOfMember, i, 'zone of member');
    const share = Math.min(partitions, member.weight * at(levels, zone, 'zone level'));
    return Math.max(1, Math.round(share * GRAIN)) / GRAIN;
  });
  const sum = shares.reduce((total, share) => total + share, 0);
  assert(
    Math.abs(sum - rules.replicas * partitions) < 0.01,
    () => `shares add up to ${sum} of ${rules.replicas * partitions} replicas`,
  );
  return shares;
}

/** The argument in [0, max] at which a function that never falls reaches `goal`. */
function solve(max: number, goal: number, rising: (level: number) => number): number {
  let low = 0;
  let high = max;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < goal) low = middle;
    else high = middle;
  }
  return high;
}

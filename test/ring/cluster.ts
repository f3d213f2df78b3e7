import fc from 'fast-check';
import { fairShares } from '../../src/ring/fair-shares.ts';
import type { Member, Placement } from '../../src/ring/index.ts';
import { zoneRules } from '../../src/ring/zones.ts';

/** Members from a line like `a a b -*2`: a zone each, `-` for none, `*` before a weight; ids count from 1. */
export function cluster(line: string): readonly Member[] {
  return line.split(' ').map((word, index) => {
    const [zone = '-', weight = '1'] = word.split('*');
    return {
      id: index + 1,
      name: `n${index + 1}`,
      zone: zone === '-' ? '' : zone,
      weight: Number(weight),
    };
  });
}

/** Random clusters: few zones or none, equal or wild weights, ids with gaps, some nodes drained. */
export const clusters: fc.Arbitrary<{
  readonly members: readonly Member[];
  readonly partitions: number;
  readonly replicas: number;
}> = fc.record({
  members: fc
    .uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 30 }),
        zone: fc.constantFrom('', 'a', 'b', 'c', 'd'),
        weight: fc.oneof(
          { weight: 4, arbitrary: fc.constant(1) },
          { weight: 2, arbitrary: fc.constantFrom(0.01, 0.5, 2, 10, 1_000) },
          { weight: 1, arbitrary: fc.constant(0) },
        ),
      }),
      { selector: (member) => member.id, minLength: 1, maxLength: 10 },
    )
    .filter((list) => list.some((member) => member.weight > 0))
    .map((list) => list.map((member) => ({ ...member, name: `n${member.id}` }))),
  partitions: fc.integer({ min: 1, max: 64 }),
  replicas: fc.integer({ min: 1, max: 7 }),
});

export function loads(placement: Placement, members: readonly Member[]): number[] {
  return members.map(({ id }) => placement.filter((ids) => ids.includes(id)).length);
}

export function leads(placement: Placement, members: readonly Member[]): number[] {
  return members.map(({ id }) => placement.filter((ids) => ids[0] === id).length);
}

export function movedReplicas(before: Placement, after: Placement): number {
  return after.reduce(
    (sum, ids, p) => sum + ids.filter((id) => !before[p]?.includes(id)).length,
    0,
  );
}

/**
 * Everything in a placement that R12 forbids, in words. Written from the rule and not from the planner: zones by
 * comparing them in pairs. Only the fair shares are shared with it; they have tests of their own.
 */
export function illegalities(
  placement: Placement,
  members: readonly Member[],
  replicasWanted: number,
): string[] {
  const found: string[] = [];
  const nodes = members.filter((member) => member.weight > 0);
  const replicas = Math.min(replicasWanted, nodes.length);
  placement.forEach((ids, p) => {
    if (ids.length !== replicas) found.push(`${p} has ${ids.length} of ${replicas} replicas`);
    if (new Set(ids).size !== ids.length) found.push(`${p} is twice on one node: ${ids.join()}`);
    if (!ids.every((id) => nodes.some((n) => n.id === id)))
      found.push(`${p} on a stranger: ${ids.join()}`);
    if (!spreadsOverZones(ids, nodes)) found.push(`${p} crowds a zone: ${ids.join()}`);
  });
  return found.length > 0 ? found : outOfBounds(placement, nodes, replicas);
}

/** No zone may hold two more replicas than another that still has a node without one. */
function spreadsOverZones(ids: readonly number[], nodes: readonly Member[]): boolean {
  const zones = [...new Set(nodes.map(zone))].map((name) => {
    const inZone = nodes.filter((node) => zone(node) === name);
    const used = inZone.filter((node) => ids.includes(node.id)).length;
    return { used, spare: inZone.length - used };
  });
  return zones.every((full) =>
    zones.every((other) => other.spare === 0 || full.used <= other.used + 1),
  );
}

function zone(member: Member): string {
  return member.zone === '' ? `#${member.id}` : member.zone;
}

/** Nodes outside ceil(1.1 x fair share) and floor(0.9 x fair share). */
function outOfBounds(placement: Placement, nodes: readonly Member[], replicas: number): string[] {
  const counts = loads(placement, nodes);
  const shares = fairShares(nodes, zoneRules(nodes, replicas), placement.length);
  return nodes.flatMap((node, i) => {
    const share = shares[i] ?? 0;
    const count = counts[i] ?? 0;
    const isAbove = count > Math.ceil(1.1 * share - 1e-9);
    const isBelow = count < Math.floor(0.9 * share + 1e-9);
    return isAbove || isBelow ? [`node ${node.id} holds ${count}, fair is ${share}`] : [];
  });
}

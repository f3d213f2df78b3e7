import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairShares } from '../../src/ring/fair-shares.ts';
import { zoneRules } from '../../src/ring/zones.ts';
import { cluster, clusters } from './cluster.ts';

const shares = (line: string, partitions: number, replicas: number): readonly number[] => {
  const members = cluster(line);
  return fairShares(members, zoneRules(members, replicas), partitions);
};

describe('the fair share of a node', () => {
  it.each([
    ['- - -', 16, 3, [16, 16, 16]],
    ['- - - -', 16, 3, [12, 12, 12, 12]],
    ['- - - - - -', 16, 3, [8, 8, 8, 8, 8, 8]],
    // A zone cannot hold a partition twice: the nodes of a lone zone fill up, the others share what is left.
    ['a b c c', 16, 3, [16, 16, 8, 8]],
    ['a a a b', 12, 3, [8, 8, 8, 12]],
    // Weights count as far as a node can use them: nobody holds a partition twice.
    ['-*2 - -', 16, 2, [16, 8, 8]],
    ['-*10 - -', 16, 2, [16, 8, 8]],
    ['- - -*0.5', 20, 1, [8, 8, 4]],
    ['a*3 a b b', 16, 2, [12, 4, 8, 8]],
  ])('%s with %i partitions and %i replicas is %j', (line, partitions, replicas, expected) => {
    shares(line, partitions, replicas).forEach((share, i) => {
      expect(share).toBeCloseTo(expected[i] ?? Number.NaN, 5);
    });
  });

  it('adds up, never asks a node for more than everything, and grows with weight inside a zone', () => {
    fc.assert(
      fc.property(clusters, ({ members, partitions, replicas }) => {
        const nodes = members.filter((member) => member.weight > 0);
        const rules = zoneRules(nodes, replicas);
        const result = fairShares(nodes, rules, partitions);
        const sum = result.reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(partitions * Math.min(replicas, nodes.length), 3);
        nodes.forEach((node, i) => {
          expect(result[i]).toBeGreaterThan(0);
          expect(result[i]).toBeLessThanOrEqual(partitions);
          nodes.forEach((other, j) => {
            const isSameZone = rules.zoneOfMember[i] === rules.zoneOfMember[j];
            if (!isSameZone || node.weight > other.weight) return;
            expect((result[i] ?? 0) - (result[j] ?? 0)).toBeLessThan(1e-5);
          });
        });
      }),
    );
  });
});

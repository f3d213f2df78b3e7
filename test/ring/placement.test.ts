import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { diff, type Member, type Placement, plan } from '../../src/ring/index.ts';
import { type Hash32, loadHash } from '../../src/util/hash.ts';
import { cluster, clusters, illegalities, leads, loads, movedReplicas } from './cluster.ts';

let hash: Hash32;
beforeAll(async () => {
  hash = await loadHash();
});

const place = (
  previous: Placement | null,
  members: readonly Member[],
  partitions: number,
  replicas: number,
): Placement => plan(previous, members, { partitions, replicas, hash });

describe('placing a new cluster', () => {
  it('gives three nodes of three replicas everything, and a third of the leaders each', () => {
    const members = cluster('- - -');
    const placement = place(null, members, 16, 3);
    expect(loads(placement, members)).toEqual([16, 16, 16]);
    for (const count of leads(placement, members)) expect([5, 6]).toContain(count);
  });

  it('gives a node alone every partition once', () => {
    expect(place(null, cluster('-'), 4, 3)).toEqual([[1], [1], [1], [1]]);
  });

  it('uses every zone before one twice when there are fewer zones than replicas', () => {
    const members = cluster('a a a b');
    for (const ids of place(null, members, 64, 3)) expect(ids).toContain(4);
  });

  it('fills zones evenly, so that losing a zone of three leaves 5 replicas a majority', () => {
    const members = cluster('a a a b b b c c c');
    for (const ids of place(null, members, 64, 5)) {
      for (const zone of ['a', 'b', 'c']) {
        const inZone = ids.filter((id) => members.find((m) => m.id === id)?.zone === zone);
        expect(inZone.length).toBeLessThanOrEqual(2);
      }
    }
  });

  it('treats nodes without a zone as a zone each, apart from any zone that is named like them', () => {
    const members = [...cluster('- -'), { id: 3, name: 'n3', zone: '1', weight: 1 }];
    const placement = place(null, members, 48, 2);
    for (const pair of [
      [1, 2],
      [1, 3],
      [2, 3],
    ]) {
      expect(placement.some((ids) => pair.every((id) => ids.includes(id)))).toBe(true);
    }
  });

  it('lets one small zone hold a copy of everything, and splits the rest evenly', () => {
    const members = cluster('a b c c');
    const [a = 0, b = 0, c = 0, d = 0] = loads(place(null, members, 64, 3), members);
    expect([a, b, c + d]).toEqual([64, 64, 64]);
    expect(Math.abs(c - d)).toBeLessThanOrEqual(8);
  });

  it('gives a node of twice the weight about twice the replicas', () => {
    const members = cluster('- - - - -*2');
    const counts = loads(place(null, members, 600, 2), members);
    for (const count of counts.slice(0, 4)) expect(count).toBeGreaterThanOrEqual(180);
    expect(counts[4]).toBeGreaterThanOrEqual(360);
    expect(counts[4]).toBeLessThanOrEqual(440);
  });

  it('leaves a drained node empty', () => {
    const members = cluster('- - - -*0');
    expect(loads(place(null, members, 16, 3), members)).toEqual([16, 16, 16, 0]);
  });

  it('says what is wrong with impossible input', () => {
    expect(() => place(null, [], 16, 3)).toThrow('no member can hold a replica');
    expect(() => place(null, cluster('-*0'), 16, 3)).toThrow('no member can hold a replica, of 1');
    expect(() => place(null, cluster('-'), 0, 3)).toThrow('0 partitions');
    expect(() => place(null, cluster('-'), 16, 0)).toThrow('0 replicas');
    expect(() => place([[1]], cluster('-'), 16, 3)).toThrow(
      'placement of 1 partitions planned for 16',
    );
    expect(() => place(null, [...cluster('-'), ...cluster('-')], 16, 3)).toThrow('one id');
  });
});

describe('any plan', () => {
  it('is legal: distinct nodes, the zone rule, and every load within its bounds', () => {
    fc.assert(
      fc.property(clusters, ({ members, partitions, replicas }) => {
        const placement = place(null, members, partitions, replicas);
        expect(illegalities(placement, members, replicas)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('stays legal while nodes come, go, change zone and weight', () => {
    fc.assert(
      fc.property(clusters, fc.array(clusters, { maxLength: 3 }), (first, then) => {
        const { partitions } = first;
        let placement = place(null, first.members, partitions, first.replicas);
        for (const { members, replicas } of then) {
          placement = place(placement, members, partitions, replicas);
          expect(illegalities(placement, members, replicas)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('starts from anything: a placement damaged at random is mended', () => {
    const damaged = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(clusters, damaged, ({ members, replicas }, previous) => {
        const placement = place(previous, members, previous.length, replicas);
        expect(illegalities(placement, members, replicas)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('is converged: planning again from it changes nothing', () => {
    fc.assert(
      fc.property(clusters, clusters, (one, two) => {
        const first = place(null, one.members, one.partitions, one.replicas);
        const second = place(first, two.members, one.partitions, two.replicas);
        for (const [placement, { members, replicas }] of [
          [first, one],
          [second, two],
        ] as const) {
          const again = place(placement, members, one.partitions, replicas);
          expect(diff(placement, again)).toEqual([]);
          expect(again).toEqual(placement);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order in which members are listed', () => {
    fc.assert(
      fc.property(clusters, ({ members, partitions, replicas }) => {
        const turned = [...members].reverse();
        expect(place(null, turned, partitions, replicas)).toEqual(
          place(null, members, partitions, replicas),
        );
      }),
    );
  });
});

describe('moving as little as R12 permits', () => {
  const sizes = fc.record({
    nodes: fc.integer({ min: 3, max: 12 }),
    partitions: fc.integer({ min: 1, max: 128 }),
  });
  const equal = (count: number): readonly Member[] => cluster(Array(count).fill('-').join(' '));

  it('moves to a new node only what it lacks of 0.9 of its share or others hold above 1.1 of theirs', () => {
    fc.assert(
      fc.property(sizes, ({ nodes, partitions }) => {
        const members = equal(nodes + 1);
        const before = place(null, equal(nodes), partitions, 3);
        const after = place(before, members, partitions, 3);
        const share = (partitions * 3) / (nodes + 1);
        const surplus = loads(before, members)
          .map((load) => Math.max(0, load - Math.ceil(1.1 * share - 1e-9)))
          .reduce((a, b) => a + b, 0);
        const lacking = loads(before, members)
          .map((load) => Math.max(0, Math.floor(0.9 * share + 1e-9) - load))
          .reduce((a, b) => a + b, 0);
        const added = diff(before, after).flatMap((move) => move.add);
        expect(added.length).toBeLessThanOrEqual(Math.max(surplus, lacking));
        if (surplus === 0) expect(new Set(added).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  it('replaces a lost node with hardly a move besides its own replicas', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), ({ nodes, partitions }, pick) => {
        const members = equal(nodes + 1);
        const before = place(null, members, partitions, 3);
        const left = members.filter((_, i) => i !== pick % members.length);
        const lost = loads(before, members)[pick % members.length] ?? 0;
        const share = (partitions * 3) / nodes;
        const lacking = loads(before, left)
          .map((load) => Math.max(0, Math.floor(0.9 * share + 1e-9) - load))
          .reduce((a, b) => a + b, 0);
        const moved = movedReplicas(before, place(before, left, partitions, 3));
        expect(moved).toBeGreaterThanOrEqual(nodes >= 3 ? lost : 0);
        expect(moved).toBeLessThanOrEqual(lost + lacking);
      }),
      { numRuns: 200 },
    );
  });

  it('moves nothing when three nodes of three replicas stay and one of them changes its weight', () => {
    const before = place(null, cluster('- - -'), 16, 3);
    const after = place(before, cluster('- - -*5'), 16, 3);
    expect(diff(before, after).flatMap((move) => [...move.add, ...move.remove])).toEqual([]);
  });

  it('keeps the replica of each zone when a zone twice used gets a third zone to share with', () => {
    const before = place(null, cluster('a a b b'), 32, 3);
    const members = cluster('a a b b c c');
    const after = place(before, members, 32, 3);
    for (const move of diff(before, after)) expect(move.add.length).toBeLessThanOrEqual(2);
    const added = diff(before, after).flatMap((move) => move.add);
    expect(added.filter((id) => id >= 5).length).toBe(32);
  });

  it('spreads the leaders of equal nodes within one of a fair share, and keeps them so', () => {
    fc.assert(
      fc.property(sizes, ({ nodes, partitions }) => {
        let placement: Placement | null = null;
        for (const count of [nodes, nodes + 1, nodes - 1]) {
          if (count < 1) continue;
          const members = equal(count);
          placement = place(placement, members, partitions, 3);
          for (const led of leads(placement, members)) {
            expect(Math.abs(led - partitions / count)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('moves a leadership only when a node leads more than one off its share', () => {
    const members = cluster('- - - -');
    const before = place(null, members, 64, 3);
    const tilted = before.map((ids, p) => {
      const [first, ...rest] = ids;
      return p === 0 && rest[0] !== undefined && first !== undefined
        ? [rest[0], first, rest[1] ?? 0]
        : ids;
    });
    const moves = diff(tilted, place(tilted, members, 64, 3));
    expect(moves.length).toBeLessThanOrEqual(1);
    for (const move of moves) expect([...move.add, ...move.remove]).toEqual([]);
  });
});

describe('a plan at the largest size', () => {
  it('places 4096 partitions on 60 nodes of 3 zones and takes in another node', () => {
    const members = cluster(Array.from({ length: 61 }, (_, i) => 'abc'[i % 3]).join(' '));
    const before = place(null, members.slice(0, 60), 4_096, 3);
    expect(illegalities(before, members.slice(0, 60), 3)).toEqual([]);
    const after = place(before, members, 4_096, 3);
    expect(illegalities(after, members, 3)).toEqual([]);
    expect(movedReplicas(before, after)).toBeLessThanOrEqual(Math.ceil((1.1 * 3 * 4_096) / 61));
  });
});

describe('diff', () => {
  it('names per partition who joins, who leaves and who leads', () => {
    expect(
      diff(
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        [
          [1, 2],
          [3, 1],
          [2, 1],
        ],
      ),
    ).toEqual([
      { partition: 1, add: [3], remove: [2], leader: 3 },
      { partition: 2, add: [], remove: [], leader: 2 },
    ]);
  });

  it('takes the order of followers for no change', () => {
    expect(diff([[1, 2, 3]], [[1, 3, 2]])).toEqual([]);
  });
});

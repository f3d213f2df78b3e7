import { beforeAll, describe, expect, it } from 'vitest';
import { buildRing, metaVoters, walk } from '../../src/ring/index.ts';
import { type Hash32, loadHash } from '../../src/util/hash.ts';
import { cluster } from './cluster.ts';

let hash: Hash32;
beforeAll(async () => {
  hash = await loadHash();
});

describe('a walk around the ring', () => {
  it('meets every member once, from every token, and goes on past the end', () => {
    const ring = buildRing(cluster('- - - - -'), hash);
    for (const token of [0, 1, 0x8000_0000, 0xffff_ffff]) {
      expect([...walk(ring, token)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    }
    const last = ring.tokens[ring.tokens.length - 1] ?? 0;
    expect(walk(ring, last + 1)).toEqual(walk(ring, 0));
  });

  it('keeps the order of the others when a member joins', () => {
    const four = buildRing(cluster('- - - -'), hash);
    const five = buildRing(cluster('- - - - -'), hash);
    for (let token = 0; token < 2 ** 32; token += 2 ** 26) {
      expect(walk(five, token).filter((member) => member !== 4)).toEqual(walk(four, token));
    }
  });

  it('meets a member first about as often as its weight says', () => {
    const ring = buildRing(cluster('- - -*2'), hash);
    const first = [0, 0, 0];
    for (let token = 0; token < 2 ** 32; token += 2 ** 20) {
      const member = walk(ring, token)[0] ?? 0;
      first[member] = (first[member] ?? 0) + 1;
    }
    expect(first[2]).toBeGreaterThan(0.35 * 4_096);
    expect(first[2]).toBeLessThan(0.65 * 4_096);
  });

  it('has at least one point for a tiny weight and a bounded number for a huge one', () => {
    const ring = buildRing(cluster('-*0.0001 -*1000000'), hash);
    expect(ring.owners.filter((owner) => owner === 0).length).toBe(1);
    expect(ring.owners.length).toBe(1_025);
  });
});

describe('voters of the meta group', () => {
  it.each([
    ['-', [1]],
    ['- -', [1]],
    ['- - -', [1, 2, 3]],
    ['- - - -', [1, 2, 3]],
    ['- - - - - - -', [1, 2, 3, 4, 5]],
    ['a a a b c', [1, 2, 3, 4, 5]],
    ['a a b b c c', [1, 2, 3, 4, 5]],
    ['a a a b b b c c c', [1, 2, 4, 5, 7]],
    ['a a a b', [1, 2, 4]],
    ['-*0 - - -', [2, 3, 4]],
  ])('of %s are %j', (line, voters) => {
    expect(metaVoters(cluster(line))).toEqual(voters);
  });

  it('stay while they fit, so that a new node alone changes nothing', () => {
    expect(metaVoters(cluster('- - - -'), [2, 3, 4])).toEqual([2, 3, 4]);
    expect(metaVoters(cluster('- - - - -'), [2, 3, 4])).toEqual([1, 2, 3, 4, 5]);
  });

  it('leave a zone that they crowd', () => {
    expect(metaVoters(cluster('a a a b c'), [1, 2, 3])).toEqual([1, 2, 3, 4, 5]);
    expect(metaVoters(cluster('a a a b'), [1, 2, 3])).toEqual([1, 2, 4]);
  });

  it('of no nodes are none', () => {
    expect(metaVoters([])).toEqual([]);
  });
});

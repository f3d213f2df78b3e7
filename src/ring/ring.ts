import { assert, at } from '../util/assert.ts';
import { utf8 } from '../util/bytes.ts';
import type { Hash32 } from '../util/hash.ts';
import type { Member } from './member.ts';

/** Enough that a node's share of the ring is within about a tenth of its weight; the bounds do the rest (R12). */
const VIRTUAL_NODES_PER_WEIGHT = 64;
/** Bounds the ring whatever weights are configured. */
const VIRTUAL_NODES_MAX = 1_024;

/**
 * The token space as a circle, each member at many points of it, in proportion to its weight.
 *
 *      0         2^31        2^32
 *      |--b-a---c--b-c-a--b--a-|      walk from a token to the right, on past the end to the start,
 *           ^ token -> c, b, a         and name each member when it is met first
 */
export interface Ring {
  /** Ascending; `owners[i]` is the index, in the list of members, of the one at `tokens[i]`. */
  readonly tokens: readonly number[];
  readonly owners: readonly number[];
  readonly members: number;
}

/** Places members by a hash of their ids, so that a member's points do not depend on who else is there. */
export function buildRing(members: readonly Member[], hash: Hash32): Ring {
  const points: { token: number; owner: number; id: number }[] = [];
  members.forEach(({ id, weight }, owner) => {
    assert(
      Number.isFinite(weight) && weight > 0,
      () => `member ${id} on the ring with weight ${weight}`,
    );
    const count = Math.round(weight * VIRTUAL_NODES_PER_WEIGHT);
    for (let k = 0; k < Math.min(VIRTUAL_NODES_MAX, Math.max(1, count)); k++) {
      points.push({ token: hash(utf8(`${id}/${k}`)), owner, id });
    }
  });
  points.sort((a, b) => a.token - b.token || a.id - b.id);
  return {
    tokens: points.map((point) => point.token),
    owners: points.map((point) => point.owner),
    members: members.length,
  };
}

/** Indexes of all members in the order in which a walk clockwise from `token` meets them. */
export function walk(ring: Ring, token: number): readonly number[] {
  const met: number[] = [];
  const seen = new Uint8Array(ring.members);
  const start = firstAtOrAfter(ring.tokens, token);
  for (let step = 0; step < ring.tokens.length && met.length < ring.members; step++) {
    const owner = at(ring.owners, (start + step) % ring.tokens.length, 'virtual node');
    if (seen[owner] === 1) continue;
    seen[owner] = 1;
    met.push(owner);
  }
  return met;
}

function firstAtOrAfter(tokens: readonly number[], token: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(tokens, middle, 'token') < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

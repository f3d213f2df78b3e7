import { assert, at } from '../util/assert.ts';
import type { Hash32 } from '../util/hash.ts';
import { balance } from './bounded-loads.ts';
import { fairShares } from './fair-shares.ts';
import { balanceLeaders } from './leaders.ts';
import { eligible, type Member } from './member.ts';
import { buildRing, type Ring, walk } from './ring.ts';
import { PARTITIONS_MAX, tokenOf } from './routing.ts';
import { ZoneCount, type ZoneRules, zoneRules } from './zones.ts';

/** Member ids of each partition; the first is the preferred leader. */
export type Placement = readonly (readonly number[])[];

export interface PlanOptions {
  readonly partitions: number;
  readonly replicas: number;
  readonly hash: Hash32;
}

/** More replicas than this would slow every write for no gain that a second cluster would not give. */
export const REPLICAS_MAX = 9;

/** A node is moved away from only above this multiple of its fair share, and filled only below the other (R12). */
const OVERFULL = 1.1;
const UNDERFULL = 0.9;
/** Keeps 1.1 x 20 = 22.000000000000004 from having the ceiling 23. */
const ROUNDING = 1e-9;

/**
 * Where the replicas of every partition should live (R12). Starts from what is: each replica stays that is legal
 * (its node is there, is not drained, and the zone rule holds), missing ones go to the first nodes with room on a
 * walk around the ring, and then only what is above ceil(1.1 x fair share) moves, or what fills nodes below
 * floor(0.9 x fair share). The zone rule wins over these bounds. Pure and deterministic: the same input gives the
 * same plan on every node, and planning again from the result changes nothing.
 *
 * `previous` is null for a new cluster. With fewer nodes than `replicas`, every node holds every partition.
 */
export function plan(
  previous: Placement | null,
  members: readonly Member[],
  options: PlanOptions,
): Placement {
  const { partitions, replicas, hash } = options;
  assert(
    partitions >= 1 && partitions <= PARTITIONS_MAX,
    () => `${partitions} partitions outside 1..${PARTITIONS_MAX}`,
  );
  assert(
    replicas >= 1 && replicas <= REPLICAS_MAX,
    () => `${replicas} replicas outside 1..${REPLICAS_MAX}`,
  );
  assert(
    previous === null || previous.length === partitions,
    () => `a placement of ${previous?.length} partitions planned for ${partitions}`,
  );
  const nodes = eligible(members);
  assert(nodes.length > 0, () => `no member can hold a replica, of ${members.length}`);
  assert(new Set(nodes.map((n) => n.id)).size === nodes.length, 'two members with one id');

  const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
  const before = Array.from({ length: partitions }, (_, p) => previous?.[p] ?? []);
  const kept = before.map((ids) => [...new Set(ids)].flatMap((id) => indexOf.get(id) ?? []));
  const rules = zoneRules(nodes, replicas);
  const shares = fairShares(nodes, rules, partitions);
  const draft = new Draft(kept, rules, shares);
  draft.fill(buildRing(nodes, hash));
  draft.balance();
  draft.check();
  const leaders = balanceLeaders(
    draft.sets,
    before.map((ids) => indexOf.get(ids[0] ?? -1) ?? -1),
    shares.map((share) => share / rules.replicas),
  );
  return draft.sets.map((set, p) => {
    const leader = at(leaders, p, 'leader');
    return [leader, ...set.filter((node) => node !== leader)].map(
      (node) => at(nodes, node, 'node').id,
    );
  });
}

/** A placement in the making, in indexes of nodes instead of ids. */
class Draft {
  readonly sets: number[][];
  readonly #zones: ZoneCount[];
  readonly #rules: ZoneRules;
  readonly #shares: readonly number[];
  readonly #least: readonly number[];
  readonly #most: readonly number[];
  readonly #loads: number[];

  constructor(
    previous: readonly (readonly number[])[],
    rules: ZoneRules,
    shares: readonly number[],
  ) {
    this.#rules = rules;
    this.#shares = shares;
    this.#least = shares.map((share) => Math.floor(share * UNDERFULL + ROUNDING));
    this.#most = shares.map((share) => Math.ceil(share * OVERFULL - ROUNDING));
    this.#loads = shares.map(() => 0);
    this.sets = previous.map(() => []);
    this.#zones = previous.map(() => new ZoneCount(rules));
    this.#keep(previous);
  }

  /**
   * Keeps every replica that is part of a legal set. Where a set as a whole is not legal, something must go; the
   * legal ones are counted first, so that it goes from the nodes that hold the most.
   */
  #keep(previous: readonly (readonly number[])[]): void {
    const broken: number[] = [];
    previous.forEach((set, p) => {
      const isLegal = new ZoneCount(this.#rules, set).isLegal();
      if (isLegal) for (const node of set) this.#add(p, node);
      else broken.push(p);
    });
    for (const p of broken) {
      const set = at(previous, p, 'partition');
      const emptiestFirst = [...set].sort((a, b) => this.#fullness(a) - this.#fullness(b));
      const stays = new ZoneCount(this.#rules);
      const chosen = new Set<number>();
      for (const node of emptiestFirst) {
        if (!stays.mayAdd(node)) continue;
        stays.add(node);
        chosen.add(node);
      }
      for (const node of set) if (chosen.has(node)) this.#add(p, node);
    }
  }

  /** Completes every set along the ring: nodes that lack load first, then nodes with room, then any legal one. */
  fill(ring: Ring): void {
    this.sets.forEach((set, p) => {
      const zones = at(this.#zones, p, 'partition');
      if (zones.missing === 0) return;
      const order = walk(ring, tokenOf(p, this.sets.length));
      while (zones.missing > 0) {
        const legal = order.filter((node) => !set.includes(node) && zones.mayAdd(node));
        const next =
          legal.find((node) => this.#load(node) < at(this.#least, node, 'lower bound')) ??
          legal.find((node) => this.#load(node) < at(this.#most, node, 'upper bound')) ??
          legal[0];
        assert(
          next !== undefined,
          () => `partition ${p} misses ${zones.missing} replicas and no node fits`,
        );
        this.#add(p, next);
      }
    });
  }

  balance(): void {
    balance({
      loads: this.#loads,
      least: this.#least,
      most: this.#most,
      shares: this.#shares,
      movable: (from, to) => this.#movable(from, to),
      move: (p, from, to) => {
        const set = at(this.sets, p, 'partition');
        const place = set.indexOf(from);
        assert(
          place >= 0 && !set.includes(to),
          () => `partition ${p} cannot move from ${from} to ${to}`,
        );
        set[place] = to;
        at(this.#zones, p, 'partition').swap(from, to);
      },
    });
  }

  check(): void {
    this.sets.forEach((set, p) => {
      assert(
        new Set(set).size === set.length,
        () => `partition ${p} twice on one node: ${set.join()}`,
      );
      assert(
        new ZoneCount(this.#rules, set).isLegal(),
        () => `partition ${p} breaks the zone rule: ${set.join()}`,
      );
    });
  }

  /**
   * The first partition, in ring order, that may move. Each pair starts its search elsewhere, so that moves are
   * spread over the ring instead of all hitting the partitions with low numbers.
   */
  #movable(from: number, to: number): number {
    const count = this.sets.length;
    const start = Math.floor((to * count) / this.#loads.length);
    for (let step = 0; step < count; step++) {
      const p = (start + step) % count;
      const set = at(this.sets, p, 'partition');
      if (!set.includes(from) || set.includes(to)) continue;
      if (at(this.#zones, p, 'partition').maySwap(from, to)) return p;
    }
    return -1;
  }

  #add(p: number, node: number): void {
    at(this.sets, p, 'partition').push(node);
    at(this.#zones, p, 'partition').add(node);
    this.#loads[node] = this.#load(node) + 1;
  }

  #load(node: number): number {
    return at(this.#loads, node, 'load');
  }

  #fullness(node: number): number {
    return this.#load(node) / at(this.#shares, node, 'share');
  }
}

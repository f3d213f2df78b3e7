import { assert, at } from '../util/assert.ts';
import { type Member, zoneOf } from './member.ts';

/**
 * How many replicas of one partition each zone may hold (R12). Zones fill evenly: with as many zones as replicas
 * each holds at most one; with fewer, all hold one before any holds two, and so on, as far as their nodes go. So
 * 5 replicas on 3 zones are 2+2+1, never 3+1+1, and losing any one zone leaves a majority.
 *
 *     replicas 5     zone a  ##      least 1, most 2
 *                    zone b  ##      least 1, most 2
 *                    zone c  #       one node only: least 1, most 1
 */
export interface ZoneRules {
  /** Index of the zone of each member. */
  readonly zoneOfMember: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
  /** Replicas of one partition: what was asked for, or all members when there are fewer. */
  readonly replicas: number;
}

export function zoneRules(members: readonly Member[], replicasWanted: number): ZoneRules {
  const replicas = Math.min(replicasWanted, members.length);
  const names = [...new Set(members.map(zoneOf))];
  const zoneOfMember = members.map((member) => names.indexOf(zoneOf(member)));
  const sizes = names.map((_, zone) => zoneOfMember.filter((other) => other === zone).length);
  let level = 0;
  while (filledTo(sizes, level + 1) <= replicas && level < replicas) level++;
  const spare = filledTo(sizes, level) < replicas ? 1 : 0;
  return {
    zoneOfMember,
    least: sizes.map((size) => Math.min(size, level)),
    most: sizes.map((size) => Math.min(size, level + spare)),
    replicas,
  };
}

/** Replicas placed when every zone holds up to `level`. */
function filledTo(sizes: readonly number[], level: number): number {
  return sizes.reduce((sum, size) => sum + Math.min(size, level), 0);
}

/** Replicas of one partition per zone; answers what may be added, taken or swapped. */
export class ZoneCount {
  readonly #rules: ZoneRules;
  readonly #counts: number[];
  #total = 0;
  /** Replicas that zones below their least still need. */
  #owed: number;

  constructor(rules: ZoneRules, members: readonly number[] = []) {
    this.#rules = rules;
    this.#counts = rules.least.map(() => 0);
    this.#owed = rules.least.reduce((sum, least) => sum + least, 0);
    for (const member of members) this.add(member);
  }

  get missing(): number {
    return this.#rules.replicas - this.#total;
  }

  /** True when this member can be added and the rest can still be completed to a legal set. */
  mayAdd(member: number): boolean {
    const zone = this.#zone(member);
    const count = this.#count(zone);
    if (this.missing === 0 || count >= at(this.#rules.most, zone, 'zone')) return false;
    const owedAfter = this.#owed - (count < at(this.#rules.least, zone, 'zone') ? 1 : 0);
    return owedAfter <= this.missing - 1;
  }

  add(member: number): void {
    const zone = this.#zone(member);
    if (this.#count(zone) < at(this.#rules.least, zone, 'zone')) this.#owed--;
    this.#counts[zone] = this.#count(zone) + 1;
    this.#total++;
  }

  /** True when a full legal set stays legal after `from` gave its place to `to`. */
  maySwap(from: number, to: number): boolean {
    const zoneFrom = this.#zone(from);
    const zoneTo = this.#zone(to);
    if (zoneFrom === zoneTo) return true;
    return (
      this.#count(zoneFrom) > at(this.#rules.least, zoneFrom, 'zone') &&
      this.#count(zoneTo) < at(this.#rules.most, zoneTo, 'zone')
    );
  }

  swap(from: number, to: number): void {
    assert(this.missing === 0, () => `swap in a set that misses ${this.missing} replicas`);
    this.#counts[this.#zone(from)] = this.#count(this.#zone(from)) - 1;
    this.#counts[this.#zone(to)] = this.#count(this.#zone(to)) + 1;
  }

  isLegal(): boolean {
    return (
      this.missing === 0 &&
      this.#counts.every(
        (count, zone) =>
          count >= at(this.#rules.least, zone, 'zone') &&
          count <= at(this.#rules.most, zone, 'zone'),
      )
    );
  }

  #zone(member: number): number {
    return at(this.#rules.zoneOfMember, member, 'zone of member');
  }

  #count(zone: number): number {
    return at(this.#counts, zone, 'zone count');
  }
}

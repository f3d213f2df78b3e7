import type { Operation } from '../history/operations.ts';
import { Floors } from './certificate-order.ts';
import { type Certified, nameOf, Refuted } from './certified.ts';
import { effectOf, valueText } from './models/register.ts';

/** An operation without a known revision that may have, or must have, changed something. */
export interface Unplaced {
  readonly operation: Operation;
  /** Revisions of its partition up to this one were answered before it began: it can only have a higher one. */
  readonly floor: number;
  /** The revision at which a read saw what it did, or null. */
  seenAt: number | null;
}

/** Who filled the revisions that no answer has. */
export interface Gaps {
  /** By partition, revisions that nobody was seen to make, ascending, without those in `pinned`. */
  readonly free: ReadonlyMap<number, readonly number[]>;
  readonly unplaced: readonly Unplaced[];
  readonly partitionOf: ReadonlyMap<string, number>;
  /** How many revisions unknown outcomes account for. */
  readonly filled: number;
}

/**
 * Revisions are dense (R30), so a revision that no answer has was made by an operation of unknown outcome:
 *
 *   answered   5 6 _ 8 _ 10      a read shows a record with modRevision 7: an open write of that value made it
 *                  7   9         nobody saw 9: some open operation that began before it was passed made it
 *
 * The runs' clients alone write to these partitions. Below the lowest revision answered nothing is known. Throws
 * Refuted if a record has no possible author, or if there are more holes than operations that could fill them.
 */
export function gapsOf(operations: readonly Operation[], certified: readonly Certified[]): Gaps {
  const partitionOf = new Map(certified.map(({ operation, at }) => [operation.key, at.partition]));
  const unplaced = unplacedOf(operations, certified, partitionOf);
  const pins = pinsOf(certified);
  for (const pin of pins) place(pin, unplaced);
  const taken = new Map<number, Set<number>>();
  for (const { partition, revision } of pins) setOf(taken, partition).add(revision);
  for (const { at, changes } of certified) {
    if (changes) setOf(taken, at.partition).add(at.revision);
  }
  const free = new Map<number, readonly number[]>();
  let filled = pins.length;
  for (const [partition, range] of rangesOf(certified)) {
    const fitting = unplaced.filter(({ operation, seenAt }) => {
      const home = partitionOf.get(operation.key);
      return seenAt === null && (home === undefined || home === partition);
    });
    const missing = missingIn(range, taken.get(partition) ?? new Set(), fitting.length);
    if (missing === null || !fits(missing, fitting)) {
      throw new Refuted(
        `partition ${partition} has ${missing === null ? 'more' : missing.length} revisions that nobody was told of than the ${fitting.length} operations of unknown outcome explain: something ran twice, or somebody else wrote`,
      );
    }
    free.set(partition, missing);
    filled += missing.length;
  }
  return { free, unplaced, partitionOf, filled };
}

function unplacedOf(
  operations: readonly Operation[],
  certified: readonly Certified[],
  partitionOf: ReadonlyMap<string, number>,
): Unplaced[] {
  const floors = new Floors(certified);
  return operations
    .filter(({ f, outcome, at }) => {
      return f !== 'read' && (outcome === 'open' || (outcome === 'ok' && at === undefined));
    })
    .map((operation) => {
      floors.advance(operation.invoked);
      const home = partitionOf.get(operation.key);
      const before = home === undefined ? undefined : floors.revision(home);
      return { operation, floor: before?.at.revision ?? 0, seenAt: null };
    });
}

/** A revision that no answer has, and the record of it that reads saw. */
interface Pin {
  readonly partition: number;
  readonly revision: number;
  readonly key: string;
  readonly value: string;
  readonly seenBy: Operation;
}

/** Ascending. */
function pinsOf(certified: readonly Certified[]): Pin[] {
  const answered = new Set(
    certified.filter(({ changes }) => changes).map(({ at }) => `${at.partition}/${at.revision}`),
  );
  const pins = new Map<string, Pin>();
  for (const { operation, at, changes } of certified) {
    const { partition, modRevision: revision } = at;
    const place = `${partition}/${revision}`;
    // The record of a mismatch may be one that the stored answer of an earlier try has lost.
    if (changes || operation.outcome === 'mismatch' || revision === 0) continue;
    if (answered.has(place)) continue;
    const pin = {
      partition,
      revision,
      key: operation.key,
      value: valueText(operation.result),
      seenBy: operation,
    };
    const known = pins.get(place) ?? pin;
    if (known.key !== pin.key || known.value !== pin.value) {
      throw new Refuted(
        `${nameOf(known.seenBy)} and ${nameOf(operation)} see different records of revision ${revision}`,
      );
    }
    pins.set(place, known);
  }
  return [...pins.values()].sort((a, b) => a.revision - b.revision);
}

/**
 * The possible author with the highest floor: pins come in ascending order, so whoever fits this one fits later ones too,
 * and low floors are needed for what nobody saw.
 */
function place(pin: Pin, unplaced: readonly Unplaced[]): void {
  let author: Unplaced | undefined;
  for (const one of unplaced) {
    const { operation, floor, seenAt } = one;
    if (operation.key !== pin.key || seenAt !== null || floor >= pin.revision) continue;
    if (operation.f !== 'add' && effectOf(operation) !== pin.value) continue;
    if (author === undefined || floor > author.floor) author = one;
  }
  if (author === undefined) {
    throw new Refuted(
      `${nameOf(pin.seenBy)} sees ${pin.value} of revision ${pin.revision}, which nobody can have written`,
    );
  }
  author.seenAt = pin.revision;
}

interface Range {
  /** The highest revision about whose author nothing can be said. */
  below: number;
  to: number;
}

function rangesOf(certified: readonly Certified[]): Map<number, Range> {
  const ranges = new Map<number, Range>();
  for (const { at, changes } of certified) {
    const below = changes ? at.revision - 1 : at.revision;
    const range = ranges.get(at.partition) ?? { below, to: at.revision };
    range.below = Math.min(range.below, below);
    range.to = Math.max(range.to, at.revision);
    ranges.set(at.partition, range);
  }
  return ranges;
}

/** Null: more than `limit`. */
function missingIn(
  { below, to }: Range,
  taken: ReadonlySet<number>,
  limit: number,
): number[] | null {
  const missing: number[] = [];
  for (let revision = below + 1; revision <= to; revision++) {
    if (taken.has(revision)) continue;
    if (missing.push(revision) > limit) return null;
  }
  return missing;
}

/** Hall's condition; as the floors are only from below, it is enough to count. */
function fits(missing: readonly number[], candidates: readonly Unplaced[]): boolean {
  const floors = candidates.map(({ floor }) => floor).sort((a, b) => a - b);
  return missing.every((revision, index) => (floors[index] ?? revision) < revision);
}

function setOf(sets: Map<number, Set<number>>, partition: number): Set<number> {
  const found = sets.get(partition) ?? new Set();
  sets.set(partition, found);
  return found;
}

import { appendSuffixBytes } from '../../src/util/append-key.ts';
import type { ClientOperation } from '../clients/history.ts';
import type { Change, PartitionFacts, Seen, Sight } from './facts.ts';
import { Floors } from './floors.ts';
import type { Effect, OpenWrite } from './open-writes.ts';

/** One key's part of a write of unknown outcome. */
export interface OpenEffect {
  readonly effect: Effect;
  readonly write: OpenWrite;
  /** Revisions up to this one were answered before it began, so it has a higher one. */
  readonly floor: number;
}

/**
 * A partition by revision. Each change has a revision of its own (R30), so what nobody was told of left a hole:
 *
 *   revision   1 put a   2 put b   3   4 del a   5 ...        3: a write of unknown outcome, or a key whose time had come
 *
 * Records that were read fill holes: whoever saw "modRevision 3" saw what happened there.
 */
export class Timeline {
  readonly facts: PartitionFacts;
  readonly #keys = new Map<string, KeyLine>();
  /** By revision, the keys that it is known to have changed. */
  readonly #owners = new Map<number, Set<string>>();
  readonly #open = new Map<string, OpenEffect[]>();
  readonly #floors = new Map<OpenWrite, number>();
  readonly #ambiguous: { readonly revision: number; readonly sights: readonly Sight[] }[] = [];
  /** Sights of records that nobody can have left. */
  readonly orphans: readonly Sight[];
  /** Revisions of which nobody knows for certain who made them, ascending. */
  readonly holes: readonly number[];

  constructor(facts: PartitionFacts) {
    this.facts = facts;
    for (const change of facts.changes) this.#add(change);
    this.#collectOpen();
    this.orphans = this.#adopt();
    for (const line of this.#keys.values()) line.sort();
    this.holes = this.#findHoles();
  }

  /** Null: nobody is known to have changed it. */
  key(key: string): KeyLine | null {
    return this.#keys.get(key) ?? null;
  }

  get keys(): Iterable<readonly [string, KeyLine]> {
    return this.#keys;
  }

  floorOf(write: OpenWrite): number {
    return this.#floors.get(write) ?? 0;
  }

  openOn(key: string): readonly OpenEffect[] {
    const own = this.#open.get(key) ?? [];
    const appended = this.#open.get(key.slice(0, -appendSuffixBytes)) ?? [];
    return appended.length === 0
      ? own
      : [...own, ...appended].filter(({ effect }) => reaches(effect, key));
  }

  /** How many revisions in (after, upTo] nobody is known to have made. */
  holesWithin(after: number, upTo: number): number {
    return countUpTo(this.holes, upTo) - countUpTo(this.holes, after);
  }

  /** Whether a write of unknown outcome may have done such a thing to the key within (after, upTo]. */
  mayHave(what: (effect: Effect) => boolean, key: string, after: number, upTo: number): boolean {
    const open = this.openOn(key);
    if (open.length === 0 || this.holesWithin(after, upTo) === 0) return false;
    return open.some(
      ({ effect, write, floor }) =>
        what(effect) && write.seenAt === null && this.holesWithin(Math.max(after, floor), upTo) > 0,
    );
  }

  #add(change: Change): void {
    this.#line(change.key).add(change);
    const keys = this.#owners.get(change.revision);
    if (keys === undefined) this.#owners.set(change.revision, new Set([change.key]));
    else keys.add(change.key);
  }

  #line(key: string): KeyLine {
    let line = this.#keys.get(key);
    if (line === undefined) {
      line = new KeyLine();
      this.#keys.set(key, line);
    }
    return line;
  }

  #collectOpen(): void {
    const { open, byEnd } = this.facts;
    if (open.length === 0) return;
    const floors = new Floors(byEnd);
    for (const write of open) {
      const floor = floors.before(write.operation.invoked)?.revision ?? 0;
      this.#floors.set(write, floor);
      for (const effect of write.effects) {
        const known = this.#open.get(effect.key);
        const one = { effect, write, floor };
        if (known === undefined) this.#open.set(effect.key, [one]);
        else known.push(one);
      }
    }
  }

  /**
   * Records that were read and that no answered write left were left by writes of unknown outcome. Where only one of
   * them fits, that one took effect at that revision; where several do, the revision stays a hole.
   */
  #adopt(): Sight[] {
    const byRevision = new Map<number, Map<string, Sight>>();
    for (const sight of this.facts.sights) {
      const revision = sight.record?.modRevision;
      if (revision === undefined || this.#owners.get(revision)?.has(sight.key)) continue;
      const found = byRevision.get(revision) ?? new Map<string, Sight>();
      byRevision.set(revision, found);
      if (found.get(sight.key)?.record?.value === undefined) found.set(sight.key, sight);
    }
    const orphans: Sight[] = [];
    const revisions = [...byRevision].sort(([a], [b]) => a - b);
    for (const [revision, found] of revisions) {
      const sights = [...found.values()];
      const authors = this.#owners.has(revision) ? [] : this.#authorsOf(revision, sights);
      const [author] = authors;
      if (author === undefined) orphans.push(...sights);
      else if (authors.length === 1) this.#settle(author, revision, sights);
      else this.#ambiguous.push({ revision, sights });
    }
    for (const { revision, sights } of this.#ambiguous) this.#note(revision, sights);
    return orphans;
  }

  /** Writes of unknown outcome that can have left all of these records. */
  #authorsOf(revision: number, sights: readonly Sight[]): OpenWrite[] {
    const [first] = sights;
    const authors: OpenWrite[] = [];
    for (const { write, floor } of this.openOn(first?.key ?? '')) {
      if (write.seenAt !== null || floor >= revision) continue;
      const left = sights.every(({ key, record }) =>
        write.effects.some((effect) => reaches(effect, key) && leaves(effect, record?.value)),
      );
      if (left) authors.push(write);
    }
    return authors;
  }

  #settle(author: OpenWrite, revision: number, sights: readonly Sight[]): void {
    author.seenAt = revision;
    for (const effect of author.effects) {
      const sight = sights.find(({ key }) => reaches(effect, key));
      const seen = sight?.record;
      const value = 'value' in effect ? effect.value : seen?.value;
      const key = effect.kind === 'append' ? (sight?.key ?? effect.key) : effect.key;
      this.#add(foundChange(author.operation, key, revision, value, seen));
    }
  }

  #note(revision: number, sights: readonly Sight[]): void {
    for (const { key, record, by } of sights) {
      this.#line(key).add(foundChange(by, key, revision, record?.value, record));
    }
  }

  #findHoles(): number[] {
    let highest = 0;
    for (const { revision } of this.facts.points) highest = Math.max(highest, revision);
    const holes: number[] = [];
    for (let revision = 1; revision <= highest; revision++) {
      if (!this.#owners.has(revision)) holes.push(revision);
    }
    return holes;
  }
}

export function writes(effect: Effect): boolean {
  return effect.kind === 'put' || effect.kind === 'append' || effect.kind === 'add';
}

/** Whether it may be about this key. */
function reaches(effect: Effect, key: string): boolean {
  if (effect.kind !== 'append') return effect.key === key;
  return key.startsWith(effect.key) && key.length === effect.key.length + appendSuffixBytes;
}

export function removes(effect: Effect): boolean {
  return effect.kind === 'delete';
}

export function touches(effect: Effect): boolean {
  return effect.kind === 'touch';
}

/** Gives the record an end. */
export function limits(effect: Effect): boolean {
  return 'ttlMs' in effect && effect.ttlMs > 0;
}

function foundChange(
  by: ClientOperation,
  key: string,
  revision: number,
  value: string | undefined,
  seen: Seen | null | undefined,
): Change {
  const { version, createRevision } = seen ?? {};
  const after: Seen = {
    modRevision: revision,
    ...(value !== undefined && { value }),
    ...(version !== undefined && { version }),
    ...(createRevision !== undefined && { createRevision }),
  };
  return { key, revision, kind: 'write', after, by };
}

/** Whether the effect can leave a record of that value, where it is known. */
function leaves(effect: Effect, value: string | undefined): boolean {
  if ('value' in effect) return value === undefined || value === effect.value;
  return effect.kind === 'add';
}

/** The known changes of one key. */
export class KeyLine {
  /** Ascending by revision. */
  readonly writes: Change[] = [];
  readonly touches: Change[] = [];

  add(change: Change): void {
    (change.kind === 'write' ? this.writes : this.touches).push(change);
  }

  sort(): void {
    this.writes.sort(byRevision);
    this.touches.sort(byRevision);
  }

  /** The last known write at or below a revision. */
  lastWrite(revision: number): Change | null {
    return lastUpTo(this.writes, revision);
  }

  /** Of the record that `write` left: its expiry at a revision as far as it is known, and what set it. */
  expiry(write: Change, revision: number): Change | null {
    const touch = lastUpTo(this.touches, revision);
    if (touch !== null && touch.revision > write.revision) return touch;
    return write.after?.expiresAt === undefined ? null : write;
  }
}

function byRevision(a: { readonly revision: number }, b: { readonly revision: number }): number {
  return a.revision - b.revision;
}

function lastUpTo(changes: readonly Change[], revision: number): Change | null {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.revision ?? 0) <= revision) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1] ?? null;
}

function countUpTo(sorted: readonly number[], revision: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= revision) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { Operation } from '../../history/operations.ts';
import type { ToldEntry, ToldEvent, ToldItem } from '../../history/watched.ts';
import type { Complaints } from './complaints.ts';
import { concerns, type Leg, place, revisionOf } from './legs.ts';

/** A stretch of one partition in one leg, in which nothing may be missing. */
export interface Run {
  readonly leg: Leg;
  readonly partition: number;
  /** It begins with a cursor: the first event is the first one above it. */
  readonly isResumed: boolean;
  /** All events above it and up to `to` were to be told; null: it was told nothing. */
  from: number | null;
  to: number;
  /** Revisions that were told whole. */
  readonly told: Map<number, readonly ToldEvent[]>;
  /** Records that were there come first, and events of those that it has: what is missing, only copies tell. */
  scanning: boolean;
  /** The last revision that it was told whole, or an entry was read at. */
  last: number;
  /** Of a position: nothing up to it is still to come. */
  reached: number;
  by: Operation | null;
}

/** What one leg hands out, as it comes, for whoever wants to follow it. */
export interface Follower {
  entry(entry: ToldEntry, run: Run, by: Operation): void;
  revision(events: readonly ToldEvent[], run: Run, by: Operation): void;
  compacted(partition: number, oldest: number, run: Run | null, by: Operation): void;
}

/**
 * Goes through a leg and holds each item against those before it, partition by partition:
 *
 *     events 4 5 5  reached 7  events 8 ...      revisions rise, one is not split, none lies at or below a position
 *
 * Answers with its runs, whose completeness the reference log decides.
 */
export class LegWalk {
  readonly runs: Run[] = [];
  readonly #leg: Leg;
  readonly #complaints: Complaints;
  readonly #follower: Follower;
  readonly #current = new Map<number, Run>();
  /** Revisions of which the rest is still to come, by partition. */
  readonly #open = new Map<number, ToldEvent[]>();
  #isSynced = false;

  constructor(leg: Leg, complaints: Complaints, follower: Follower) {
    this.#leg = leg;
    this.#complaints = complaints;
    this.#follower = follower;
    for (const { partition, revision, scanning } of leg.begin.positions) {
      this.#begin(partition, { from: scanning ? null : revision, last: revision, scanning });
    }
    for (const { item, by } of leg.told) this.#take(item, by);
  }

  #take(item: ToldItem, by: Operation): void {
    switch (item.type) {
      case 'put':
      case 'delete':
      case 'expire':
      case 'touch':
        this.#event(item, by);
        break;
      case 'entry':
        this.#entry(item, by);
        break;
      case 'reached':
        for (const [partition, revision] of item.positions) this.#reached(partition, revision, by);
        break;
      case 'synced':
        this.#isSynced = true;
        for (const run of this.#current.values()) run.scanning = false;
        break;
      case 'compacted':
        this.#compacted(item.partition, item.oldest, by);
        break;
      // Of an interruption nothing is to be seen but that.
      case 'interrupted':
      case 'resumed':
      case 'closed':
        break;
    }
  }

  #begin(partition: number, begin: Pick<Run, 'from' | 'last' | 'scanning'>): Run {
    const isResumed = begin.from !== null;
    const to = begin.from ?? 0;
    const { last } = begin;
    const common = { leg: this.#leg, partition, isResumed, to, told: new Map(), reached: last };
    const run: Run = { ...common, ...begin, by: null };
    this.#current.set(partition, run);
    this.runs.push(run);
    return run;
  }

  #runOf(partition: number): Run {
    const { initial } = this.#leg.begin;
    const begun = { from: null, last: 0, scanning: initial && !this.#isSynced };
    return this.#current.get(partition) ?? this.#begin(partition, begun);
  }

  #event(event: ToldEvent, by: Operation): void {
    const { partition, revision, key } = event;
    const run = this.#runOf(partition);
    const what = (): string =>
      `${place(this.#leg, by)} is told of ${event.type} ${key} at ${revisionOf(partition, revision)}`;
    const expect = this.#complaints.expect.bind(this.#complaints);
    expect('filter', concerns(this.#leg, event), () => `${what()}, which does not concern it`);
    const before = this.#unfinished(partition);
    const isRest = before?.partition === partition && before.revision === revision;
    expect(
      'atomic',
      before === null || isRest,
      () => `${what()} within ${revisionOf(before?.partition ?? 0, before?.revision ?? 0)}`,
    );
    const same = isRest ? this.#open.get(partition) : run.told.get(revision);
    const isNew = same === undefined || same.every((one) => one.key !== key);
    expect('unique', isNew, () => `${what()} twice`);
    if (!isRest) {
      const isRising = revision > run.last || !isNew;
      expect('ordered', isRising, () => `${what()}, after ${run.last}`);
      // Its first part is a revision by itself, and this one another part.
      expect('atomic', !run.told.has(revision), () => `${what()} after the rest of it`);
      expect(
        'bookmarkable',
        revision > run.reached || !isNew,
        () => `${what()}, after a position at ${run.reached}`,
      );
    }
    const events = isRest ? [...(this.#open.get(partition) ?? []), event] : [event];
    if (event.more) {
      this.#open.set(partition, events);
      return;
    }
    this.#open.delete(partition);
    this.#whole(run, revision, events, by);
  }

  /** Nothing comes between the events of one revision; in a stream of the protocol, nothing of the same partition. */
  #unfinished(partition: number): ToldEvent | null {
    const { way } = this.#leg.begin;
    const [open] = way === 'wire' ? [this.#open.get(partition)] : this.#open.values();
    return open?.[0] ?? null;
  }

  #whole(run: Run, revision: number, events: readonly ToldEvent[], by: Operation): void {
    if (!run.scanning) {
      run.from ??= revision - 1;
      run.to = Math.max(run.to, revision);
    }
    run.told.set(revision, events);
    run.last = Math.max(run.last, revision);
    run.by = by;
    this.#follower.revision(events, run, by);
  }

  #entry(entry: ToldEntry, by: Operation): void {
    const { partition, revision, key } = entry;
    const run = this.#runOf(partition);
    const what = (): string =>
      `${place(this.#leg, by)} is given the record of ${key} at ${revisionOf(partition, revision)}`;
    const isOn = concerns(
      { ...this.#leg, begin: { ...this.#leg.begin, without: [] } },
      { ...entry, type: 'put' },
    );
    this.#complaints.expect('filter', isOn, () => `${what()}, which does not concern it`);
    this.#complaints.expect('ordered', revision >= run.last, () => `${what()}, after ${run.last}`);
    this.#complaints.expect(
      'atomic',
      this.#unfinished(partition) === null,
      () => `${what()} within a revision`,
    );
    run.last = Math.max(run.last, revision);
    this.#follower.entry(entry, run, by);
  }

  #reached(partition: number, revision: number, by: Operation): void {
    const run = this.#runOf(partition);
    const what = (): string =>
      `${place(this.#leg, by)} has everything up to ${revisionOf(partition, revision)}`;
    const isRising = revision >= run.last && revision >= run.reached;
    this.#complaints.expect(
      'bookmarkable',
      isRising,
      () => `${what()}, after ${Math.max(run.last, run.reached)}`,
    );
    const isWhole = this.#unfinished(partition) === null;
    this.#complaints.expect('atomic', isWhole, () => `${what()}, and not all of a revision before`);
    run.reached = Math.max(run.reached, revision);
    if (run.scanning) return;
    run.from ??= revision;
    run.to = Math.max(run.to, revision);
    run.by = by;
  }

  /** What it had is void: it begins anew with what is there, or with what comes. */
  #compacted(partition: number, oldest: number, by: Operation): void {
    const run = this.#current.get(partition) ?? null;
    this.#follower.compacted(partition, oldest, run, by);
    this.#open.delete(partition);
    this.#begin(partition, { from: null, last: 0, scanning: this.#leg.begin.way === 'typed' });
  }
}

import type { Operation } from '../../history/operations.ts';
import type { Effect, FinalRecord, ToldEvent } from '../../history/watched.ts';
import type { CheckResult } from '../verdict.ts';
import { Complaints } from './complaints.ts';
import { WatchCopy } from './copies.ts';
import { type Leg, place, watchesOf } from './legs.ts';
import { checkComplete, type ReferenceLog, referenceOf } from './reference.ts';
import { checkCursor } from './resumption.ts';
import { type Follower, LegWalk, type Run } from './walk.ts';
import { checkAuthors, checkWrites, writesOf } from './writes.ts';

/**
 * Events are kept for 8 MiB of a partition, or ten minutes, which no run lasts. What is cut off are whole segments, so that a bit
 * more is kept; half of it leaves room for what values are not.
 */
const COMPACTED_BYTES = 4 * 1_024 * 1_024;

/**
 * What watches hand out, against each other, what clients were answered, and what is there in the end. The log of a partition is
 * what all its watches together were told (etcd's `validate/watch.go`, without a log of the store's own).
 */
export function checkWatches(operations: readonly Operation[]): CheckResult[] {
  const complaints = new Complaints();
  const watches = [...watchesOf(operations)].map(
    ([name, legs]) => new Watched(name, legs, complaints),
  );
  const runs = watches.flatMap((watch) => watch.runs.flat());
  const log = referenceOf(runs, complaints);
  for (const run of runs) checkComplete(run, log, complaints);
  const found = finallyFound(operations);
  for (const watch of watches) {
    watch.checkLegs(log);
    watch.checkCompacted(log);
    watch.checkEnd(found, operations);
  }
  checkWrites(operations, log, windowsOf(runs), complaints);
  checkAuthors(operations, log, complaints);
  return complaints.results();
}

/** One watch through all its legs. */
class Watched {
  readonly #name: string;
  readonly #legs: readonly Leg[];
  readonly #complaints: Complaints;
  readonly #copy: WatchCopy | null;
  readonly #compactions: { partition: number; oldest: number; had: number; what: string }[] = [];
  /** By leg. */
  readonly runs: readonly (readonly Run[])[];

  constructor(name: string, legs: readonly Leg[], complaints: Complaints) {
    this.#name = name;
    this.#legs = legs;
    this.#complaints = complaints;
    this.#copy = legs[0]?.begin.initial ? new WatchCopy(complaints) : null;
    this.runs = legs.map((leg) => {
      if (leg.begin.positions.length === 0) this.#copy?.clear();
      return new LegWalk(leg, complaints, this.#followerOf(leg)).runs;
    });
  }

  checkLegs(log: ReferenceLog): void {
    for (const [i, leg] of this.#legs.entries()) {
      const before = this.runs[i - 1];
      if (before !== undefined) checkCursor(before, leg, log, this.#complaints);
    }
  }

  /** Only what the limits of the history have cut off is withheld, and only from who comes that late (R35). */
  checkCompacted(log: ReferenceLog): void {
    this.#complaints.expect('compacted', true, () => '');
    for (const { partition, oldest, had, what } of this.#compactions) {
      this.#complaints.expect('compacted', had < oldest, () => `${what}, and had ${had}`);
      const { revisions } = log.get(partition) ?? {};
      let bytes = 0;
      for (const [revision, events] of revisions ?? []) {
        if (revision > oldest)
          bytes += [...events.values()].reduce((sum, one) => sum + sizeOf(one), 0);
      }
      const isFull = bytes >= COMPACTED_BYTES;
      this.#complaints.expect(
        'compacted',
        isFull,
        () => `${what}, after which there are ${bytes} bytes`,
      );
    }
  }

  /** It came to the end, and what it knows is what is there. */
  checkEnd(found: readonly FinalRecord[] | null, operations: readonly Operation[]): void {
    const last = this.#legs.at(-1)?.told.at(-1);
    if (last?.item.type !== 'closed') return;
    const { complete } = last.item;
    // It may have been cut off from the last writes too.
    const isComplete = complete || this.#compactions.length > 0;
    const isLate = (): string => `watch ${this.#name} was not told of the last writes in time`;
    this.#complaints.expect('reliable', isComplete, isLate);
    if (this.#copy === null || found === null || !complete) return;
    const reached = new Map<number, number>();
    for (const { partition, last: had, reached: position } of this.runs.flat()) {
      reached.set(partition, Math.max(had, position, reached.get(partition) ?? 0));
    }
    const deletes = writesOf(operations).filter(({ outcome }) => outcome === 'open');
    const keys = deletes.flatMap(({ argument }) => argument as readonly Effect[]);
    const gone = new Set(keys.filter(({ type }) => type !== 'put').map(({ key }) => key));
    this.#copy.compare(this.#name, found, reached, (key) => gone.has(key));
  }

  #followerOf(leg: Leg): Follower {
    return {
      entry: (entry, run, by) => this.#copy?.entry(entry, run, by),
      revision: (events, run, by) => this.#copy?.revision(events, run, by),
      compacted: (partition, oldest, run, by) => {
        const what = `${place(leg, by)} is told that only events above ${oldest} of partition ${partition} are kept`;
        const had = Math.max(run?.last ?? 0, run?.reached ?? 0);
        this.#compactions.push({ partition, oldest, had, what });
        this.#copy?.compacted(partition);
      },
    };
  }
}

function sizeOf({ value, bytes }: ToldEvent): number {
  return bytes ?? value?.length ?? 0;
}

/** What the last scan of everything shows; null when there was none. */
function finallyFound(operations: readonly Operation[]): readonly FinalRecord[] | null {
  const scans = operations.filter(({ f, outcome }) => f === 'scan' && outcome === 'ok');
  const shortest = Math.min(...scans.map(({ key }) => key.length));
  const last = scans.findLast(({ key }) => key.length === shortest);
  return last === undefined ? null : (last.result as readonly FinalRecord[]);
}

/** Of each partition, the revisions that some watch of all its keys was told. */
function windowsOf(runs: readonly Run[]): Map<number, { from: number; to: number }> {
  const windows = new Map<number, { from: number; to: number }>();
  for (const { leg, partition, from, to } of runs) {
    const { begin, target } = leg;
    if (from === null || begin.target === 'key' || begin.without.length > 0) continue;
    // A prefix with a whole routing part is not all of a partition; such a one says nothing of the others.
    if (target.includes('}')) continue;
    const window = windows.get(partition);
    windows.set(partition, {
      from: Math.min(from, window?.from ?? from),
      to: Math.max(to, window?.to ?? to),
    });
  }
  return windows;
}

import type { Operation } from '../history/operations.ts';
import { type Certified, nameOf } from './certified.ts';

/** Whether the revisions are one order that agrees with time; what contradicts it, or null. */
export function orderComplaint(certified: readonly Certified[]): string | null {
  return sharedRevision(certified) ?? realTime(certified);
}

/** R30: revision +1 for each change, so no two changes have the same one, and a record's is that of its last change. */
function sharedRevision(certified: readonly Certified[]): string | null {
  const owners = new Map<string, Operation>();
  for (const { operation, at, changes } of certified) {
    if (!changes) {
      if (at.modRevision <= at.revision) continue;
      return `${nameOf(operation)} at revision ${at.revision} shows a record of revision ${at.modRevision}`;
    }
    // Answers of a change may leave the modRevision out, and then it is 0.
    if (at.modRevision !== 0 && at.modRevision !== at.revision) {
      return `${nameOf(operation)} has revision ${at.revision}, its record ${at.modRevision}`;
    }
    const place = `${at.partition}/${at.revision}`;
    const other = owners.get(place);
    if (other !== undefined) {
      return `revision ${at.revision} of partition ${at.partition} was given to ${nameOf(other)} and to ${nameOf(operation)}`;
    }
    owners.set(place, operation);
  }
  return null;
}

/**
 * A sweep over time with the highest revision of each partition that has been answered so far:
 *
 *   answered    rev 5 ──┐            read begins: must see 5 or more      write begins: must get 6 or more
 *
 * And with the highest term that each node has answered in: a node never goes back to an earlier one. The terms of different
 * nodes do not follow the revisions: an answer carries the term in which it was given, and the stored answer of a write
 * that is asked for again after a failover (R31) is given in a later term than that of its revision.
 */
function realTime(certified: readonly Certified[]): string | null {
  const floors = new Floors(certified);
  for (const { operation, at, changes } of certified.toSorted(byInvoke)) {
    floors.advance(operation.invoked);
    const before = mayBeOld(operation) ? undefined : floors.revision(at.partition);
    if (before !== undefined && at.revision < before.at.revision + (changes ? 1 : 0)) {
      return `${nameOf(operation)} at revision ${at.revision} began after ${nameOf(before.operation)} had ended at ${before.at.revision}`;
    }
    const led = floors.term(at);
    if (led !== undefined && at.term < led.at.term) {
      return `node ${at.node} answered ${nameOf(operation)} in term ${at.term}, after ${nameOf(led.operation)} in ${led.at.term}`;
    }
  }
  return null;
}

/** Reads that any replica serves show a state that was, not the latest; what they show, others have to know from then on. */
function mayBeOld({ ask }: Operation): boolean {
  return ask?.level !== undefined && ask.level !== 'leader_lease';
}

function byInvoke(a: Certified, b: Certified): number {
  return a.operation.invoked - b.operation.invoked;
}

/** What has been answered by a moment that only moves on. */
export class Floors {
  readonly #byEnd: readonly Certified[];
  #next = 0;
  readonly #revisions = new Map<number, Certified>();
  readonly #terms = new Map<string, Certified>();

  constructor(certified: readonly Certified[]) {
    this.#byEnd = certified.toSorted((a, b) => a.operation.completed - b.operation.completed);
  }

  /** Takes in what ended before `time`; what ends at it overlaps what begins there. */
  advance(time: number): void {
    for (;;) {
      const ended = this.#byEnd[this.#next];
      if (ended === undefined || ended.operation.completed >= time) return;
      this.#next++;
      const { partition, revision, term } = ended.at;
      const highest = this.#revisions.get(partition);
      if (highest === undefined || highest.at.revision < revision) {
        this.#revisions.set(partition, ended);
      }
      const latest = this.#terms.get(nodeOf(ended.at));
      if (latest === undefined || latest.at.term < term) this.#terms.set(nodeOf(ended.at), ended);
    }
  }

  /** The one with the highest revision of the partition. */
  revision(partition: number): Certified | undefined {
    return this.#revisions.get(partition);
  }

  /** The one with the highest term of that node in that partition. */
  term(at: Certified['at']): Certified | undefined {
    return this.#terms.get(nodeOf(at));
  }
}

function nodeOf({ partition, node }: Certified['at']): string {
  return `${partition}/${node}`;
}

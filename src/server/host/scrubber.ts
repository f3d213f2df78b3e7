import { isClosed, isDamage, type Partition, type Scrub } from '../../storage/index.ts';
import type { Group } from './group.ts';

/** A partition is first looked at so long after the start: a node that starts has other things to read. */
const firstAfterMs = 60_000;
/** Reads that follow one another in one heartbeat, each of 256 rows and a turn of its own. */
const readsAtATime = 8;

/**
 * Reads every partition of the node again and again, one after another and slowly, so that damage is found while the
 * others still have the data (R20): nobody else reads a record that nobody asks for.
 */
export class Scrubber {
  /** From the beginning of one look at a partition to that of the next; 0 for never. */
  readonly #intervalMs: number;
  readonly #failed: (error: Error) => void;
  readonly #dueAt = new Map<number, number>();
  #current: { readonly group: Group; readonly partition: Partition; readonly scrub: Scrub } | null =
    null;
  #busy = false;
  #stopped = false;

  constructor(intervalMs: number, failed: (error: Error) => void) {
    this.#intervalMs = intervalMs;
    this.#failed = failed;
  }

  /** Once per heartbeat. */
  run(groups: Iterable<Group>, now: number): void {
    if (this.#intervalMs === 0 || this.#busy || this.#stopped) return;
    if (this.#current === null) this.#begin(groups, now);
    if (this.#current !== null) this.#read(readsAtATime);
  }

  stop(): void {
    this.#stopped = true;
    this.#current?.scrub.close();
    this.#current = null;
  }

  /** With whoever is due longest: where a round takes longer than the interval, the last would never have their turn. */
  #begin(groups: Iterable<Group>, now: number): void {
    let next: Group | null = null;
    let earliest = Number.POSITIVE_INFINITY;
    for (const group of groups) {
      const first = now + Math.min(firstAfterMs, this.#intervalMs);
      const dueAt = this.#dueAt.get(group.id) ?? first;
      this.#dueAt.set(group.id, dueAt);
      const isThere = group.lost === null && !group.install.running && group.host.readable;
      if (dueAt > now || dueAt >= earliest || !isThere) continue;
      next = group;
      earliest = dueAt;
    }
    if (next === null) return;
    this.#dueAt.set(next.id, now + this.#intervalMs);
    const { partition } = next;
    this.#current = { group: next, partition, scrub: partition.openScrub() };
  }

  #read(left: number): void {
    const current = this.#current;
    if (current === null || left === 0) return;
    this.#busy = true;
    current.scrub.step((error, bytes) => {
      this.#busy = false;
      if (this.#stopped) return;
      current.group.host.metrics.scrubbed(bytes);
      if (error === null && bytes > 0) return this.#read(left - 1);
      current.scrub.close();
      this.#current = null;
      if (error !== null) this.#found(current.group, current.partition, error);
    });
  }

  #found(group: Group, partition: Partition, error: Error): void {
    // Read again at the next heartbeat, once the database is open.
    if (isClosed(error)) this.#dueAt.set(group.id, 0);
    else if (!isDamage(error)) this.#failed(error);
    // What was read may have been replaced meanwhile.
    else if (group.partition === partition) group.loseState(error.message);
  }
}

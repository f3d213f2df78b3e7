import type { Group } from './group.ts';
import { WakeHeap } from './wake-heap.ts';

/** Which groups run in the next turn: those that something happened to, and those whose time has come (R3). */
export class Agenda {
  #active: Group[] = [];
  readonly #isActive = new Set<Group>();
  readonly #wakes = new WakeHeap<Group>();

  /** When the next group wants a tick, or Infinity. */
  get earliest(): number {
    return this.#wakes.earliest;
  }

  add(group: Group): void {
    if (this.#isActive.has(group)) return;
    this.#isActive.add(group);
    this.#active.push(group);
  }

  /**
   * The groups of this turn. In the order of ids: what one turn sends and writes does not depend on who happened to
   * be activated first.
   */
  take(now: number): Group[] {
    for (let due = this.#wakes.popDue(now); due !== undefined; due = this.#wakes.popDue(now)) {
      due.queuedWakeAt = Number.POSITIVE_INFINITY;
      if (due.raft.wakeAt <= now) this.add(due);
      else this.ran(due);
    }
    const batch = this.#active;
    this.#active = [];
    this.#isActive.clear();
    return batch.sort((a, b) => a.id - b.id);
  }

  /** A group has run: its next wish may be nearer than the one that is queued. */
  ran(group: Group): void {
    const { wakeAt } = group.raft;
    if (wakeAt >= group.queuedWakeAt) return;
    group.queuedWakeAt = wakeAt;
    this.#wakes.push(wakeAt, group);
  }
}

import type { Clock } from '../../util/clock.ts';
import { serverLimits } from '../../util/limits.ts';
import type { Group } from './group.ts';
import { WakeHeap } from './wake-heap.ts';

/** Which groups run in the next turn: those that something happened to, and those whose time has come (R3). */
export class Agenda {
  #active: Group[] = [];
  readonly #isActive = new Set<Group>();
  /** Of the turn before, in order; active ones, too. */
  #left: Group[] = [];
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
   * Gives every group its turn: those first that had none last time, then the others in the order of ids, so that what one
   * turn sends and writes does not depend on who happened to be activated first. False when the time was up before all had
   * theirs: the next turn begins with them.
   */
  run(now: number, clock: Clock): boolean {
    const until = clock.now() + serverLimits.turnMs;
    const groups = this.#take(now);
    for (const [i, group] of groups.entries()) {
      group.run(now);
      this.#ran(group);
      if (i + 1 === groups.length || clock.now() < until) continue;
      this.#defer(groups.slice(i + 1));
      return false;
    }
    return true;
  }

  /**
   * The groups that want a tick before `until` run now already, and are told of signs of life: most have nothing else to
   * wake for. So idle groups share the wakes of the node's heartbeats, where each would have one of its own.
   */
  runAhead(until: number): void {
    const ahead: Group[] = [];
    for (let due = this.#wakes.popDue(until); due !== undefined; due = this.#wakes.popDue(until)) {
      due.queuedWakeAt = Number.POSITIVE_INFINITY;
      ahead.push(due);
    }
    for (const group of ahead) {
      if (group.raft.wakeAt > until) this.#ran(group);
      else {
        group.hearContacts();
        this.add(group);
      }
    }
  }

  #take(now: number): Group[] {
    for (let due = this.#wakes.popDue(now); due !== undefined; due = this.#wakes.popDue(now)) {
      due.queuedWakeAt = Number.POSITIVE_INFINITY;
      if (due.raft.wakeAt <= now) this.add(due);
      else this.#ran(due);
    }
    const batch = [...this.#left, ...this.#active.sort((a, b) => a.id - b.id)];
    this.#left = [];
    this.#active = [];
    this.#isActive.clear();
    return batch;
  }

  #defer(groups: Group[]): void {
    // Some may have been activated since they were taken.
    const waiting = new Set(groups);
    this.#active = this.#active.filter((group) => !waiting.has(group));
    this.#left = groups;
    for (const group of groups) this.#isActive.add(group);
  }

  /** A group has run: its next wish may be nearer than the one that is queued. */
  #ran(group: Group): void {
    const { wakeAt } = group.raft;
    if (wakeAt >= group.queuedWakeAt) return;
    group.queuedWakeAt = wakeAt;
    this.#wakes.push(wakeAt, group);
  }
}

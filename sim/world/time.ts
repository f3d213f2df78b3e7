import { assert } from '../../src/util/assert.ts';
import type { Clock, Timer } from '../../src/util/clock.ts';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** One time line for a whole world: nothing happens but what is on it, in order of time, then of asking. */
export class VirtualTime {
  now = 1_000;
  /** Called after every event: lets devices notice new work. */
  after: () => void = () => {};
  #order = 0;
  /** A binary heap by time, then order. */
  readonly #events: Event[] = [];

  at(time: number, run: () => void): Event {
    const event = { at: Math.max(time, this.now), order: this.#order++, run, cancelled: false };
    let child = this.#events.push(event) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapped(parent, child)) break;
      child = parent;
    }
    return event;
  }

  /** Runs everything that is due until `ms` from now. */
  run(ms: number): void {
    const until = this.now + ms;
    for (let event = this.#next(until); event !== null; event = this.#next(until)) {
      this.#happen(event);
    }
    this.now = until;
  }

  /** Runs until the condition holds; a world in which it never does is a failed test. */
  until(condition: () => boolean, what: string, limitMs = 60_000): void {
    const limit = this.now + limitMs;
    while (!condition()) {
      const event = this.#next(limit);
      assert(event !== null, `${limitMs} ms of virtual time passed without: ${what}`);
      this.#happen(event);
    }
  }

  #happen(event: Event): void {
    this.now = event.at;
    event.run();
    this.after();
  }

  #next(until: number): Event | null {
    for (;;) {
      const [event] = this.#events;
      if (event === undefined || event.at > until) return null;
      this.#removeFirst();
      if (!event.cancelled) return event;
    }
  }

  #removeFirst(): void {
    const last = this.#events.pop();
    if (last === undefined || this.#events.length === 0) return;
    this.#events[0] = last;
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      const right = left + 1;
      const child = right < this.#events.length && this.#before(right, left) ? right : left;
      if (!this.#swapped(parent, child)) return;
      parent = child;
    }
  }

  /** Brings the pair into order; false when it was, or when there is no child. */
  #swapped(parent: number, child: number): boolean {
    if (child >= this.#events.length || !this.#before(child, parent)) return false;
    const event = this.#events[child] as Event;
    this.#events[child] = this.#events[parent] as Event;
    this.#events[parent] = event;
    return true;
  }

  #before(a: number, b: number): boolean {
    const one = this.#events[a] as Event;
    const other = this.#events[b] as Event;
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }
}

/** The clock of one node: stops with it, pauses with it, and may believe in another date. */
export class NodeClock implements Clock {
  readonly #time: VirtualTime;
  /** What this node's wall clock is off by. */
  wallOffsetMs = 0;
  #alive = true;
  #paused: (() => void)[] | null = null;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  now(): number {
    return this.#time.now;
  }

  wallNow(): number {
    return 1_800_000_000_000 + this.#time.now + this.wallOffsetMs;
  }

  timer(delayMs: number, callback: () => void): Timer {
    const event = this.#time.at(this.now() + delayMs, () => this.run(callback));
    return {
      cancel: () => {
        event.cancelled = true;
      },
    };
  }

  defer(callback: () => void): void {
    this.#time.at(this.now(), () => this.run(callback));
  }

  /** Runs a callback of this node: never once it is dead, later while it is paused. */
  run(callback: () => void): void {
    if (!this.#alive) return;
    if (this.#paused !== null) this.#paused.push(callback);
    else callback();
  }

  kill(): void {
    this.#alive = false;
  }

  /** SIGSTOP: what would have happened happens at once when it goes on. */
  pause(): void {
    this.#paused ??= [];
  }

  resume(): void {
    const waiting = this.#paused ?? [];
    this.#paused = null;
    for (const callback of waiting) this.run(callback);
  }
}

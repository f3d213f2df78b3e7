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
  #events: Event[] = [];

  at(time: number, run: () => void): Event {
    const event = { at: Math.max(time, this.now), order: this.#order++, run, cancelled: false };
    this.#events.push(event);
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
    let best = -1;
    for (let i = 0; i < this.#events.length; i++) {
      const event = this.#events[i] as Event;
      const other = this.#events[best];
      if (!other || event.at < other.at || (event.at === other.at && event.order < other.order)) {
        best = i;
      }
    }
    const event = this.#events[best];
    if (event === undefined || event.at > until) return null;
    this.#events.splice(best, 1);
    return event.cancelled ? this.#next(until) : event;
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

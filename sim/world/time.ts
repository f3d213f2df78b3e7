import { assert } from '../../src/util/assert.ts';

export interface Scheduled {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** What goes on for ever without taking any time is a loop. */
const atOnceMax = 1_000_000;

/** One time line for a whole world: nothing happens but what is on it, in order of time, then of asking. */
export class VirtualTime {
  now = 1_000;
  /** Events that happened. */
  happened = 0;
  #halted = false;
  /** Events since time has moved. */
  #atOnce = 0;
  #order = 0;
  /** A binary heap by time, then order. */
  readonly #events: Scheduled[] = [];

  at(time: number, run: () => void): Scheduled {
    const event: Scheduled = {
      at: time > this.now ? time : this.now,
      order: this.#order++,
      run,
      cancelled: false,
    };
    this.#insert(event);
    return event;
  }

  after(ms: number, run: () => void): Scheduled {
    return this.at(this.now + ms, run);
  }

  /** Nothing happens any more: the run is over, whatever was still to come. */
  halt(): void {
    this.#halted = true;
  }

  get halted(): boolean {
    return this.#halted;
  }

  /** Runs everything that is due until `ms` from now. */
  run(ms: number): void {
    const until = this.now + ms;
    for (let event = this.#next(until); event !== null; event = this.#next(until)) {
      this.#happen(event);
    }
    if (!this.#halted) this.now = until;
  }

  /** Runs until the condition holds; a world in which it never does is a failed test. */
  until(condition: () => boolean, what: string, limitMs = 60_000): void {
    const limit = this.now + limitMs;
    while (!condition()) {
      const event = this.#next(limit);
      assert(event !== null, () => `${limitMs} ms of virtual time passed without: ${what}`);
      this.#happen(event);
    }
  }

  #happen(event: Scheduled): void {
    if (event.at > this.now) this.#atOnce = 0;
    assert(++this.#atOnce < atOnceMax, () => `time stands still at ${this.now} ms`);
    this.now = event.at;
    this.happened++;
    event.run();
  }

  #next(until: number): Scheduled | null {
    for (;;) {
      const [event] = this.#events;
      if (event === undefined || event.at > until || this.#halted) return null;
      this.#removeFirst();
      if (!event.cancelled) return event;
    }
  }

  #insert(event: Scheduled): void {
    const events = this.#events;
    let child = events.push(event) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = events[parent] as Scheduled;
      if (!before(event, above)) break;
      events[child] = above;
      child = parent;
    }
    events[child] = event;
  }

  #removeFirst(): void {
    const events = this.#events;
    const last = events.pop();
    if (last === undefined || events.length === 0) return;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= events.length) break;
      const right = left + 1;
      const smaller =
        right < events.length && before(events[right] as Scheduled, events[left] as Scheduled)
          ? right
          : left;
      const below = events[smaller] as Scheduled;
      if (!before(below, last)) break;
      events[parent] = below;
      parent = smaller;
    }
    events[parent] = last;
  }
}

function before(one: Scheduled, other: Scheduled): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

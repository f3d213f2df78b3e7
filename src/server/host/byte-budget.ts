import type { Clock } from '../../util/clock.ts';

interface Wish {
  readonly bytes: number;
  readonly then: () => void;
}

/** What waits can be taken back. */
export interface Spending {
  cancel(): void;
}

/**
 * Paces what a node sends beside its proper work, over all that send: in turn, and in front what is urgent. Nothing is
 * saved up while nothing is sent, so in any `w` ms no more leaves than `w` ms allow, and one piece.
 *
 *   piece   |  1 MiB  ──  its time at the rate  ──▶|  1 MiB  ──  ...
 *           leaves                                 the next leaves
 */
export class ByteBudget {
  readonly #clock: Clock;
  readonly #bytesPerMs: number;
  /** When what left has had its time. */
  #freeAt = Number.NEGATIVE_INFINITY;
  readonly #urgent: Wish[] = [];
  readonly #others: Wish[] = [];
  #isArmed = false;
  #serving = false;

  /** 0 for no limit. */
  constructor(clock: Clock, bytesPerSecond: number) {
    this.#clock = clock;
    this.#bytesPerMs = bytesPerSecond === 0 ? Number.POSITIVE_INFINITY : bytesPerSecond / 1_000;
  }

  /** Calls back when so many bytes may leave; within this call if that is now. */
  spend(bytes: number, urgent: boolean, then: () => void): Spending {
    const queue = urgent ? this.#urgent : this.#others;
    const wish: Wish = { bytes, then };
    queue.push(wish);
    this.#serve();
    return {
      cancel: () => {
        const place = queue.indexOf(wish);
        if (place >= 0) queue.splice(place, 1);
      },
    };
  }

  #serve(): void {
    // Whoever is served may wish again at once, and waits for its turn.
    if (this.#serving) return;
    this.#serving = true;
    while (this.#urgent.length + this.#others.length > 0) {
      const now = this.#clock.now();
      if (now < this.#freeAt) {
        this.#wakeAt(this.#freeAt - now);
        break;
      }
      const wish = this.#urgent.shift() ?? this.#others.shift();
      if (wish === undefined) break;
      this.#freeAt = now + wish.bytes / this.#bytesPerMs;
      wish.then();
    }
    this.#serving = false;
  }

  #wakeAt(delayMs: number): void {
    if (this.#isArmed) return;
    this.#isArmed = true;
    this.#clock.timer(delayMs, () => {
      this.#isArmed = false;
      this.#serve();
    });
  }
}

import { assert } from '../util/assert.ts';

const SLOTS = 256;

/** A timer that one wheel can hold at a time. Its owner is the argument of the callback: no closure per timer. */
export class WheelTimer<T> {
  readonly owner: T;
  readonly fire: (owner: T) => void;
  /** @internal */
  tick = 0;
  /** @internal */
  next: WheelTimer<T> | null = null;
  /** @internal */
  previous: WheelTimer<T> | null = null;
  /** @internal */
  slot = -1;

  constructor(owner: T, fire: (owner: T) => void) {
    this.owner = owner;
    this.fire = fire;
  }

  get armed(): boolean {
    return this.slot >= 0;
  }
}

/**
 * Hashed timing wheel: arming and disarming cost O(1), so that a deadline per operation costs nothing. A timer
 * fires up to one tick late and never early. The one real timer runs only while something is armed.
 *
 *      now                           slot = tick mod 256; a timer further away than one
 *       v                            turn stays in its slot until its tick has come
 *   [ . . a-b . . c . . . ]
 */
export class TimerWheel {
  readonly #tickMs: number;
  readonly #now: () => number;
  readonly #slots: (WheelTimer<never> | null)[] = Array.from({ length: SLOTS }, () => null);
  #armed = 0;
  /** Every timer of an earlier tick has fired. */
  #tick = 0;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(tickMs: number, now: () => number) {
    this.#tickMs = tickMs;
    this.#now = now;
    this.#tick = this.#tickAt(now());
  }

  get armed(): number {
    return this.#armed;
  }

  /** Fires no earlier than `at`. An armed timer is moved. */
  arm<T>(timer: WheelTimer<T>, at: number): void {
    this.disarm(timer);
    if (this.#closed) return;
    if (this.#armed === 0) this.#tick = this.#tickAt(this.#now());
    timer.tick = Math.max(Math.ceil(at / this.#tickMs), this.#tick);
    timer.slot = timer.tick % SLOTS;
    const entry = timer as unknown as WheelTimer<never>;
    const head = this.#slots[timer.slot] ?? null;
    entry.next = head;
    if (head !== null) head.previous = entry;
    this.#slots[timer.slot] = entry;
    this.#armed++;
    this.#schedule();
  }

  disarm<T>(timer: WheelTimer<T>): void {
    if (timer.slot < 0) return;
    if (timer.previous !== null) timer.previous.next = timer.next;
    else this.#slots[timer.slot] = timer.next as unknown as WheelTimer<never> | null;
    if (timer.next !== null) timer.next.previous = timer.previous;
    timer.next = null;
    timer.previous = null;
    timer.slot = -1;
    this.#armed--;
    assert(this.#armed >= 0, () => `${this.#armed} timers armed`);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Fires what is due. Called by the real timer; tests with their own clock call it themselves. */
  run(): void {
    const current = this.#tickAt(this.#now());
    // After a stall one turn over all slots is enough: each timer says itself whether it is due.
    const from = Math.max(this.#tick, current - SLOTS + 1);
    for (let tick = from; tick <= current; tick++) this.#runSlot(tick % SLOTS, current);
    this.#tick = Math.max(this.#tick, current);
  }

  #runSlot(slot: number, current: number): void {
    const due: WheelTimer<never>[] = [];
    for (let timer = this.#slots[slot] ?? null; timer !== null; timer = timer.next) {
      if (timer.tick <= current) due.push(timer);
    }
    for (const timer of due) {
      // An earlier callback of this run may have disarmed it, or moved it into the future.
      if (timer.slot !== slot || timer.tick > current) continue;
      this.disarm(timer);
      timer.fire(timer.owner);
    }
  }

  #tickAt(time: number): number {
    return Math.floor(time / this.#tickMs);
  }

  #schedule(): void {
    if (this.#timer !== null || this.#closed || this.#armed === 0) return;
    this.#timer = setTimeout(() => {
      // After a stall Node runs due timers before the sockets: give answers that wait there their turn (as R2).
      setImmediate(() => {
        this.#timer = null;
        if (this.#closed) return;
        this.run();
        this.#schedule();
      });
    }, this.#tickMs);
  }
}

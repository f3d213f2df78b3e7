import type { Clock, Timer } from '../../src/util/clock.ts';
import type { MachineClock } from './machine-clock.ts';
import type { Scheduled, VirtualTime } from './time.ts';

/**
 * Time and turns of one process. Everything that happens to the process goes through {@link run}: nothing after its
 * death, and while it is stopped nothing until it goes on.
 */
export class ProcessClock implements Clock {
  readonly #time: VirtualTime;
  readonly #machine: MachineClock;
  /** Called after everything that ran in this process: its devices may have got new work. */
  readonly #ran: () => void;
  /** When it last went on after a stop, as {@link now} shows. */
  awakeSince: number = Number.NEGATIVE_INFINITY;
  #alive = true;
  #stops = 0;
  #timers: (() => void)[] = [];
  #arrivals: (() => void)[] = [];

  constructor(time: VirtualTime, machine: MachineClock, ran: () => void) {
    this.#time = time;
    this.#machine = machine;
    this.#ran = ran;
  }

  get paused(): boolean {
    return this.#stops > 0;
  }

  get wallOffsetMs(): number {
    return this.#machine.wallOffsetMs;
  }

  set wallOffsetMs(ms: number) {
    this.#machine.wallOffsetMs = ms;
  }

  now(): number {
    return this.#machine.now();
  }

  wallNow(): number {
    return this.#machine.wallNow();
  }

  timer(delayMs: number, callback: () => void): Timer {
    const due = this.now() + delayMs;
    let cancelled = false;
    let event: Scheduled;
    const fire = (): void => {
      if (!cancelled) callback();
    };
    const arm = (): void => {
      const left = due - this.now();
      event = this.#time.after(this.#machine.trueMs(left), () => {
        // A clock that was slowed down meanwhile does not show that time yet.
        if (due - this.now() > 1e-6) arm();
        else if (this.paused) this.#timers.push(fire);
        else this.run(fire);
      });
    };
    arm();
    return {
      cancel: () => {
        cancelled = true;
        event.cancelled = true;
      },
    };
  }

  defer(callback: () => void): void {
    this.#time.at(this.#time.now, () => this.run(callback));
  }

  /** Nothing between two turns tells it from `defer` here. */
  endOfTurn(callback: () => void): void {
    this.defer(callback);
  }

  /** Runs a callback of this process: never once it is dead, later while it is stopped. */
  run(callback: () => void): void {
    if (!this.#alive) return;
    if (this.paused) {
      this.#arrivals.push(callback);
      return;
    }
    callback();
    this.#ran();
  }

  kill(): void {
    this.#alive = false;
    this.#timers = [];
    this.#arrivals = [];
  }

  /** SIGSTOP. */
  pause(): void {
    this.#stops++;
  }

  /** SIGCONT, once for each stop. What is due happens at once: first timers, then what came, as Node does it (R2). */
  resume(): void {
    if (this.#stops === 0 || --this.#stops > 0) return;
    this.awakeSince = this.now();
    const waiting = [...this.#timers, ...this.#arrivals];
    this.#timers = [];
    this.#arrivals = [];
    for (const callback of waiting) this.run(callback);
  }
}

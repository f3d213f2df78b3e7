import type { Clock, Timer } from '../../util/clock.ts';

/** What happens in a turn, and when the next one is due if nothing else asks for one. */
export interface TurnBody {
  /** Returns the time of the next turn that is wanted for its own sake. */
  turn(now: number): number;
  /** The process did not run for `lateMs` beyond the time it had asked for. */
  stalled(lateMs: number): void;
  failed(error: unknown): void;
}

/**
 * Runs one turn whenever something asked for it, however many asked. A turn runs in `Clock.defer`, after the poll
 * phase has delivered what was waiting: Node runs due timers before sockets after a stall, and a tick stepped there
 * would take one's own silence for that of the others (R2).
 */
export class TurnLoop {
  readonly #clock: Clock;
  readonly #body: TurnBody;
  readonly #stallMs: number;
  #scheduled = false;
  #running = false;
  #again = false;
  #stopped = false;
  #timer: Timer | null = null;
  #timerAt = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, stallMs: number, body: TurnBody) {
    this.#clock = clock;
    this.#stallMs = stallMs;
    this.#body = body;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Asks for a turn: after the present I/O, or after the running turn. */
  schedule(): void {
    if (this.#running) this.#again = true;
    if (this.#scheduled || this.#running || this.#stopped) return;
    this.#scheduled = true;
    this.#clock.defer(() => this.#turn());
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #turn(): void {
    this.#scheduled = false;
    if (this.#stopped) return;
    const now = this.#clock.now();
    this.#running = true;
    this.#again = false;
    try {
      if (now > this.#timerAt + this.#stallMs) this.#body.stalled(now - this.#timerAt);
      this.#arm(this.#body.turn(now));
    } catch (error) {
      this.stop();
      this.#body.failed(error);
    } finally {
      this.#running = false;
    }
    if (this.#again) this.schedule();
  }

  /** A timer that fires a little early costs a turn at most; moving it in every turn would cost more. */
  #isNear(wanted: number): boolean {
    return this.#timerAt <= wanted && wanted - this.#timerAt < this.#stallMs / 4;
  }

  #arm(wanted: number): void {
    if (this.#stopped || (this.#timer !== null && this.#isNear(wanted))) return;
    this.#timer?.cancel();
    this.#timerAt = wanted;
    this.#timer = this.#clock.timer(Math.max(0, wanted - this.#clock.now()), () => {
      this.#timer = null;
      this.schedule();
    });
  }
}

/**
 * Time and turns of the event loop, injected so that the simulator owns both. `now` never jumps; `wallNow` is
 * what the machine believes the date to be and may jump. Both in milliseconds.
 */
export interface Clock {
  now(): number;
  wallNow(): number;
  /** Runs `callback` once, no earlier than `delayMs` from now. */
  timer(delayMs: number, callback: () => void): Timer;
  /** Runs `callback` after the I/O that is waiting now has been delivered (setImmediate). */
  defer(callback: () => void): void;
  /** Runs `callback` when the deferred callback ends that runs now; outside of one like `defer`. */
  endOfTurn(callback: () => void): void;
}

export interface Timer {
  cancel(): void;
}

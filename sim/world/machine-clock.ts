import type { VirtualTime } from './time.ts';

const wallAtZeroMs = 1_800_000_000_000;

/** What a machine takes for the time: it outlives its processes, runs a little fast or slow, and may be set. */
export class MachineClock {
  /** What the wall clock is off by, beside the drift. */
  wallOffsetMs: number;
  /** It never runs faster or slower than by so much. */
  maxPpm = 500_000;
  readonly #time: VirtualTime;
  #ppm: number;
  /** The machine's clock showed `#local` when it truly was `#since`. */
  #since: number;
  #local: number;

  constructor(time: VirtualTime, ppm = 0, wallOffsetMs = 0, originMs = 0) {
    this.#time = time;
    this.#ppm = ppm;
    this.#since = time.now;
    this.#local = time.now + originMs;
    this.wallOffsetMs = wallOffsetMs - originMs;
  }

  /** Monotonic. */
  now(): number {
    return this.#local + (this.#time.now - this.#since) * this.#rate;
  }

  wallNow(): number {
    return wallAtZeroMs + this.now() + this.wallOffsetMs;
  }

  /** From now on it runs so much faster, on top of what it does already; returns how to end that. */
  drift(ppm: number): () => void {
    this.#runFaster(ppm);
    let on = true;
    return () => {
      if (on) this.#runFaster(-ppm);
      on = false;
    };
  }

  /** For how long in true time this clock, at its present rate, takes to show `ms` more. */
  trueMs(ms: number): number {
    return ms / this.#rate;
  }

  get #rate(): number {
    const ppm = Math.max(-this.maxPpm, Math.min(this.maxPpm, this.#ppm));
    return 1 + ppm / 1_000_000;
  }

  #runFaster(ppm: number): void {
    this.#local = this.now();
    this.#since = this.#time.now;
    this.#ppm += ppm;
  }
}

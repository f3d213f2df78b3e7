import { setMaxListeners } from 'node:events';

/** The time in which the shop is open, and how everybody learns that it closes. */
export class Shift {
  readonly startedAt = performance.now();
  readonly #endsAt: number;
  readonly #signal: AbortSignal;
  readonly #ms: number;

  constructor(seconds: number, signal: AbortSignal) {
    this.#ms = seconds * 1_000;
    this.#endsAt = this.startedAt + this.#ms;
    this.#signal = signal;
    // Hundreds of visitors wait at a time, and each takes its listener away again.
    setMaxListeners(0, signal);
  }

  get isOpen(): boolean {
    return !this.#signal.aborted && performance.now() < this.#endsAt;
  }

  get elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  /** False when the shop closed before the time was over; returns then. */
  async sleep(ms: number): Promise<boolean> {
    const leftMs = this.#endsAt - performance.now();
    await pause(Math.max(0, Math.min(ms, leftMs)), this.#signal);
    return this.isOpen;
  }

  /** Until a share of the shift is over. */
  async until(share: number): Promise<boolean> {
    return this.sleep(Math.max(0, this.#ms * share - this.elapsedMs));
  }
}

/** Returns early when the signal fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

import { oneLine } from '../errors.ts';
import { Pace } from '../load/pace.ts';

export interface TrickleOptions {
  /** Puts per second. */
  readonly rate: number;
  /** What comes due beyond so many unanswered ones is an error at once. */
  readonly inFlightMax: number;
  readonly put: () => Promise<void>;
}

/** Puts at a fixed rate, whether or not earlier ones were answered, that can be asked when one was acknowledged again. */
export class Trickle {
  readonly #options: TrickleOptions;
  readonly #pace: Pace;
  #waiting: { readonly since: number; readonly resolve: (at: number) => void }[] = [];
  #inFlight = 0;
  #acknowledged = 0;
  #errors = 0;
  #firstError: string | null = null;

  constructor(options: TrickleOptions) {
    this.#options = options;
    this.#pace = new Pace(options.rate, () => this.#begin());
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  get errors(): number {
    return this.#errors;
  }

  get firstError(): string | null {
    return this.#firstError;
  }

  /**
   * When the first put was acknowledged that was begun after this call. One that was begun before may be answered by bytes that
   * were on their way already: that says nothing about who can acknowledge now.
   */
  acknowledgedSince(since: number): Promise<number> {
    return new Promise((resolve) => this.#waiting.push({ since, resolve }));
  }

  stop(): void {
    this.#pace.stop();
  }

  #begin(): void {
    const { inFlightMax } = this.#options;
    if (this.#inFlight < inFlightMax) void this.#put();
    else this.#failed(`${inFlightMax} puts are unanswered`);
  }

  async #put(): Promise<void> {
    const begun = performance.now();
    this.#inFlight++;
    try {
      await this.#options.put();
      this.#acknowledged++;
      this.#tell(begun, performance.now());
    } catch (error) {
      this.#failed(oneLine(error));
    }
    this.#inFlight--;
  }

  #tell(begun: number, now: number): void {
    const told = this.#waiting.filter(({ since }) => begun >= since);
    if (told.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => !told.includes(one));
    for (const { resolve } of told) resolve(now);
  }

  #failed(why: string): void {
    this.#errors++;
    this.#firstError ??= why;
  }
}

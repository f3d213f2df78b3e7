import type { KvError } from 'ringkv';

/** Why a call failed, and whether it took effect: what the table of outcomes counts. */
export function failureOf({ reason, outcome }: KvError): string {
  return `${reason}, ${outcome}`;
}

/** Milliseconds that calls took, failed ones too, while a run lasts: some hundred thousand numbers at most. */
export class Latencies {
  readonly #samples: number[] = [];

  async time<T>(run: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await run();
    } finally {
      this.#samples.push(performance.now() - start);
    }
  }

  get count(): number {
    return this.#samples.length;
  }

  /** NaN when nothing was measured. */
  percentiles(): { readonly p50: number; readonly p99: number; readonly max: number } {
    const sorted = [...this.#samples].sort((a, b) => a - b);
    const at = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}

/** The longest time in which nothing succeeded. */
export class Gaps {
  #last: number | null = null;
  #longestMs = 0;
  #longestAt = 0;

  success(now = performance.now()): void {
    if (this.#last !== null && now - this.#last > this.#longestMs) {
      this.#longestMs = now - this.#last;
      this.#longestAt = this.#last;
    }
    this.#last = now;
  }

  /** `at` is when it began, as `performance.now()` tells it. */
  longest(): { readonly ms: number; readonly at: number } {
    return { ms: this.#longestMs, at: this.#longestAt };
  }
}

export class Counts {
  readonly #counts = new Map<string, number>();

  add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** The most frequent first. */
  sorted(): readonly (readonly [string, number])[] {
    return [...this.#counts].sort(([, a], [, b]) => b - a);
  }
}

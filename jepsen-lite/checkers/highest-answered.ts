/** An answer: of what revision, and when it had come. */
export interface Answered {
  readonly revision: number;
  /** On the clock of whoever watches, in any unit. */
  readonly at: number;
}

/** The highest revision that had been answered by a time, whatever order times are asked for. */
export class HighestAnswered<T> {
  readonly #highest: { readonly at: number; readonly revision: number; readonly of: T }[] = [];

  /** `byEnd`: in the order in which the answers came. */
  constructor(byEnd: readonly T[], answered: (of: T) => Answered) {
    let highest = Number.NEGATIVE_INFINITY;
    for (const of of byEnd) {
      const { at, revision } = answered(of);
      if (revision <= highest) continue;
      highest = revision;
      this.#highest.push({ at, revision, of });
    }
  }

  /** Strictly before, for what ended in the same moment may have ended after. */
  before(time: number): T | null {
    let low = 0;
    let high = this.#highest.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#highest[middle]?.at ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return this.#highest[low - 1]?.of ?? null;
  }
}

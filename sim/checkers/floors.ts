import type { Point } from './facts.ts';

/** The highest revision that had been answered by a moment; moments must only rise. */
export class Floors {
  readonly #byEnd: readonly Point[];
  #next = 0;
  #highest: Point | null = null;

  constructor(byEnd: readonly Point[]) {
    this.#byEnd = byEnd;
  }

  /** Of what ended before it. */
  before(moment: number): Point | null {
    for (;;) {
      const ended = this.#byEnd[this.#next];
      if (ended === undefined || ended.operation.completed >= moment) return this.#highest;
      this.#next++;
      if (this.#highest === null || this.#highest.revision < ended.revision) this.#highest = ended;
    }
  }
}

/**
 * Seeded random numbers (sfc32, integer arithmetic only, so that every engine draws the same numbers).
 * Fork one stream per concern: a draw added in one then does not shift the others, which keeps seeds
 * comparable and shrinking stable.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#a = 0x9e3779b9;
    this.#b = seed | 0;
    this.#c = Math.floor(seed / 0x1_0000_0000) | 0;
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** Uniform in [0, 2^32). */
  uint32(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return t >>> 0;
  }

  /** Uniform integer in [min, max], both included. */
  between(min: number, max: number): number {
    return min + (this.uint32() % (max - min + 1));
  }

  /** True `numerator` times out of `denominator`. */
  chance(numerator: number, denominator: number): boolean {
    return this.uint32() % denominator < numerator;
  }

  /** An independent stream; the same label always yields the same stream of the same parent state. */
  fork(label: number): Random {
    return new Random(this.uint32() * 0x10_0000 + (label & 0xf_ffff));
  }
}

import { searchLimits } from './budget.ts';

/** Where an entry's fields are, from its offset. After them the words of the done set, then those of the open set. */
const NEXT = 0;
const HASH = 1;
const STATE = 2;
const BASE = 3;
const WORDS = 4;
const HEADER = 5;

/**
 * The configurations that the search has been in: which completed operations are done, which open ones were used,
 * and the state. A configuration is covered by one with the same done set and state that has used a subset of its
 * open operations: whatever can follow the larger one can follow the smaller one too, so it need not be explored.
 *
 *   done set    1111 1111 1101 0100 0000 ...     only the words between the first 0 and the last 1 are kept:
 *               └ all ones ┘└──────┘└ zeros      memory goes with concurrency, not with the length of the history
 *
 * Comparison is exact; a hash only finds the place, and a collision costs time, never a verdict.
 */
export class ConfigurationCache {
  readonly #openWords: number;
  #heads = new Int32Array(1 << 10).fill(-1);
  #arena = new Int32Array(1 << 13);
  #end = 0;
  #count = 0;

  /** `openWords`: 32-bit words of an open set. */
  constructor(openWords: number) {
    this.#openWords = openWords;
  }

  get size(): number {
    return this.#count;
  }

  /**
   * Adds it unless it is covered: `added`, `covered`, or `full`. The done set is `done` from word `base` to before word
   * `end`; all words before it are full, all after it empty. `hash` covers the done set.
   */
  add(
    hash: number,
    state: number,
    done: Int32Array,
    base: number,
    end: number,
    open: Int32Array,
  ): 'added' | 'covered' | 'full' {
    const mixed = mix(hash, state);
    const words = end - base;
    for (let at = this.#head(mixed); at >= 0; at = this.#arena[at + NEXT] ?? -1) {
      if (this.#arena[at + HASH] !== mixed || this.#arena[at + STATE] !== state) continue;
      if (this.#arena[at + BASE] !== base || this.#arena[at + WORDS] !== words) continue;
      if (this.#sameDone(at, done, base, words) && this.#usesSubset(at, words, open)) {
        return 'covered';
      }
    }
    const size = HEADER + words + this.#openWords;
    if (!this.#reserve(size)) return 'full';
    const at = this.#end;
    const arena = this.#arena;
    arena[at + HASH] = mixed;
    arena[at + STATE] = state;
    arena[at + BASE] = base;
    arena[at + WORDS] = words;
    for (let i = 0; i < words; i++) arena[at + HEADER + i] = done[base + i] ?? 0;
    arena.set(open, at + HEADER + words);
    this.#end += size;
    this.#count++;
    this.#link(at, mixed);
    if (this.#count > this.#heads.length) this.#rehash();
    return 'added';
  }

  #sameDone(at: number, done: Int32Array, base: number, words: number): boolean {
    for (let i = 0; i < words; i++) {
      if (this.#arena[at + HEADER + i] !== done[base + i]) return false;
    }
    return true;
  }

  #usesSubset(at: number, words: number, open: Int32Array): boolean {
    for (let i = 0; i < this.#openWords; i++) {
      if (((this.#arena[at + HEADER + words + i] ?? 0) & ~(open[i] ?? 0)) !== 0) return false;
    }
    return true;
  }

  #head(mixed: number): number {
    return this.#heads[mixed & (this.#heads.length - 1)] ?? -1;
  }

  #link(at: number, mixed: number): void {
    const bucket = mixed & (this.#heads.length - 1);
    this.#arena[at + NEXT] = this.#heads[bucket] ?? -1;
    this.#heads[bucket] = at;
  }

  #reserve(words: number): boolean {
    if (this.#end + words <= this.#arena.length) return true;
    if (this.#end + words > searchLimits.cacheWords) return false;
    const length = Math.min(searchLimits.cacheWords, this.#arena.length * 2);
    const larger = new Int32Array(Math.max(length, this.#end + words));
    larger.set(this.#arena.subarray(0, this.#end));
    this.#arena = larger;
    return true;
  }

  #rehash(): void {
    this.#heads = new Int32Array(this.#heads.length * 4).fill(-1);
    for (let at = 0; at < this.#end; ) {
      this.#link(at, this.#arena[at + HASH] ?? 0);
      at += HEADER + (this.#arena[at + WORDS] ?? 0) + this.#openWords;
    }
  }
}

function mix(hash: number, state: number): number {
  let mixed = Math.imul(hash ^ Math.imul(state + 1, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 13);
}

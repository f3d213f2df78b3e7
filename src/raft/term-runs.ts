import { assert, at } from '../util/assert.ts';
import type { Index, Term, TermRun } from './types.ts';

/**
 * The terms of the whole log in memory proportional to the number of terms, not of entries: what allows matching,
 * backtracking and voting without reading the log from disk.
 *
 *      boundary        last
 *         v             v
 *   1 1 2 2 | 2 2 5 5 5 7      runs: {5,2} {7,5} {10,7}
 *           5   7       10
 *
 * Invariant: runs ascend in `first` and in `term`; the first run starts right after the boundary; no run is empty.
 */
export class TermRuns {
  #boundaryIndex: Index;
  #boundaryTerm: Term;
  #last: Index;
  #runs: TermRun[];

  constructor(
    boundaryIndex: Index,
    boundaryTerm: Term,
    runs: readonly TermRun[] = [],
    last: Index = boundaryIndex,
  ) {
    this.#boundaryIndex = boundaryIndex;
    this.#boundaryTerm = boundaryTerm;
    this.#last = last;
    this.#runs = [...runs];
    this.check();
  }

  get last(): Index {
    return this.#last;
  }

  get lastTerm(): Term {
    return this.#runs.at(-1)?.term ?? this.#boundaryTerm;
  }

  get runs(): readonly TermRun[] {
    return this.#runs;
  }

  /** A union, because a term of 0 for an index that was compacted once "matched" a follower's 0 (pitfall 27). */
  term(index: Index): Term | 'compacted' | 'missing' {
    if (index > this.#last) return 'missing';
    if (index > this.#boundaryIndex) return at(this.#runs, this.#position(index), 'run').term;
    return index === this.#boundaryIndex ? this.#boundaryTerm : 'compacted';
  }

  append(index: Index, term: Term): void {
    assert(index === this.#last + 1, () => `append ${index} after ${this.#last}`);
    assert(term >= this.lastTerm, () => `term ${term} at ${index} after ${this.lastTerm}`);
    if (this.#runs.length === 0 || term > this.lastTerm) this.#runs.push({ first: index, term });
    this.#last = index;
  }

  /** Removes `index` and all after it. */
  truncate(index: Index): void {
    assert(
      index > this.#boundaryIndex,
      () => `truncate ${index} at boundary ${this.#boundaryIndex}`,
    );
    if (index > this.#last) return;
    while (this.#runs.length > 0 && at(this.#runs, this.#runs.length - 1, 'run').first >= index) {
      this.#runs.pop();
    }
    this.#last = index - 1;
  }

  compact(index: Index): void {
    const term = this.term(index);
    assert(typeof term === 'number', () => `compact to ${index}, which is ${term}`);
    if (index === this.#boundaryIndex) return;
    const keep = index === this.#last ? this.#runs.length : this.#position(index + 1);
    this.#runs.splice(0, keep);
    const head = this.#runs[0];
    if (head !== undefined) this.#runs[0] = { first: index + 1, term: head.term };
    this.#boundaryIndex = index;
    this.#boundaryTerm = term;
  }

  /**
   * The largest index up to `index` whose term is at most `term`: the only place below `index` where a log with
   * `term` there can agree with this one. Below the boundary the answer is the index before it.
   */
  conflictHint(index: Index, term: Term): Index {
    const from = Math.min(index, this.#last);
    if (from > this.#boundaryIndex) {
      for (let i = this.#position(from); i >= 0; i--) {
        const run = at(this.#runs, i, 'run');
        if (run.term > term) continue;
        return Math.min(from, (this.#runs[i + 1]?.first ?? this.#last + 1) - 1);
      }
    }
    if (from >= this.#boundaryIndex && this.#boundaryTerm <= term) return this.#boundaryIndex;
    return Math.max(0, this.#boundaryIndex - 1);
  }

  check(): void {
    let first = this.#boundaryIndex + 1;
    let term = this.#boundaryTerm - 1;
    for (const [i, run] of this.#runs.entries()) {
      assert(i === 0 ? run.first === first : run.first > first, () => `run ${i} at ${run.first}`);
      // The boundary's own term may go on in the first run.
      assert(run.term > term, () => `run ${i} of term ${run.term} after ${term}`);
      ({ first, term } = run);
    }
    const empty = this.#runs.length === 0;
    assert(
      empty === (this.#last === this.#boundaryIndex),
      () => `${this.#runs.length} runs to ${this.#last}`,
    );
    assert(empty || first <= this.#last, () => `run at ${first} past ${this.#last}`);
  }

  /** The run that holds `index`, by bisection: the last run that starts at or before it. */
  #position(index: Index): number {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (at(this.#runs, middle, 'run').first <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

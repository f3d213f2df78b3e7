import type { Operation } from '../history/operations.ts';
import type { CheckResult } from './verdict.ts';

/** Complaints that a detail names, and that the report tells. */
const EXAMPLES = 3;
const STORIES = 20;

/** Collects what contradicts one property. Nothing looked at is unknown, and never green (R43). */
export class Findings {
  readonly #name: string;
  readonly #wrong: string[] = [];
  #checked = 0;

  constructor(name: string) {
    this.#name = name;
  }

  count(): void {
    this.#checked++;
  }

  /** Counts one statement, and complains unless it holds. */
  expect(holds: boolean, what: () => string): void {
    this.#checked++;
    if (!holds) this.#wrong.push(what());
  }

  /** `fine` says what holds. `undecided`: why nothing can be said although nothing is wrong. */
  result(fine: string, undecided: string | null = null): CheckResult {
    const name = this.#name;
    const wrong = this.#wrong;
    if (wrong.length > 0) {
      const more = wrong.length > EXAMPLES ? `; and ${wrong.length - EXAMPLES} more` : '';
      const detail = `${wrong.slice(0, EXAMPLES).join('; ')}${more}`;
      return { name, verdict: 'invalid', detail, story: wrong.slice(0, STORIES) };
    }
    if (undecided !== null) return { name, verdict: 'unknown', detail: undecided };
    if (this.#checked === 0) return { name, verdict: 'unknown', detail: 'nothing to check' };
    return { name, verdict: 'valid', detail: fine };
  }
}

/** Like `read a (operation 12 at 3.401 s)`; the number is the line of its invoke in the history. */
export function told({ f, key, operation, invokedAt }: Operation): string {
  return `${f} ${key} (operation ${operation} at ${(invokedAt / 1e6).toFixed(3)} s)`;
}

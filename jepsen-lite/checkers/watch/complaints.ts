import { Findings } from '../findings.ts';
import type { CheckResult } from '../verdict.ts';

/** What a watch promises, each judged by itself (docs/watch.md). */
const properties = [
  'filter',
  'ordered',
  'unique',
  'atomic',
  'bookmarkable',
  'resumable',
  'reliable',
  'every-revision',
  'agreement',
  'writes',
  'authors',
  'compacted',
  'copies',
] as const;

export type WatchProperty = (typeof properties)[number];

interface Judged {
  readonly findings: Findings;
  checked: number;
  undecided: string | null;
}

/** The findings of all properties. */
export class Complaints {
  readonly #judged = new Map<WatchProperty, Judged>();

  constructor() {
    for (const name of properties) {
      const findings = new Findings(`watch-${name}`);
      this.#judged.set(name, { findings, checked: 0, undecided: null });
    }
  }

  /** Counts one statement, and complains unless it holds. */
  expect(property: WatchProperty, holds: boolean, what: () => string): void {
    const judged = this.#of(property);
    judged.checked++;
    judged.findings.expect(holds, what);
  }

  /** Why nothing can be said although nothing is wrong. */
  undecided(property: WatchProperty, why: string): void {
    this.#of(property).undecided = why;
  }

  results(): CheckResult[] {
    return [...this.#judged.values()].map(({ findings, checked, undecided }) =>
      findings.result(`${checked} statements`, undecided),
    );
  }

  #of(property: WatchProperty): Judged {
    const judged = this.#judged.get(property);
    if (judged === undefined) throw new RangeError(property);
    return judged;
  }
}

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

/** The findings of all properties. */
export class Complaints {
  readonly #findings = new Map<WatchProperty, { readonly findings: Findings; checked: number }>();

  constructor() {
    for (const name of properties) {
      this.#findings.set(name, { findings: new Findings(`watch-${name}`), checked: 0 });
    }
  }

  /** Counts one statement, and complains unless it holds. */
  expect(property: WatchProperty, holds: boolean, what: () => string): void {
    const one = this.#findings.get(property);
    if (one === undefined) throw new RangeError(property);
    one.checked++;
    one.findings.expect(holds, what);
  }

  results(): CheckResult[] {
    return properties.flatMap((name) => {
      const one = this.#findings.get(name);
      return one === undefined ? [] : [one.findings.result(`${one.checked} statements`)];
    });
  }
}

import type { Verdict } from '../../jepsen-lite/checkers/index.ts';
import type { ClientOperation } from '../clients/history.ts';
import type { Seen } from './facts.ts';

/** What one checker says about a run. */
export interface RunCheck {
  /** What a planted bug is caught by. */
  readonly name: string;
  readonly verdict: Verdict;
  readonly detail: string;
  /** How many statements it looked at: over many runs together this must not stay 0. */
  readonly checked: number;
}

/** Complaints that a detail names. */
const examples = 3;

/** Collects what contradicts one property. */
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

  complain(what: string): void {
    this.#wrong.push(what);
  }

  /** Counts one statement, and complains unless it holds. */
  expect(holds: boolean, what: () => string): void {
    this.#checked++;
    if (!holds) this.#wrong.push(what());
  }

  result(): RunCheck {
    const wrong = this.#wrong;
    const more = wrong.length > examples ? `; and ${wrong.length - examples} more` : '';
    const detail =
      wrong.length > 0
        ? `${wrong.slice(0, examples).join('; ')}${more}`
        : `${this.#checked} statements hold`;
    const verdict = wrong.length > 0 ? 'invalid' : 'valid';
    return { name: this.#name, verdict, detail, checked: this.#checked };
  }
}

/** An operation for people: what, which, when, and where the answer came from. */
export function nameOf({ asked, id, answer, invokedAtMs }: ClientOperation): string {
  const { type, ...rest } = asked;
  const what = Object.values(rest)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => `${value}`.slice(0, 24));
  const from = answer === null ? '' : ` by n${answer.node}`;
  return `${type} ${what.join(' ')} (operation ${id} at ${Math.round(invokedAtMs)} ms${from})`;
}

export function textOf(record: Seen | null): string {
  if (record === null) return 'nothing';
  const { value, ...rest } = record;
  return JSON.stringify(value === undefined ? rest : { value: value.slice(0, 24), ...rest });
}

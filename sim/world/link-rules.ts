import type { Frame } from '../../src/server/host/net.ts';

/** What one fault does to frames, or to all of them, as long as it lasts. */
export interface LinkRule {
  applies(from: number, to: number): boolean;
  /** Frames on these links are lost, or wait until the rule ends. */
  readonly cut?: 'drop' | 'clog';
  readonly lossPerMille?: number;
  readonly duplicatePerMille?: number;
  readonly reorderPerMille?: number;
  readonly delayMs?: number;
  /** What is left of a frame; null for nothing. */
  readonly filter?: (frame: Frame) => Frame | null;
  /** Pulls of snapshots over these links end after so many chunks. */
  readonly pullsEnd?: { readonly afterChunks: number; readonly how: 'fails' | 'silence' };
}

/** The rules of a moment for one link, summed up. */
export interface Verdict {
  cut: 'drop' | 'clog' | null;
  lossPerMille: number;
  duplicatePerMille: number;
  reorderPerMille: number;
  delayMs: number;
  readonly filters: ((frame: Frame) => Frame | null)[];
}

/** All faults of the network that are on at the moment. A link is cut as long as any of them says so. */
export class LinkRules {
  readonly #rules = new Set<LinkRule>();
  readonly #verdicts = new Map<number, Verdict>();
  readonly #base: Pick<Verdict, 'lossPerMille' | 'duplicatePerMille' | 'reorderPerMille'>;

  constructor(base = { lossPerMille: 0, duplicatePerMille: 0, reorderPerMille: 0 }) {
    this.#base = base;
  }

  add(rule: LinkRule): void {
    this.#rules.add(rule);
    this.#verdicts.clear();
  }

  delete(rule: LinkRule): void {
    this.#rules.delete(rule);
    this.#verdicts.clear();
  }

  clear(): void {
    this.#rules.clear();
    this.#verdicts.clear();
  }

  cut(from: number, to: number): boolean {
    return this.of(from, to).cut !== null;
  }

  of(from: number, to: number): Verdict {
    const key = from * 64 + to;
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) {
      verdict = this.#judge(from, to);
      this.#verdicts.set(key, verdict);
    }
    return verdict;
  }

  pullsEnd(from: number, to: number): LinkRule['pullsEnd'] {
    for (const rule of this.#rules) {
      if (rule.pullsEnd !== undefined && rule.applies(from, to)) return rule.pullsEnd;
    }
    return undefined;
  }

  #judge(from: number, to: number): Verdict {
    const verdict: Verdict = { cut: null, delayMs: 0, filters: [], ...this.#base };
    for (const rule of this.#rules) {
      if (!rule.applies(from, to)) continue;
      // What is dropped does not wait.
      if (rule.cut === 'drop' || (rule.cut === 'clog' && verdict.cut === null))
        verdict.cut = rule.cut;
      verdict.lossPerMille += rule.lossPerMille ?? 0;
      verdict.duplicatePerMille += rule.duplicatePerMille ?? 0;
      verdict.reorderPerMille += rule.reorderPerMille ?? 0;
      verdict.delayMs += rule.delayMs ?? 0;
      if (rule.filter !== undefined) verdict.filters.push(rule.filter);
    }
    return verdict;
  }
}

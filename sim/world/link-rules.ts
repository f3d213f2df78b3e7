import type { Frame } from '../../src/server/host/net.ts';
import type { Random } from '../../src/util/random.ts';
import type { CutHow } from '../faults/events.ts';

/** How often frames are lost, and messages come twice or late, as drawn from a stream of its own. */
export interface Noise {
  readonly lossPerMille: number;
  readonly duplicatePerMille: number;
  readonly reorderPerMille: number;
  readonly random: Random;
}

/** What one fault does to frames, or to all of them, as long as it lasts. */
export interface LinkRule {
  applies(from: number, to: number): boolean;
  /** What becomes of frames and connections on these links until the rule ends. */
  readonly cut?: CutHow;
  readonly noise?: Noise;
  readonly delayMs?: number;
  /** What is left of a frame; null for nothing. */
  readonly filter?: (frame: Frame) => Frame | null;
  /** Pulls of snapshots over these links end after so many chunks. */
  readonly pullsEnd?: { readonly afterChunks: number; readonly how: 'fails' | 'silence' };
}

/** The rules of a moment for one link, summed up. */
export interface Verdict {
  /** Of several the first of: drop, clog, refuse. */
  cut: CutHow | null;
  delayMs: number;
  readonly noises: Noise[];
  readonly filters: ((frame: Frame) => Frame | null)[];
}

/** All faults of the network that are on at the moment. A link is cut as long as any of them says so. */
export class LinkRules {
  readonly #rules = new Set<LinkRule>();
  readonly #verdicts = new Map<number, Verdict>();

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
    const verdict: Verdict = { cut: null, delayMs: 0, noises: [], filters: [] };
    for (const rule of this.#rules) {
      if (!rule.applies(from, to)) continue;
      verdict.cut = stronger(verdict.cut, rule.cut ?? null);
      verdict.delayMs += rule.delayMs ?? 0;
      if (rule.noise !== undefined) verdict.noises.push(rule.noise);
      if (rule.filter !== undefined) verdict.filters.push(rule.filter);
    }
    return verdict;
  }
}

/** What is dropped does not wait, and nobody is refused who gets no answer. */
function stronger(one: CutHow | null, other: CutHow | null): CutHow | null {
  return (['drop', 'clog', 'refuse'] as const).find((how) => how === one || how === other) ?? null;
}

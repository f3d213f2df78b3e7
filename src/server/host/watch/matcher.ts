import type { Feed } from './feed.ts';
import type { WatchSpec, WatchTarget } from './watch-types.ts';

/** A watch of one partition that gets its events as they happen. */
export interface LiveWatch {
  readonly feed: Feed;
  readonly spec: WatchSpec;
  /** It has everything up to this revision already. */
  readonly from: number;
}

/**
 * Finds the watches of a key without looking at the others: one lookup, and one for each length of prefix that somebody
 * watches.
 *
 *   keys       "{sku-1}/avail" ─▶ watches
 *   prefixes   0: ""           ─▶ watches         7: "{sku-1}" ─▶ watches
 */
export class Matcher {
  readonly #keys = new Map<string, Set<LiveWatch>>();
  readonly #prefixes = new Map<number, Map<string, Set<LiveWatch>>>();
  size = 0;

  add(watch: LiveWatch): void {
    const { target } = watch.spec;
    const names = this.#namesOf(target, true) ?? this.#keys;
    const watches = names.get(target.name) ?? new Set();
    names.set(target.name, watches.add(watch));
    this.size++;
  }

  remove(watch: LiveWatch): void {
    const { target } = watch.spec;
    const names = this.#namesOf(target, false);
    const watches = names?.get(target.name);
    if (names === undefined || watches?.delete(watch) !== true) return;
    this.size--;
    if (watches.size === 0) names.delete(target.name);
    if (names.size === 0 && target.type === 'prefix') this.#prefixes.delete(target.name.length);
  }

  /** Calls `found` for each. */
  match(key: string, found: (watch: LiveWatch) => void): void {
    for (const watch of this.#keys.get(key) ?? none) found(watch);
    for (const [length, names] of this.#prefixes) {
      if (length > key.length) continue;
      for (const watch of names.get(key.slice(0, length)) ?? none) found(watch);
    }
  }

  #namesOf(target: WatchTarget, make: boolean): Map<string, Set<LiveWatch>> | undefined {
    if (target.type === 'key') return this.#keys;
    const { length } = target.name;
    let names = this.#prefixes.get(length);
    if (names === undefined && make) {
      names = new Map();
      this.#prefixes.set(length, names);
    }
    return names;
  }
}

const none: readonly LiveWatch[] = [];

/** The same question, of one watch alone. */
export function isOf(key: string, { type, name }: WatchTarget): boolean {
  return type === 'key' ? key === name : key.startsWith(name);
}

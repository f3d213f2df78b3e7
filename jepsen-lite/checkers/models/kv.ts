import { illegal, type Model } from './model.ts';

/**
 * A string with append, at first empty: porcupine's key-value model for one key. `read`, `write` and `append`, also
 * under their other names `get` and `put`.
 *
 * Appends remember their order, so n concurrent ones lead to n! states. What a read shows bounds that: a state that
 * is not the beginning of any read can only be overwritten, and all such states are one.
 *
 *   reads: "ab", "abc", "x"      named: "" "a" "ab" "abc" "x"      "b", "ax", "abcd": one state, `unread`
 */
export const kv: Model<string> = {
  initial: '',
  step(state, { f, outcome, argument, result }) {
    const name = names.get(f);
    if (name === 'write') return textOf(argument);
    if (name === 'append') return state + textOf(argument);
    return outcome === 'open' || textOf(result) === state ? state : illegal;
  },
  classOf({ f, outcome, argument, result }) {
    if (names.get(f) !== 'read') return `${names.get(f)} ${textOf(argument)}`;
    return outcome === 'open' ? 'read' : `read ${textOf(result)}`;
  },
  isObserver: ({ f }) => names.get(f) === 'read',
  isBlind: ({ f }) => names.get(f) === 'write',
  identify(operations) {
    const reads = operations
      .filter(({ f, outcome }) => names.get(f) === 'read' && outcome === 'ok')
      .map(({ result }) => textOf(result));
    const sorted = [...new Set(reads)].sort();
    return (state) => (beginsOne(sorted, state) ? `read ${state}` : 'unread');
  },
  canGrowInto(state, { f, outcome, result }) {
    return names.get(f) !== 'read' || outcome !== 'ok' || textOf(result).startsWith(state);
  },
  complaint({ f, outcome, argument, result }) {
    const name = names.get(f);
    if (name === undefined) return `a string has no operation ${f}`;
    const text = name === 'read' ? result : argument;
    if (typeof text === 'string') return null;
    const mayBeNothing = name === 'read' && (outcome !== 'ok' || text === null);
    return mayBeNothing ? null : `${f} needs a string`;
  },
  describe: (state) => JSON.stringify(state),
  describeOperation({ f, argument, result, outcome }) {
    if (names.get(f) !== 'read') return `${names.get(f)} ${JSON.stringify(textOf(argument))}`;
    return outcome === 'ok' ? `read ${JSON.stringify(textOf(result))}` : 'read';
  },
};

const names: ReadonlyMap<string, 'read' | 'write' | 'append'> = new Map([
  ['get', 'read'],
  ['read', 'read'],
  ['put', 'write'],
  ['write', 'write'],
  ['append', 'append'],
]);

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Strings that begin with `start` stand together in sorted order, from where `start` itself would stand. */
function beginsOne(sorted: readonly string[], start: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(start) ?? false;
}

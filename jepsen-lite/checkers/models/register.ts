import type { Operation } from '../../history/operations.ts';
import { illegal, type Model } from './model.ts';

/**
 * A register with compare-and-set. States are values as JSON text, so that any value compares by what it is; at
 * first there is none, and reads of that show null.
 *
 *   read  v            legal where the register holds v
 *   write v            always legal
 *   cas [a, b]  ok     legal where it holds a, sets b. Open: the same, as without effect it need not be placed
 *               fail   (mismatch) legal where it holds anything but a
 */
export const register: Model<string> = {
  initial: 'null',
  step(state, { f, outcome, argument, result }) {
    if (f === 'read') return outcome === 'open' || valueText(result) === state ? state : illegal;
    if (f === 'write') return valueText(argument);
    const [from, to] = pairOf(argument);
    if (outcome === 'mismatch') return from === state ? illegal : state;
    return from === state ? to : illegal;
  },
  classOf({ f, outcome, argument, result }) {
    if (f === 'read') return `read ${outcome === 'open' ? '' : valueText(result)}`;
    if (f === 'write') return `write ${valueText(argument)}`;
    return `${outcome === 'mismatch' ? 'not' : 'cas'} ${JSON.stringify(argument)}`;
  },
  isObserver({ f, outcome, argument }) {
    if (f !== 'cas') return f === 'read';
    const [from, to] = pairOf(argument);
    return outcome === 'mismatch' || from === to;
  },
  isBlind: ({ f }) => f === 'write',
  identify(operations) {
    const observed = new Set<string>();
    for (const { f, outcome, argument, result } of operations) {
      if (f === 'read' && outcome === 'ok') observed.add(valueText(result));
      if (f === 'cas') observed.add(pairOf(argument)[0]);
    }
    return (state) => (observed.has(state) ? state : 'unobserved');
  },
  complaint({ f, argument }) {
    if (f !== 'read' && f !== 'write' && f !== 'cas') return `a register has no operation ${f}`;
    if (f === 'cas' && !isPair(argument)) return 'a cas needs [from, to]';
    return f === 'write' && argument === undefined ? 'a write needs a value' : null;
  },
  describe: (state) => state,
  describeOperation({ f, outcome, argument, result }) {
    if (f === 'read') return outcome === 'ok' ? `read ${valueText(result)}` : 'read';
    if (f === 'write') return `write ${valueText(argument)}`;
    const [from, to] = pairOf(argument);
    return `cas ${from} -> ${to}${outcome === 'mismatch' ? ' (mismatch)' : ''}`;
  },
};

/** A value by what it is; what was left out is null. */
export function valueText(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/** `[from, to]` of a cas, as texts. */
export function pairOf(argument: unknown): readonly [from: string, to: string] {
  return isPair(argument)
    ? [valueText(argument[0]), valueText(argument[1])]
    : ['undefined', 'undefined'];
}

function isPair(argument: unknown): argument is readonly [unknown, unknown] {
  return Array.isArray(argument) && argument.length === 2;
}

/** The value that the operation leaves behind when it takes effect, or null: it never changes anything. */
export function effectOf({ f, outcome, argument }: Operation): string | null {
  if (outcome === 'mismatch' || outcome === 'failed') return null;
  if (f === 'write') return valueText(argument);
  return f === 'cas' ? pairOf(argument)[1] : null;
}

import { byKey, type Operation } from '../history/operations.ts';
import { valueText } from './models/register.ts';
import type { CheckResult } from './verdict.ts';

/** Examples that a detail names. */
const EXAMPLES = 3;
/** Distinct sums of unknown increments of one counter; with more, only the bounds are checked. */
const MAX_SUMS = 10_000;

/**
 * Of keys that are written once: what was acknowledged is read back at the end, and what failed definitely is not
 * there. An acknowledged put that nobody read back leaves it unknown.
 */
export function checkLostWrites(operations: readonly Operation[]): CheckResult {
  const wrong: string[] = [];
  let unread = 0;
  let puts = 0;
  for (const [key, ofKey] of byKey(operations)) {
    const writes = ofKey.filter(({ f }) => f === 'write');
    if (writes.length === 0) continue;
    puts++;
    const acknowledged = writes.filter(({ outcome }) => outcome === 'ok');
    const possible = new Set(
      writes
        .filter(({ outcome }) => outcome !== 'failed')
        .map(({ argument }) => valueText(argument)),
    );
    const reads = finalReadsOf(ofKey);
    if (acknowledged.length > 0 && reads.length === 0) unread++;
    for (const { operation, result } of reads) {
      const found = valueText(result);
      const isGone = found === 'null' && acknowledged.length > 0;
      const isForeign = found !== 'null' && !possible.has(found);
      if (isGone) wrong.push(`${key}: acknowledged, and gone at operation ${operation}`);
      else if (isForeign)
        wrong.push(`${key}: operation ${operation} reads ${found}, which no put left there`);
    }
  }
  return judged('lost-writes', wrong, unread, puts, `${puts} keys hold what was acknowledged`);
}

/** The final value of a counter is the sum of what was acknowledged, and of those unknown increments that happened. */
export function checkCounterSum(operations: readonly Operation[]): CheckResult {
  const wrong: string[] = [];
  let unread = 0;
  let counters = 0;
  for (const [key, ofKey] of byKey(operations)) {
    const adds = ofKey.filter(({ f }) => f === 'add');
    if (adds.length === 0) continue;
    counters++;
    const sum = total(adds.filter(({ outcome }) => outcome === 'ok'));
    const unknown = adds.filter(({ outcome }) => outcome === 'open').map(amountOf);
    const reads = finalReadsOf(ofKey);
    if (reads.length === 0) unread++;
    for (const { operation, result } of reads) {
      if (isReachable(Number(result ?? 0) - sum, unknown)) continue;
      const also = unknown.length === 0 ? '' : ` and ${unknown.length} increments are unknown`;
      wrong.push(
        `${key}: ${sum} was acknowledged${also}, operation ${operation} reads ${Number(result ?? 0)}`,
      );
    }
  }
  return judged('counter-sum', wrong, unread, counters, `${counters} counters add up`);
}

/**
 * Any read of a counter, also while it is being incremented, lies between what must have happened by its begin and what can
 * have happened by its end.
 */
export function checkCounterBounds(operations: readonly Operation[]): CheckResult {
  const wrong: string[] = [];
  let checked = 0;
  for (const [key, ofKey] of byKey(operations)) {
    const adds = ofKey.filter(({ f, outcome }) => f === 'add' && outcome !== 'failed');
    if (adds.length === 0) continue;
    const reads = ofKey.filter(({ f, outcome }) => f === 'read' && outcome === 'ok');
    const begun = new RunningSum(adds, ({ invoked }) => invoked);
    const ended = new RunningSum(adds, ({ completed }) => completed);
    for (const { operation, result, invoked, completed } of reads) {
      const value = Number(result ?? 0);
      // An increment that began before the end of the read and ended after its begin counts if that widens the bounds.
      const least = ended.positive(invoked, false) + begun.negative(completed, true);
      const most = begun.positive(completed, true) + ended.negative(invoked, false);
      checked++;
      if (value >= least && value <= most) continue;
      wrong.push(`${key}: operation ${operation} reads ${value}, not within ${least} to ${most}`);
    }
  }
  return judged('counter-bounds', wrong, 0, checked, `${checked} reads of counters within bounds`);
}

/** Once nothing is under way any more, all nodes answer the same. Keys with open operations may still change. */
export function checkFinalReads(operations: readonly Operation[]): CheckResult {
  const wrong: string[] = [];
  const nodes = new Set<number>();
  let agreed = 0;
  for (const [key, ofKey] of byKey(operations)) {
    const reads = finalReadsOf(ofKey);
    for (const { at } of reads) if (at !== undefined) nodes.add(at.node);
    if (ofKey.some(({ f, outcome }) => f !== 'read' && outcome === 'open')) continue;
    const values = new Set(reads.map(({ result }) => valueText(result)));
    if (values.size > 1) wrong.push(`${key}: read as ${[...values].join(' and ')}`);
    else if (values.size === 1) agreed++;
  }
  return judged(
    'final-reads',
    wrong,
    0,
    agreed + wrong.length,
    `${agreed} keys read alike, answered by ${nodes.size} nodes`,
  );
}

/** Reads that began after every change of the key had ended; open changes never do. */
function finalReadsOf(ofKey: readonly Operation[]): Operation[] {
  let end = Number.NEGATIVE_INFINITY;
  for (const { f, outcome, invoked, completed } of ofKey) {
    if (f !== 'read') end = Math.max(end, outcome === 'open' ? invoked : completed);
  }
  return ofKey.filter(
    ({ f, outcome, invoked }) => f === 'read' && outcome === 'ok' && invoked > end,
  );
}

/** Whether some of the unknown amounts add up to `rest`. */
function isReachable(rest: number, unknown: readonly number[]): boolean {
  let sums = new Set([0]);
  for (const amount of unknown) {
    sums = new Set([...sums, ...[...sums].map((sum) => sum + amount)]);
    if (sums.size > MAX_SUMS) {
      const least = unknown.reduce((sum, one) => sum + Math.min(one, 0), 0);
      const most = unknown.reduce((sum, one) => sum + Math.max(one, 0), 0);
      return rest >= least && rest <= most;
    }
  }
  return sums.has(rest);
}

function amountOf({ argument }: Operation): number {
  return Number(argument);
}

function total(adds: readonly Operation[]): number {
  return adds.reduce((sum, add) => sum + amountOf(add), 0);
}

/** Sums of the positive and of the negative amounts up to any moment, by binary search. */
class RunningSum {
  readonly #moments: readonly number[];
  readonly #positive: number[] = [0];
  readonly #negative: number[] = [0];

  constructor(adds: readonly Operation[], momentOf: (add: Operation) => number) {
    const sorted = adds.toSorted((a, b) => momentOf(a) - momentOf(b));
    this.#moments = sorted.map(momentOf);
    for (const [i, add] of sorted.entries()) {
      this.#positive.push((this.#positive[i] ?? 0) + Math.max(0, amountOf(add)));
      this.#negative.push((this.#negative[i] ?? 0) + Math.min(0, amountOf(add)));
    }
  }

  /** Of amounts before the moment, or `inclusive` of those at it. */
  positive(moment: number, inclusive: boolean): number {
    return this.#positive[this.#count(moment, inclusive)] ?? 0;
  }

  negative(moment: number, inclusive: boolean): number {
    return this.#negative[this.#count(moment, inclusive)] ?? 0;
  }

  #count(moment: number, inclusive: boolean): number {
    let low = 0;
    let high = this.#moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = this.#moments[middle] ?? 0;
      if (at < moment || (inclusive && at === moment)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function judged(
  name: string,
  wrong: readonly string[],
  unread: number,
  checked: number,
  fine: string,
): CheckResult {
  if (wrong.length > 0) {
    const more = wrong.length > EXAMPLES ? `; and ${wrong.length - EXAMPLES} more` : '';
    return { name, verdict: 'invalid', detail: `${wrong.slice(0, EXAMPLES).join('; ')}${more}` };
  }
  if (unread > 0)
    return { name, verdict: 'unknown', detail: `${unread} keys were never read back` };
  if (checked === 0) return { name, verdict: 'unknown', detail: 'nothing to check' };
  return { name, verdict: 'valid', detail: fine };
}

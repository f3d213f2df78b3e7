import type { Findings } from '../findings.ts';
import { listText, nameOf, type Transaction, textOf } from './transaction.ts';

/** What is known of one list. */
export interface ListOrder {
  /** The longest that was read: the order in which the appends took effect. */
  readonly values: readonly number[];
  readonly writers: ReadonlyMap<number, Transaction>;
}

/** Of everything that was appended, who did it. Each value is appended once, so this needs no guess. */
export function writersOf(
  transactions: readonly Transaction[],
): Map<string, Map<number, Transaction>> {
  const writers = new Map<string, Map<number, Transaction>>();
  for (const transaction of transactions) {
    for (const [f, key, value] of transaction.steps) {
      if (f !== 'append') continue;
      const ofKey = writers.get(key) ?? new Map<number, Transaction>();
      writers.set(key, ofKey);
      ofKey.set(value, transaction);
    }
  }
  return writers;
}

/**
 * The order of each list, from what was read of it:
 *
 *     longest read   1 4 2 7         any other read is its beginning: [], [1], [1 4], ...
 *                                    or no order of the appends explains both (`incompatible order`)
 *
 * No read shows a value twice, or one that nobody appended, or whose transaction failed (G1a), or one that its transaction
 * appended before another of the same list and not that one as well (G1b). And none lacks what was acknowledged before it.
 */
export function ordersOf(
  transactions: readonly Transaction[],
  failed: readonly Transaction[],
  findings: Findings,
): Map<string, ListOrder> {
  const writers = writersOf(transactions);
  const aborted = writersOf(failed);
  const longest = new Map<string, { values: readonly number[]; by: Transaction }>();
  const reads = externalReads(transactions);
  for (const { by, key, list } of reads) {
    const known = longest.get(key);
    if (known === undefined || known.values.length < list.length) {
      longest.set(key, { values: list, by });
    }
  }
  for (const { by, key, list } of reads) {
    const order = longest.get(key);
    findings.expect(
      order === undefined || list.every((value, i) => order.values[i] === value),
      () =>
        `incompatible order of ${key}: ${textOf(by)} reads ${listText(list)}, which is no beginning of ${listText(order?.values ?? [])} in ${order === undefined ? '' : nameOf(order.by)}`,
    );
  }
  const orders = new Map<string, ListOrder>();
  for (const [key, { values, by }] of longest) {
    const ofKey = writers.get(key) ?? new Map<number, Transaction>();
    orders.set(key, { values, writers: ofKey });
    const unique = new Set(values);
    findings.expect(
      unique.size === values.length,
      () => `duplicate elements: ${textOf(by)} shows a value of ${key} twice`,
    );
    for (const value of unique) possible({ key, value, by }, ofKey, aborted.get(key), findings);
  }
  for (const read of reads) whole(read, writers.get(read.key), findings);
  lost(reads, orders, findings);
  return orders;
}

interface Read {
  readonly by: Transaction;
  readonly key: string;
  readonly list: readonly number[];
}

/**
 * What each transaction read of others: the first read of a key, before an append of its own. A later one must be that and
 * its own appends, which `internal` checks.
 */
export function externalReads(transactions: readonly Transaction[]): Read[] {
  return transactions.flatMap((by) => {
    const touched = new Set<string>();
    return by.steps.flatMap(([f, key, value]) => {
      const isFirst = !touched.has(key);
      touched.add(key);
      return f === 'r' && isFirst && value !== null ? [{ by, key, list: value }] : [];
    });
  });
}

function possible(
  { key, value, by }: { key: string; value: number; by: Transaction },
  writers: ReadonlyMap<number, Transaction>,
  aborted: ReadonlyMap<number, Transaction> | undefined,
  findings: Findings,
): void {
  const failed = aborted?.get(value);
  findings.expect(
    failed === undefined,
    () =>
      `G1a, aborted read: ${nameOf(by)} sees ${value} of ${key}, and ${failed === undefined ? '' : nameOf(failed)}, which appended it, had failed`,
  );
  findings.expect(
    failed !== undefined || writers.has(value),
    () => `${nameOf(by)} sees ${value} of ${key}, which nobody appended`,
  );
}

/** Acknowledged, and not in the longest read, though the list was read after that. What is in it has its place in the graph. */
function lost(
  reads: readonly Read[],
  orders: ReadonlyMap<string, ListOrder>,
  findings: Findings,
): void {
  const latest = new Map<string, Transaction>();
  for (const { by, key } of reads) {
    if ((latest.get(key)?.by.invoked ?? -1) < by.by.invoked) latest.set(key, by);
  }
  for (const [key, { values, writers }] of orders) {
    const seen = new Set(values);
    const read = latest.get(key);
    for (const [value, writer] of writers) {
      if (seen.has(value) || writer.by.outcome !== 'ok' || read === undefined) continue;
      findings.expect(
        writer.by.completed >= read.by.invoked,
        () =>
          `lost append: ${nameOf(writer)} appended ${value} to ${key}, and ${nameOf(read)} and all others do not see it`,
      );
    }
  }
}

/** The last value of a read is the last that its writer appended to that list. */
function whole(
  { by, key, list }: Read,
  writers: ReadonlyMap<number, Transaction> | undefined,
  findings: Findings,
): void {
  const last = list.at(-1);
  const writer = last === undefined ? undefined : writers?.get(last);
  if (writer === undefined || writer === by) return;
  const appended = writer.steps.flatMap(([f, of, value]) =>
    f === 'append' && of === key ? [value] : [],
  );
  const final = appended.at(-1);
  findings.expect(
    final === last,
    () =>
      `G1b, intermediate read: ${nameOf(by)} sees ${key} end with ${last}, and ${nameOf(writer)} appended ${final} after it`,
  );
}

/** What a transaction reads again is what it read before and what it appended since. */
export function checkInternal(transactions: readonly Transaction[], findings: Findings): void {
  for (const transaction of transactions) {
    const state = new Map<string, number[]>();
    /** Appended before anything was read. */
    const tails = new Map<string, number[]>();
    for (const [f, key, value] of transaction.steps) {
      const known = state.get(key);
      if (f === 'append') {
        (known ?? tails.get(key) ?? tails.set(key, []).get(key))?.push(value);
        continue;
      }
      if (value === null) continue;
      const tail = tails.get(key) ?? [];
      const fits =
        known === undefined
          ? tail.every((one, i) => value[value.length - tail.length + i] === one)
          : known.length === value.length && known.every((one, i) => value[i] === one);
      findings.expect(
        fits,
        () => `internal: ${textOf(transaction)} contradicts itself about ${key}`,
      );
      state.set(key, [...value]);
    }
  }
}

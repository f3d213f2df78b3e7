import type { Operation } from '../../history/operations.ts';
import { Findings } from '../findings.ts';
import type { CheckResult } from '../verdict.ts';
import { worstCycle } from './cycles.ts';
import { graphOf } from './graph.ts';
import { checkInternal, ordersOf } from './orders.ts';
import { stepsOf, type Transaction } from './transaction.ts';

/**
 * Transactions that read and append to lists (Elle, Kingsbury and Alvaro 2020). A list tells the order of all that was
 * appended to it, and a read where its transaction stands in that order; so it is known who came before whom, and a history
 * is strictly serializable only if that has no cycle, real time included. O(transactions + edges).
 *
 *   list-order   what each read shows can have been appended in one order: incompatible orders, duplicates, G1a, G1b, internal
 *   cycles       G0, G1c, G-single, G2, and the same with real time
 *
 * Final reads, `lists`, take part as transactions of one read each.
 */
export function checkAppends(operations: readonly Operation[]): CheckResult[] {
  const orders = new Findings('list-order');
  const all = operations.flatMap(transactionsOf);
  const failed = all.filter(({ by }) => by.outcome === 'failed');
  const possible = all.filter(({ by }) => by.outcome !== 'failed');
  checkInternal(possible, orders);
  const found = ordersOf(possible, failed, orders);
  const graph = graphOf(possible, found);
  const cycle = worstCycle(graph);
  const edges = graph.edges.reduce((sum, of) => sum + of.length, 0);
  const detail = `${possible.length} transactions, ${found.size} lists, ${edges} dependencies, no cycle`;
  const fine = `${found.size} lists, each read is a beginning of the longest`;
  const name = 'cycles';
  return [
    orders.result(fine),
    cycle === null
      ? { name, verdict: found.size === 0 ? 'unknown' : 'valid', detail }
      : {
          name,
          verdict: 'invalid',
          detail: `${cycle.name}: ${cycle.story.join('; ')}`,
          story: cycle.story,
        },
  ];
}

function transactionsOf(by: Operation): Transaction[] {
  const isOpen = by.outcome === 'open';
  if (by.f === 'txn') {
    return [{ by, isOpen, steps: stepsOf(by.outcome === 'ok' ? by.result : by.argument) }];
  }
  // A read that was not answered tells nothing.
  if (by.outcome !== 'ok') return [];
  return stepsOf(by.result).map((step) => ({ by, isOpen, steps: [step] }));
}

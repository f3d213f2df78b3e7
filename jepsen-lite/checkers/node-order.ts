import type { HistoryEvent } from '../history/event.ts';
import { type Operation, operationsOf } from '../history/operations.ts';
import { Findings, told } from './findings.ts';
import type { CheckResult } from './verdict.ts';

/** Faults that leave the processes of the nodes alive; after any other a node may be another process. */
const harmless: ReadonlySet<string> = new Set([
  'partition',
  'heal',
  'pause',
  'pause-leader',
  'resume',
]);

/**
 * One process of a node shows prefixes of a partition's log, each at least as long as the one before, whatever level was asked
 * for. A node that was started again may begin with an earlier one, so nothing is held against it over a restart.
 */
export function checkNodeOrder(history: readonly HistoryEvent[]): CheckResult {
  const findings = new Findings('node-order');
  const reads = new Map(
    operationsOf(history)
      .filter(({ f, outcome, at }) => f === 'read' && outcome === 'ok' && at !== undefined)
      .flatMap((read) => [[read.invoked, read] as const, [read.completed, read] as const]),
  );
  const highest = new Map<string, Operation>();
  const begun = new Map<
    Operation,
    { readonly process: string; readonly floor: Operation | null }
  >();
  const restarts = new Map<string, number>();
  for (const [place, { p, f, v }] of history.entries()) {
    if (p === 'nemesis') {
      if (harmless.has(f)) continue;
      for (const node of String(v).split(/\W+/)) {
        restarts.set(node, (restarts.get(node) ?? 0) + 1);
      }
      continue;
    }
    const read = reads.get(place);
    if (read?.at === undefined) continue;
    const { revision, partition, node } = read.at;
    const process = `n${node} ${restarts.get(`n${node}`) ?? 0} ${partition}`;
    const before = highest.get(process) ?? null;
    if (place === read.invoked) {
      begun.set(read, { process, floor: before });
      continue;
    }
    const begin = begun.get(read);
    // Another process may have answered than the one that is there now.
    if (begin?.process !== process) continue;
    const { floor } = begin;
    if (floor !== null) {
      const shown = floor.at?.revision ?? 0;
      findings.expect(
        revision >= shown,
        () =>
          `n${node} shows revision ${revision} to ${told(read)}, after ${shown} to ${told(floor)}`,
      );
    }
    if (before === null || (before.at?.revision ?? 0) < revision) highest.set(process, read);
  }
  return findings.result('no process of a node goes back');
}

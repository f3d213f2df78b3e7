import type { History } from '../clients/history.ts';
import type { Violation } from '../contract.ts';
import type { EventLog } from '../subscribers/event-log.ts';
import { factsOf } from './facts.ts';
import { Findings, nameOf } from './result.ts';

/**
 * What clients were told that they changed, watches are told at that revision, and nothing else of the key: the value and
 * version of a write, that a delete left nothing.
 */
export function checkWatches(history: History, log: EventLog): Violation | null {
  const findings = new Findings('watch');
  for (const { partition, changes } of factsOf(history.operations)) {
    const revisions = log.partitions.get(partition);
    for (const { key, revision, kind, after, by } of changes) {
      const told = revisions?.get(revision)?.filter((event) => event.key === key);
      // Before the first watch had begun, or between two that missed something.
      if (told === undefined) continue;
      // Nobody was told which of the keys of a prefix were there.
      if (told.length === 0 && by.asked.type === 'clear') continue;
      const [event] = told;
      const isGone = event?.kind === 'delete' || event?.kind === 'expire';
      const fits =
        event !== undefined &&
        told.length === 1 &&
        (after === null
          ? isGone
          : event.kind === (kind === 'touch' ? 'touch' : 'put') &&
            (after.value === undefined || kind === 'touch' || after.value === event.value) &&
            (after.version === undefined || after.version === event.version) &&
            (after.expiresAt === undefined || after.expiresAt === event.expiresAt));
      findings.expect(
        fits,
        () =>
          `${nameOf(by)} changed ${key} at revision ${revision}, watches are told ${JSON.stringify(told)}`,
      );
    }
  }
  const { verdict, name, detail } = findings.result();
  return verdict === 'invalid' ? { checker: name, message: detail } : null;
}

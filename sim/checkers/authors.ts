import type { ClientOperation } from '../clients/history.ts';
import { effectsOf } from './open-writes.ts';
import { Findings, nameOf, type RunCheck, textOf } from './result.ts';
import type { Timeline } from './timeline.ts';

/**
 * Whatever is read was written: by a write that was answered with that revision, or by one of unknown outcome. Above all it
 * was not written by one that had failed for certain (R38; aborted reads, G1a).
 */
export function checkAuthors(
  timelines: readonly Timeline[],
  operations: readonly ClientOperation[],
): RunCheck {
  const findings = new Findings('aborted-read');
  const failed = new Map<string, ClientOperation>();
  for (const operation of operations) {
    if (operation.outcome !== 'fail') continue;
    for (const effect of effectsOf(operation.asked)) {
      if (effect.kind === 'put') failed.set(`${effect.key}=${effect.value}`, operation);
    }
  }
  for (const { facts, orphans } of timelines) {
    for (const { record, revision, key, by } of facts.sights) {
      const modRevision = record?.modRevision;
      if (modRevision === undefined) continue;
      findings.expect(
        modRevision <= revision,
        () => `${nameOf(by)} at revision ${revision} shows ${key} of revision ${modRevision}`,
      );
    }
    for (const { key, record, by } of orphans) {
      const author = failed.get(`${key}=${record?.value}`);
      findings.complain(
        author === undefined
          ? `${nameOf(by)} shows ${key}: ${textOf(record)}, which nobody can have written`
          : `${nameOf(by)} shows ${key}: ${textOf(record)}, but ${nameOf(author)} had failed: ${author.reason}`,
      );
    }
  }
  return findings.result();
}

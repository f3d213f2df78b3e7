import type { ClientOperation } from '../clients/history.ts';
import { acceptedReason } from '../clients/write-kinds.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/** A write with ACCEPTED is told that it was queued, and no revision: whoever had one would take it for done. */
export function checkAccepted(operations: readonly ClientOperation[]): RunCheck {
  const findings = new Findings('accepted');
  for (const operation of operations) {
    if (operation.reason !== acceptedReason) continue;
    const reply = operation.answer?.reply;
    findings.expect(
      reply?.type === 'accepted' && reply.at.revision === 0,
      () => `${nameOf(operation)} was answered ${reply?.type} at ${reply?.at.revision}`,
    );
  }
  return findings.result();
}

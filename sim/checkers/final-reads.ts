import { fromUtf8 } from '../../src/util/bytes.ts';
import type { ClientOperation, History } from '../clients/history.ts';
import { seenOf } from './read-facts.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/**
 * In the end, after everything has healed, each partition can be read whole, every node has come as far, and all that show
 * the same revision show the same records. Keys still come to their time meanwhile, so revisions may differ.
 */
export function checkFinalReads({ finals }: Pick<History, 'finals'>): RunCheck {
  const findings = new Findings('final-reads');
  const asked = new Map<number, ClientOperation>();
  const pages = new Map<string, ClientOperation>();
  for (const final of finals) {
    const { partition, outcome, answer, reason } = final;
    findings.expect(outcome === 'ok', () => `${nameOf(final)} failed: ${reason}`);
    if (answer?.reply.type !== 'page') continue;
    const { revision } = answer.reply.at;
    const strict = asked.get(partition);
    if (strict === undefined) asked.set(partition, final);
    else {
      const least = strict.answer?.reply.at.revision ?? 0;
      findings.expect(
        revision >= least,
        () => `${nameOf(final)} is at revision ${revision} of partition ${partition}, not ${least}`,
      );
    }
    const name = `${partition}/${revision}`;
    const first = pages.get(name) ?? final;
    pages.set(name, first);
    findings.expect(
      textOf(first) === textOf(final),
      () =>
        `${nameOf(first)} and ${nameOf(final)} differ at revision ${revision} of partition ${partition}: ${difference(first, final)}`,
    );
  }
  return findings.result();
}

function linesOf({ answer }: ClientOperation): string[] {
  if (answer?.reply.type !== 'page') return [];
  return answer.reply.records.map((record) =>
    JSON.stringify([fromUtf8(record.key), seenOf(record)]),
  );
}

function textOf(operation: ClientOperation): string {
  return linesOf(operation).join('\n');
}

function difference(one: ClientOperation, other: ClientOperation): string {
  const lines = new Set(linesOf(other));
  return linesOf(one).find((line) => !lines.has(line)) ?? 'more records';
}

import type { ClientOperation } from '../clients/history.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';
import { keyOfAppend } from './write-facts.ts';

/** An append that was done, and the key it got. */
interface Appended {
  readonly by: ClientOperation;
  readonly key: string;
}

/** Keys of one prefix are used once each, and sort as they were committed: who began after another had ended comes behind it. */
export function checkAppends(operations: readonly ClientOperation[]): RunCheck {
  const findings = new Findings('appends');
  const byPrefix = new Map<string, Appended[]>();
  for (const by of operations) {
    const { asked, answer, outcome } = by;
    if (asked.type !== 'append' || outcome !== 'ok' || answer?.reply.type !== 'written') continue;
    const { result } = answer.reply;
    findings.expect(result.status === 'ok', () => `${nameOf(by)} ended ${result.status}`);
    const known = byPrefix.get(asked.prefix) ?? [];
    byPrefix.set(asked.prefix, known);
    known.push({ by, key: keyOfAppend(asked, result) });
  }
  for (const appended of byPrefix.values()) ordered(appended, findings);
  return findings.result();
}

function ordered(appended: readonly Appended[], findings: Findings): void {
  const keys = new Map<string, Appended>();
  const ended = appended.toSorted((a, b) => a.by.completed - b.by.completed);
  let next = 0;
  let last: Appended | null = null;
  for (const one of appended.toSorted((a, b) => a.by.invoked - b.by.invoked)) {
    for (let other = ended[next]; other !== undefined && other.by.completed < one.by.invoked; ) {
      if (last === null || other.key > last.key) last = other;
      other = ended[++next];
    }
    const before = last;
    const twin = keys.get(one.key);
    keys.set(one.key, one);
    findings.expect(
      twin === undefined && (before === null || one.key > before.key),
      () =>
        `${nameOf(one.by)} got ${one.key} after ${nameOf((twin ?? before ?? one).by)} got ${(twin ?? before ?? one).key}`,
    );
  }
}

import type { History } from '../clients/history.ts';
import { textOf, unmarked } from './dedup.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/**
 * Idempotency keys. Whoever repeats a write by its key alone, at whatever node and after whatever failover or snapshot, gets the
 * answer of the first one within the window, by partition time.
 */
export function checkIdempotency({ repeats }: Pick<History, 'repeats'>): RunCheck {
  const findings = new Findings('idempotency');
  for (const { under, operation, first, second, firstAtMs, secondAtMs, windowMs } of repeats) {
    if (under !== 'key' || secondAtMs > firstAtMs + windowMs) continue;
    findings.expect(
      second.replayed === true && textOf(unmarked(first)) === textOf(unmarked(second)),
      () => `${nameOf(operation)} was answered ${textOf(first)} and by its key ${textOf(second)}`,
    );
  }
  return findings.result();
}

import type { CommandResult } from '../../src/storage/index.ts';
import { hex } from '../../src/util/bytes.ts';
import type { History, Repeat } from '../clients/history.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/**
 * The exactly-once table (R31). A sequence that is sent again after its answer gets that answer again, on whatever node and after
 * whatever failover; an identity ends only when it was idle for its window, by partition time; and no sequence within reach
 * is refused.
 */
export function checkDedup({ repeats, refused }: Pick<History, 'repeats' | 'refused'>): RunCheck {
  const findings = new Findings('dedup');
  for (const repeat of repeats) {
    if (repeat.under === 'key') continue;
    const { first, second, operation } = repeat;
    findings.expect(
      hasEnded(repeat) || (second.deduplicated && same(first, second)),
      () => `${nameOf(operation)} was answered ${textOf(first)} and then ${textOf(second)}`,
    );
  }
  for (const { operation, status, knownAtMs, refusedAtMs, windowMs } of refused) {
    findings.expect(
      status === 'session_expired' && refusedAtMs > knownAtMs + windowMs,
      () =>
        `operation ${operation} ended ${status} at ${refusedAtMs}, its identity was known at ${knownAtMs} with a window of ${windowMs}`,
    );
  }
  return findings.result();
}

function hasEnded({ second, firstAtMs, secondAtMs, windowMs }: Repeat): boolean {
  return second.status === 'session_expired' && secondAtMs > firstAtMs + windowMs;
}

function same(first: CommandResult, second: CommandResult): boolean {
  return textOf(unmarked(first)) === textOf(unmarked(second));
}

/** Without where it came from. */
export function unmarked(result: CommandResult): CommandResult {
  const { replayed: _, ...answer } = { ...result, deduplicated: false };
  return answer;
}

/** One text for equal values, whatever order their fields came in. */
export function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const fields = Object.entries(value).map(([name, field]) => `${name}:${textOf(field)}`);
  return `{${fields.sort().join()}}`;
}

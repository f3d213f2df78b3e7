import type { History } from '../clients/history.ts';
import { Findings, type RunCheck } from './result.ts';

/** Beyond its timeout: a node looks for what is late with every heartbeat, and its clock may be slow. */
const slackMs = 3_000;

/**
 * One answer for each request (R10): never two, and none missing once everything has healed. A request whose process died
 * counts as answered by its death.
 */
export function checkAnswers({
  attempts,
  finals,
  lastMs,
}: Pick<History, 'attempts' | 'finals' | 'lastMs'>): RunCheck {
  const findings = new Findings('one-answer');
  for (const { operation, node, sentAtMs, timeoutMs, ends } of attempts) {
    const mayBeOpen = finals.length === 0 || sentAtMs + timeoutMs + slackMs > lastMs;
    findings.expect(
      ends === 1 || (ends === 0 && mayBeOpen),
      () =>
        `n${node} gave ${ends} answers to operation ${operation}, sent at ${Math.round(sentAtMs)} ms for ${timeoutMs} ms`,
    );
  }
  return findings.result();
}

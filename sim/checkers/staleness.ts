import { HighestAnswered } from '../../jepsen-lite/checkers/index.ts';
import type { PartitionFacts, Point } from './facts.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/** Clocks of machines run up to 18 % slow (sim/plan, and drift as a fault), and show so much less time than has passed. */
const driftShare = 0.25;

/**
 * BOUNDED_STALENESS, by the clock of the simulation: whatever was answered longer before a read began than its bound allows,
 * the read has seen. And what an answer says of its own age is no less than its age.
 *
 *   answered at 5 ───────── bound ─────────▶│ begins: sees 5 or more
 */
export function checkStaleness(partitions: readonly PartitionFacts[]): RunCheck {
  const findings = new Findings('staleness');
  for (const { points, byEnd } of partitions) {
    const ended = new HighestAnswered(byEnd, answeredAt);
    for (const { operation, revision } of points) {
      const { asked, answer, invokedAtMs } = operation;
      if (answer === null || (asked.type !== 'get' && asked.type !== 'scan')) continue;
      const { stalenessMs } = answer.reply.at;
      const boundMs = asked.mode === 'bounded' ? (asked.terms?.maxStalenessMs ?? 0) : stalenessMs;
      if (boundMs < 0) continue;
      const before = ended.before(invokedAtMs - boundMs * (1 + driftShare));
      if (before === null) continue;
      findings.expect(
        revision >= before.revision,
        () =>
          `${nameOf(operation)} at revision ${revision} may be ${Math.round(boundMs)} ms old, and ${nameOf(before.operation)} had ended at ${before.revision} after ${Math.round(before.operation.completedAtMs)} ms`,
      );
    }
  }
  return findings.result();
}

function answeredAt({ revision, operation }: Point): { revision: number; at: number } {
  return { revision, at: operation.completedAtMs };
}

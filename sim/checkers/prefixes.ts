import { readings } from '../clients/reading.ts';
import type { PartitionFacts, Point } from './facts.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/**
 * A process shows prefixes of each partition's log, each at least as long as the one before: the revisions of its answers never
 * fall, whatever level was asked for. That each prefix is one that was, the other checkers say, which judge EVENTUAL answers
 * like all others by the revision that they name. And an answer is of the level that was asked for.
 */
export function checkPrefixes(partitions: readonly PartitionFacts[]): RunCheck {
  const findings = new Findings('eventual-prefix');
  for (const { byServed } of partitions) {
    const latest = new Map<string, Point>();
    for (const point of byServed.filter(isOfItsMoment)) {
      const { answer, asked } = point.operation;
      if (answer === null) continue;
      const { node, process, reply } = answer;
      const name = `${node}/${process}`;
      const before = latest.get(name);
      findings.expect(
        before === undefined || before.revision <= point.revision,
        () =>
          `n${node} showed revision ${point.revision} to ${nameOf(point.operation)}, after ${before?.revision} to ${nameOf(before?.operation ?? point.operation)}`,
      );
      latest.set(name, point);
      if (asked.type !== 'get') continue;
      const { level } = readings[asked.mode];
      // Where there are no leases a quorum was asked, and the answer says so.
      const isStronger = level === 'leader_lease' && reply.at.level === 'linearizable';
      findings.expect(
        reply.at.level === level || isStronger,
        () => `${nameOf(point.operation)} was served at level ${reply.at.level}`,
      );
    }
  }
  return findings.result();
}

/**
 * Stored answers name an earlier revision, those with ACCEPTED none; pages are read in the background, and served when others
 * have passed them.
 */
export function isOfItsMoment({ operation: { answer } }: Point): boolean {
  const reply = answer?.reply;
  return reply?.type === 'record' || (reply?.type === 'written' && !reply.result.deduplicated);
}

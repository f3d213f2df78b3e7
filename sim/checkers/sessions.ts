import { HighestAnswered } from '../../jepsen-lite/checkers/index.ts';
import type { PartitionFacts, Point } from './facts.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/** Logical processes of one client are numbered from a multiple of this on. */
const processesPerClient = 1_000_000;

/**
 * SESSION: a client sees its own writes and never goes back, whichever nodes answer it. By the revisions that it was told,
 * not by those that it asked for: what it forgot to ask for is a broken session as well.
 */
export function checkSessions(partitions: readonly PartitionFacts[]): RunCheck {
  const findings = new Findings('session');
  for (const { points, byEnd } of partitions) {
    const told = toldTo(byEnd);
    for (const point of points) {
      const { asked, invoked } = point.operation;
      const isRead = asked.type === 'get' || asked.type === 'scan';
      if (!isRead || asked.mode !== 'session') continue;
      const before = told.get(clientOf(point))?.before(invoked) ?? null;
      if (before === null) continue;
      findings.expect(
        point.revision >= before.revision,
        () =>
          `${nameOf(point.operation)} shows revision ${point.revision} to a session that had seen ${before.revision} by ${nameOf(before.operation)}`,
      );
    }
  }
  return findings.result();
}

/** By client. */
function toldTo(byEnd: readonly Point[]): Map<number, HighestAnswered<Point>> {
  const points = new Map<number, Point[]>();
  for (const point of byEnd) {
    const known = points.get(clientOf(point));
    if (known === undefined) points.set(clientOf(point), [point]);
    else known.push(point);
  }
  const answeredAt = ({ revision, operation }: Point) => ({ revision, at: operation.completed });
  return new Map(
    [...points].map(([client, own]) => [client, new HighestAnswered(own, answeredAt)]),
  );
}

function clientOf({ operation }: Point): number {
  return Math.floor(operation.process / processesPerClient);
}

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
    const seen = new Map<number, Point>();
    let next = 0;
    for (const point of points) {
      for (let one = byEnd[next]; one !== undefined; one = byEnd[++next]) {
        if (one.operation.completed >= point.operation.invoked) break;
        const highest = seen.get(clientOf(one));
        if (highest === undefined || highest.revision < one.revision) seen.set(clientOf(one), one);
      }
      const { asked } = point.operation;
      const before = seen.get(clientOf(point));
      const isRead = asked.type === 'get' || asked.type === 'scan';
      if (!isRead || asked.mode !== 'session' || before === undefined) continue;
      findings.expect(
        point.revision >= before.revision,
        () =>
          `${nameOf(point.operation)} shows revision ${point.revision} to a session that had seen ${before.revision} by ${nameOf(before.operation)}`,
      );
    }
  }
  return findings.result();
}

function clientOf({ operation }: Point): number {
  return Math.floor(operation.process / processesPerClient);
}

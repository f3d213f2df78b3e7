import type { PartitionFacts, Point } from './facts.ts';
import { isOfItsMoment } from './prefixes.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/**
 * What every answer carries (R41). Partition time and revision both come from the log, so neither falls where the other
 * rises, whichever node answers (R28); and no process goes back to an earlier term, or to an earlier partition time. The terms
 * of different nodes need not follow the revisions: an answer carries the term in which it is given.
 */
export function checkStamps(partitions: readonly PartitionFacts[]): RunCheck {
  const findings = new Findings('stamps');
  for (const { byServed } of partitions) {
    const answers = byServed.filter(isOfItsMoment);
    alongRevisions(answers, findings);
    alongProcesses(answers, findings);
  }
  return findings.result();
}

function timeOf({ operation }: Point): number {
  return operation.answer?.reply.at.partitionTimeMs ?? 0;
}

function alongRevisions(answers: readonly Point[], findings: Findings): void {
  let latest: Point | null = null;
  const sorted = answers.toSorted((a, b) => a.revision - b.revision || timeOf(a) - timeOf(b));
  for (const point of sorted) {
    const before: Point | null = latest;
    findings.expect(
      before === null || timeOf(before) <= timeOf(point),
      () =>
        `${nameOf(point.operation)} at revision ${point.revision} has partition time ${timeOf(point)}, ${before === null ? '' : `${nameOf(before.operation)} at ${before.revision} has ${timeOf(before)}`}`,
    );
    latest = point;
  }
}

function alongProcesses(answers: readonly Point[], findings: Findings): void {
  const latest = new Map<string, Point>();
  for (const point of answers) {
    const { answer } = point.operation;
    if (answer === null) continue;
    const { node, process, reply } = answer;
    const name = `${node}/${process}`;
    const before = latest.get(name) ?? point;
    const term = before.operation.answer?.reply.at.term ?? 0;
    findings.expect(
      term <= reply.at.term && timeOf(before) <= timeOf(point),
      () =>
        `n${node} answered ${nameOf(point.operation)} in term ${reply.at.term} at ${timeOf(point)}, after ${nameOf(before.operation)} in ${term} at ${timeOf(before)}`,
    );
    latest.set(name, point);
  }
}

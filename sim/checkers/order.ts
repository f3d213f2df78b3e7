import { type PartitionFacts, type Point, servedAt } from './facts.ts';
import { Floors } from './floors.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/**
 * Real time (R41). What ended before an operation began, that operation has seen, and a change comes after it; and no
 * state is shown in which a change took part that had not begun:
 *
 *   answered at 5 ──┐ begins: sees 5 or more; changes something: gets 6 or more
 *                   └ a state of revision 7 served before a change began: the change gets 8 or more
 */
export function checkOrder(partitions: readonly PartitionFacts[]): RunCheck {
  const findings = new Findings('real-time');
  for (const facts of partitions) {
    present(facts, findings);
    future(facts, findings);
  }
  return findings.result();
}

function present({ points, byEnd }: PartitionFacts, findings: Findings): void {
  const floors = new Floors(byEnd);
  for (const { operation, revision, changes, isStrict } of points) {
    const before = floors.before(operation.invoked);
    if (before === null || !isStrict) continue;
    findings.expect(
      revision >= before.revision + (changes ? 1 : 0),
      () =>
        `${nameOf(operation)} at revision ${revision} began after ${nameOf(before.operation)} had ended at ${before.revision}`,
    );
  }
}

function future({ points, byServed }: PartitionFacts, findings: Findings): void {
  let next = 0;
  let highest: Point | null = null;
  for (const { operation, revision, changes } of points) {
    for (let one = byServed[next]; one !== undefined && servedAt(one) < operation.invoked; ) {
      if (highest === null || highest.revision < one.revision) highest = one;
      one = byServed[++next];
    }
    if (!changes || highest === null) continue;
    const seen = highest;
    findings.expect(
      revision > seen.revision,
      () =>
        `${nameOf(seen.operation)} showed revision ${seen.revision} before ${nameOf(operation)} began, which made revision ${revision}`,
    );
  }
}

import type { Complaints } from './complaints.ts';
import { concerns, type Leg, revisionOf } from './legs.ts';
import type { ReferenceLog } from './reference.ts';
import type { Run } from './walk.ts';

/**
 * The cursor that a leg left is what it had handed out, not more and not less:
 *
 *     told 4 5 6 | cursor 6 ──▶ 7 8       5: 6 comes twice       8: 7 never comes, unless it was of no concern
 *
 * Legs that begin without one begin anew, and prove nothing about the one before.
 */
export function checkCursor(
  before: readonly Run[],
  after: Leg,
  log: ReferenceLog,
  complaints: Complaints,
): void {
  for (const { partition, revision, scanning } of after.begin.positions) {
    const run = before.findLast((one) => one.partition === partition);
    if (run === undefined) continue;
    const had = Math.max(run.last, run.reached);
    const what = (): string =>
      `watch ${after.begin.watch} had ${revisionOf(partition, had)}, its cursor says ${revision}`;
    complaints.expect('resumable', revision >= run.last, what);
    if (scanning || run.scanning || run.from === null) continue;
    const { order = [], revisions } = log.get(partition) ?? {};
    const skipped = order.filter((one) => one > had && one <= revision);
    for (const one of skipped) {
      const lost = [...(revisions?.get(one)?.values() ?? [])].find((event) =>
        concerns(after, event),
      );
      complaints.expect(
        'resumable',
        lost === undefined,
        () => `${what()}, and ${lost?.type} ${lost?.key} of ${one} is lost`,
      );
    }
  }
}

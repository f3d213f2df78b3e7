import type { Operation } from '../history/operations.ts';
import { Findings, told } from './findings.ts';
import { HighestAnswered } from './highest-answered.ts';
import type { CheckResult } from './verdict.ts';

type Served = Operation & { readonly at: NonNullable<Operation['at']> };

/**
 * BOUNDED_STALENESS on the harness' own clock: whatever was answered longer before a read began than its bound allows, the read
 * has seen. And what an answer says of its own age is within the bound, and no less than its age.
 *
 *     answered at 5 ───────── bound ─────────▶│ begins: sees 5 or more
 *
 * The bound counts from when the read arrived at its node, which is after it began: so this asks for no more than was promised.
 */
export function checkStaleness(operations: readonly Operation[]): CheckResult[] {
  const bound = new Findings('staleness-bound');
  const reported = new Findings('reported-staleness');
  const answered = answersOf(operations);
  for (const read of served(operations)) {
    if (read.f !== 'read') continue;
    const { ask, at, invokedAt } = read;
    const answers = answered.get(at.partition);
    const holds = (findings: Findings, ms: number, what: string): void => {
      const before = answers?.before(invokedAt - ms * 1e3) ?? null;
      if (before === null) return;
      const lacks = (): string =>
        `${told(read)} at revision ${at.revision} ${what} ${ms} ms old, and ${told(before)} had ended at ${before.at.revision} ${Math.round((invokedAt - (before.completedAt ?? 0)) / 1e3)} ms before`;
      findings.expect(at.revision >= before.at.revision, lacks);
    };
    const { boundMs } = ask ?? {};
    const { stalenessMs = -1 } = at;
    if (boundMs !== undefined) {
      holds(bound, boundMs, 'may be');
      reported.expect(
        stalenessMs >= 0 && stalenessMs <= boundMs,
        () => `${told(read)} may be ${boundMs} ms old and says that it is ${stalenessMs}`,
      );
    }
    if (stalenessMs >= 0) holds(reported, stalenessMs, 'says that it is at most');
  }
  return [
    bound.result('no read is older than its bound'),
    reported.result('no answer is older than it says'),
  ];
}

/** How many reads showed less than had been answered before they began: without any, a level was not put to the test. */
export function readsBehind(operations: readonly Operation[]): number {
  const answered = answersOf(operations);
  return served(operations).filter(({ f, at, invokedAt }) => {
    const before = f === 'read' ? (answered.get(at.partition)?.before(invokedAt) ?? null) : null;
    return before !== null && before.at.revision > at.revision;
  }).length;
}

/** By partition. */
function answersOf(operations: readonly Operation[]): Map<number, HighestAnswered<Served>> {
  const partitions = new Map<number, Served[]>();
  for (const one of served(operations)) {
    const known = partitions.get(one.at.partition);
    if (known === undefined) partitions.set(one.at.partition, [one]);
    else known.push(one);
  }
  return new Map(
    [...partitions].map(([partition, ofPartition]) => {
      const byEnd = ofPartition.toSorted((a, b) => a.completed - b.completed);
      const answeredAt = ({ at, completedAt }: Served) => ({
        revision: at.revision,
        at: completedAt ?? Number.POSITIVE_INFINITY,
      });
      return [partition, new HighestAnswered(byEnd, answeredAt)];
    }),
  );
}

function served(operations: readonly Operation[]): Served[] {
  return operations.filter((one): one is Served => one.outcome === 'ok' && one.at !== undefined);
}

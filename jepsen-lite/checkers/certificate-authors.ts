import type { Operation } from '../history/operations.ts';
import type { Gaps, Unplaced } from './certificate-gaps.ts';
import { type Certified, Refuted } from './certified.ts';

/** Pairs of a revision and an operation that are looked at, at most: past it, that there are enough must do. */
const MAX_PAIRS = 1 << 22;

/**
 * Every revision that nobody saw needs an author of its own among the operations of unknown outcome, and that cannot be one
 * whose key was read later with an older record:
 *
 *   revisions   4 put x   5 ?   6 read x: record of 4        5 did not change x
 *
 * Throws Refuted unless there are such authors: a maximum matching, by augmenting paths.
 */
export function checkAuthors(certified: readonly Certified[], gaps: Gaps): void {
  const wasRead = readsOf(certified);
  for (const [partition, free] of gaps.free) {
    const candidates = gaps.unplaced.filter(({ operation, seenAt }) => {
      const home = gaps.partitionOf.get(operation.key);
      return seenAt === null && (home === undefined || home === partition);
    });
    if (free.length * candidates.length > MAX_PAIRS) continue;
    const authors = new Map<Unplaced, number>();
    const augment = (revision: number, tried: Set<Unplaced>): boolean =>
      candidates.some((one) => {
        if (tried.has(one) || one.floor >= revision || wasRead(one.operation, revision))
          return false;
        tried.add(one);
        const other = authors.get(one);
        if (other !== undefined && !augment(other, tried)) return false;
        authors.set(one, revision);
        return true;
      });
    for (const revision of free) {
      if (augment(revision, new Set())) continue;
      throw new Refuted(
        `revision ${revision} of partition ${partition} was made by nobody: no operation of unknown outcome is left that fits there`,
      );
    }
  }
}

/** Whether a read of the key, at the revision or later, saw a record from before it. */
function readsOf(
  certified: readonly Certified[],
): (operation: Operation, revision: number) => boolean {
  const reads = new Map<string, Certified['at'][]>();
  for (const { operation, at, changes } of certified) {
    if (changes || operation.outcome === 'mismatch') continue;
    const known = reads.get(operation.key);
    if (known === undefined) reads.set(operation.key, [at]);
    else known.push(at);
  }
  return ({ key }, revision) =>
    (reads.get(key) ?? []).some((at) => at.modRevision < revision && revision <= at.revision);
}

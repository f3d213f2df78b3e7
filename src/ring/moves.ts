import { assert, at } from '../util/assert.ts';
import type { Placement } from './placement.ts';

/** What has to change for one partition. */
export interface Move {
  readonly partition: number;
  /** Member ids that get a replica. */
  readonly add: readonly number[];
  /** Member ids that lose theirs, after the new ones have caught up. */
  readonly remove: readonly number[];
  /** The preferred leader afterwards, or null when it stays the same. */
  readonly leader: number | null;
}

/** The moves from one placement to another, in order of partitions; empty means converged. */
export function diff(previous: Placement, next: Placement): readonly Move[] {
  assert(
    previous.length === next.length,
    () => `placements of ${previous.length} and ${next.length} partitions`,
  );
  return next.flatMap((after, partition) => {
    const before = at(previous, partition, 'partition');
    const add = after.filter((id) => !before.includes(id));
    const remove = before.filter((id) => !after.includes(id));
    const leader = after[0] === before[0] ? null : at(after, 0, 'leader');
    const isSame = add.length === 0 && remove.length === 0 && leader === null;
    return isSame ? [] : [{ partition, add, remove, leader }];
  });
}

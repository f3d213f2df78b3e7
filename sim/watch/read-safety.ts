import type { Input, Output } from '../../src/raft/index.ts';
import type { CommitLedger } from './commit-ledger.ts';
import { isRead, nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

/** A linearizable read is answered at an index that is no lower than what anybody knew to be committed when it came. */
export class ReadSafety implements Watcher {
  readonly #committed: CommitLedger;
  /** By replica of this life, by read: what was committed. */
  readonly #asked = new WeakMap<Replica, Map<number, number>>();

  constructor(committed: CommitLedger) {
    this.#committed = committed;
  }

  stepping(replica: Replica, input: Input): void {
    if (!isRead(input)) return;
    const asked = this.#asked.get(replica) ?? new Map<number, number>();
    this.#asked.set(replica, asked);
    asked.set(input.id, this.#committed.of(replica.group).last);
  }

  taken(replica: Replica, { reads, dropped }: Output): void {
    if (reads.length === 0 && dropped.length === 0) return;
    const asked = this.#asked.get(replica);
    for (const { id, index } of reads) {
      const committed = asked?.get(id) ?? 0;
      asked?.delete(id);
      if (index < committed) {
        throw new ViolationError(
          'read-index',
          `${nameOf(replica)} reads at ${index}, ${committed} was committed when the read came`,
        );
      }
    }
    for (const { id } of dropped) asked?.delete(id);
  }
}

import type { ReplicaId, Status } from '../../src/raft/index.ts';
import type { CommitLedger } from './commit-ledger.ts';
import type { Configurations } from './configurations.ts';
import { hasMajority } from './majority.ts';
import type { Promises } from './promises.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

/**
 * Election safety: at most one leader in a term, over the whole life of the cluster, with the votes of a majority; in a
 * joint configuration of both. Leader completeness: whoever leads has every entry that was committed in an earlier term
 * (figure 3.2 of the thesis).
 */
export class ElectionSafety implements Watcher {
  /** The replica that led, by group and term. */
  readonly #leaders = new Map<number, Map<number, number>>();
  readonly #committed: CommitLedger;
  readonly #promises: Promises;
  readonly #configurations: Configurations;

  constructor(committed: CommitLedger, promises: Promises, configurations: Configurations) {
    this.#committed = committed;
    this.#promises = promises;
    this.#configurations = configurations;
  }

  stepped(replica: Replica, _input: unknown, was: Status): void {
    const { role, term } = replica.status;
    if (role !== 'leader' || (was.role === 'leader' && was.term === term)) return;
    this.#requireOnly(replica);
    this.#requireMajority(replica);
    this.#requireComplete(replica);
  }

  #requireOnly(replica: Replica): void {
    const { group, id, status } = replica;
    const leaders = this.#leaders.get(group) ?? new Map<number, number>();
    this.#leaders.set(group, leaders);
    const other = leaders.get(status.term);
    if (other !== undefined) {
      throw new ViolationError(
        'election-safety',
        `${nameOf(replica)} leads a term that replica ${other} has led`,
      );
    }
    leaders.set(status.term, id);
  }

  #requireMajority(replica: Replica): void {
    const { group, id, status } = replica;
    const conf = this.#configurations.of(replica);
    // A lone voter asks nobody, so nothing is heard of its own vote.
    const votes = (voter: ReplicaId): boolean =>
      voter === id || this.#promises.voteOf(group, voter, status.term) === id;
    if (hasMajority(conf, votes)) return;
    const members = [...conf.voters, ...conf.outgoing].map((voter) => `${voter}: ${votes(voter)}`);
    throw new ViolationError(
      'elected-by-a-majority',
      `${nameOf(replica)} leads by the votes of ${members.join(', ')}`,
    );
  }

  #requireComplete(replica: Replica): void {
    const { terms, knownIn, last } = this.#committed.of(replica.group);
    for (let index = last; index > 0; index--) {
      const term = replica.raft.termAt(index);
      if (term === 'compacted') return;
      const known = terms[index] ?? 0;
      // Votes may come so late that a later term has a leader already.
      if ((knownIn[index] ?? 0) >= replica.status.term) continue;
      if (known !== 0 && known !== term) {
        throw new ViolationError(
          'leader-completeness',
          `${nameOf(replica)} leads with ${index} of term ${term}, committed of term ${known}`,
        );
      }
    }
  }
}

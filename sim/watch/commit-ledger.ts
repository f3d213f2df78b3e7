import type { ReplicaId, Status } from '../../src/raft/index.ts';
import type { DurableLogs } from './durable-log.ts';
import type { Losses } from './losses.ts';
import { hasMajority } from './majority.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

const checker = 'commit-is-durable';

/** What is known to be committed in one group. */
interface Committed {
  /** Term by index; 0 where it was only seen as part of a snapshot. */
  readonly terms: number[];
  /** By index: the term of the first replica that knew; it was committed in this one or an earlier. */
  readonly knownIn: number[];
  last: number;
}

/**
 * Commit: an index means one term to everybody who calls it committed; and when the first one does, a quorum of the
 * voters has it on their disks. Only voters count, and a leader counts only entries of its own term (section 5.4.2). One
 * that lost its log counts by what it had until the leader knows of the loss, and then not at all until it is trusted.
 */
export class CommitLedger implements Watcher {
  readonly #groups = new Map<number, Committed>();
  readonly #durable: DurableLogs;
  readonly #losses: Losses;

  constructor(durable: DurableLogs, losses: Losses) {
    this.#durable = durable;
    this.#losses = losses;
  }

  of(group: number): Committed {
    const found = this.#groups.get(group) ?? { terms: [0], knownIn: [0], last: 0 };
    this.#groups.set(group, found);
    return found;
  }

  booted(replica: Replica): void {
    const { commit } = replica.status;
    const { last } = this.of(replica.group);
    if (commit > last) {
      throw new ViolationError(
        checker,
        `${nameOf(replica)} starts with commit ${commit}, nobody knows one above ${last}`,
      );
    }
  }

  stepped(replica: Replica, _input: unknown, was: Status): void {
    const { commit } = replica.status;
    if (commit > was.commit) this.#advanced(replica, was);
  }

  #advanced(replica: Replica, was: Status): void {
    const { status, raft, group } = replica;
    const { commit } = status;
    const known = this.of(group);
    // A candidate may learn of a commit with the vote that makes it leader.
    const led = was.role === 'leader' && was.term === status.term;
    if (led && raft.termAt(commit) !== status.term) {
      const term = raft.termAt(commit);
      throw new ViolationError(checker, `${nameOf(replica)} commits ${commit} of term ${term}`);
    }
    const isNews = commit > known.last;
    for (let index = was.commit + 1; index <= commit; index++) {
      const term = raft.termAt(index);
      if (typeof term !== 'number') continue;
      const other = known.terms[index] ?? 0;
      if (other === 0) {
        known.terms[index] = term;
        known.knownIn[index] = status.term;
      } else if (other !== term) {
        throw new ViolationError(
          'one-committed-entry',
          `${nameOf(replica)} commits ${index} of term ${term}, committed before with ${other}`,
        );
      }
    }
    known.last = Math.max(known.last, commit);
    if (isNews) this.#requireQuorum(replica, commit);
  }

  #requireQuorum(replica: Replica, index: number): void {
    const { group, status, raft } = replica;
    const term = raft.termAt(index);
    if (typeof term !== 'number') return;
    const had = (id: ReplicaId): boolean =>
      this.#durable.formerOf(group, id).some((log) => log.holds(index, term));
    const holds = (id: ReplicaId): boolean =>
      this.#losses.isKnown(replica, id)
        ? !this.#losses.isSuspect(group, id) && this.#durable.holds(group, id, index, term)
        : this.#durable.holds(group, id, index, term) || had(id);
    const { conf } = status;
    if (hasMajority(conf, holds)) return;
    const members = [...conf.voters, ...conf.outgoing].map((id) => `${id}: ${holds(id)}`);
    throw new ViolationError(
      checker,
      `${nameOf(replica)} commits ${index} of term ${term}, durable at ${members.join(', ')}`,
    );
  }
}

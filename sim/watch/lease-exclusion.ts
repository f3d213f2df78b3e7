import type { Status } from '../../src/raft/index.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

interface Group {
  /** The living replicas, by node. */
  readonly replicas: Map<number, Replica>;
  /** The latest in which anybody has led. */
  ledTerm: number;
}

/**
 * A lease means that nobody else leads (thesis 6.4.1, R7). Whoever becomes the leader of a group does so when no other
 * replica of it may still answer by its lease, and whoever has a lease has no successor yet; each by the clock of its own
 * machine. The reads that go wrong otherwise are few, since somebody has to write and somebody to ask within moments;
 * this is wrong at once.
 */
export class LeaseExclusion implements Watcher {
  readonly #groups = new Map<number, Group>();

  booted(replica: Replica): void {
    this.#of(replica).replicas.set(replica.node, replica);
  }

  stepped(replica: Replica, _input: unknown, was: Status): void {
    const { role, term, leaseUntil } = replica.status;
    if (role !== 'leader') return;
    const group = this.#of(replica);
    if (was.role !== 'leader' || was.term !== term) {
      group.ledTerm = Math.max(group.ledTerm, term);
      for (const other of group.replicas.values()) requireNoLease(other, group.ledTerm);
    } else if (leaseUntil > was.leaseUntil) requireNoLease(replica, group.ledTerm);
  }

  died(node: number): void {
    for (const { replicas } of this.#groups.values()) replicas.delete(node);
  }

  #of({ group: id }: Replica): Group {
    const group = this.#groups.get(id) ?? { replicas: new Map<number, Replica>(), ledTerm: 0 };
    this.#groups.set(id, group);
    return group;
  }
}

function requireNoLease(replica: Replica, ledTerm: number): void {
  const { term, leaseUntil } = replica.status;
  const leftMs = leaseUntil - replica.clock();
  if (term >= ledTerm || leftMs <= 0) return;
  throw new ViolationError(
    'lease-excludes-leaders',
    `${nameOf(replica)} has a lease for ${leftMs.toFixed(3)} ms more, and term ${ledTerm} has had its leader`,
  );
}

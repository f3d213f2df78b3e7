import type { Status } from '../../src/raft/index.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

interface Lease {
  readonly replica: Replica;
  readonly term: number;
  /** By the clock of its machine. */
  readonly until: number;
}

interface Group {
  /** By node: of a leader, or of the process of one that died in office. */
  readonly leases: Map<number, Lease>;
  /** The latest term in which anybody has led. */
  ledTerm: number;
}

/**
 * A lease means that nobody else leads (thesis 6.4.1, R7). Whoever becomes the leader of a group does so when no lease of
 * an earlier leader runs any more, by the clock of the machine that had it; and whoever has a lease has no successor yet.
 * A candidate may still win on votes that were late while a later term has its leader with a lease. It can neither commit nor
 * get a lease: of every majority that it would need, somebody is in the later term. The
 * voters wait for a dead leader as well: they cannot tell it from one that stands still. The reads that go wrong
 * otherwise are few, since somebody has to write and somebody to ask within moments; this is wrong at once.
 */
export class LeaseExclusion implements Watcher {
  readonly #groups = new Map<number, Group>();

  stepped(replica: Replica, _input: unknown, was: Status): void {
    const { role, term, leaseUntil } = replica.status;
    const group = this.#of(replica);
    if (role !== 'leader') {
      // It resigned, and knows it; one that leaves the voters orders its own successor.
      if (was.role === 'leader') group.leases.delete(replica.node);
      return;
    }
    if (was.role !== 'leader' || was.term !== term) {
      group.ledTerm = Math.max(group.ledTerm, term);
      for (const lease of group.leases.values()) if (lease.term < term) requireOver(lease, replica);
    }
    const lease = { replica, term, until: leaseUntil };
    if (term < group.ledTerm) requireOver(lease, null);
    group.leases.set(replica.node, lease);
  }

  #of({ group: id }: Replica): Group {
    const group = this.#groups.get(id) ?? { leases: new Map<number, Lease>(), ledTerm: 0 };
    this.#groups.set(id, group);
    return group;
  }
}

function requireOver({ replica, until }: Lease, next: Replica | null): void {
  const leftMs = until - replica.clock();
  if (replica.node === next?.node || leftMs <= 0) return;
  throw new ViolationError(
    'lease-excludes-leaders',
    `${nameOf(replica)} has a lease for ${leftMs.toFixed(3)} ms more, and ` +
      `${next === null ? 'a later term has had its leader' : `${nameOf(next)} leads`}`,
  );
}

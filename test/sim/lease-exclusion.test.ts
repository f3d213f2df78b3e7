import { describe, expect, it } from 'vitest';
import { LeaseExclusion } from '../../sim/watch/lease-exclusion.ts';
import type { Replica } from '../../sim/watch/watcher.ts';
import type { Status } from '../../src/raft/index.ts';

/** Replicas of one group that become leaders by hand, on a clock that stands still at 1,000 ms. */
function group(): { leads: (node: number, term: number, leaseUntil?: number) => void } {
  const watcher = new LeaseExclusion();
  return {
    leads: (node, term, leaseUntil = 0) => {
      const status = { role: 'leader', term, leaseUntil } as Status;
      const replica = { node, group: 5, id: node, status, clock: () => 1_000 } as Replica;
      watcher.stepped(replica, null, { role: 'candidate', term } as Status);
    },
  };
}

describe('the watcher of leases', () => {
  it('convicts a successor who comes while the lease runs, and nobody once it is over', () => {
    const { leads } = group();
    leads(1, 7, 999);
    leads(2, 8, 1_200);
    expect(() => leads(3, 9)).toThrow(/n2 group 5 .* has a lease for 200\.000 ms more/);
  });

  it('convicts a leader who has a lease after a later term had its leader', () => {
    const { leads } = group();
    leads(1, 8);
    expect(() => leads(2, 7, 1_200)).toThrow(/a later term has had its leader/);
  });

  it('lets a candidate win on late votes of an earlier term: it can neither commit nor get a lease', () => {
    const { leads } = group();
    leads(1, 22, 1_284);
    expect(() => leads(2, 21)).not.toThrow();
  });
});

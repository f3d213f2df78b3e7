import { lines, type Mutant } from '../mutant.ts';

/** Reads by lease, and what a voter has promised (thesis 6.4.1, R7). */
export const leases: readonly Mutant[] = [
  {
    name: 'lease-from-the-answer',
    bug: 'A lease runs from when the promise came and not from when it was asked for (tikv#964, pitfall 69).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/leader.ts',
        find: '  takePromise(lead, m);',
        replace: lines(
          '  takePromise(lead, m);',
          '  if (m.promise) member.promisedFrom = raft.now;',
        ),
      },
    ],
  },
  {
    name: 'lease-without-a-margin',
    bug: 'Leader and voter count a lease as equally long, as if all clocks ran alike (tikv#1127, pitfall 69).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/lease.ts',
        find: '  return from + leaseMs * (1 - leaseDriftPercent / 100);',
        replace: '  return from + leaseMs;',
      },
      {
        file: 'src/raft/lease-promise.ts',
        find: '  return leaseMs * (1 + driftPercent / 100);',
        replace: '  return leaseMs;',
      },
    ],
  },
  {
    name: 'lease-kept-over-a-transfer',
    bug:
      'A leader goes on reading by its lease after it told another one to campaign, which the voters ' +
      'follow (tikv#1593, openraft#1747, etcd#12704, pitfall 61).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/transfer.ts',
        find: '  endLease(lead);\n',
        replace: '',
      },
      {
        file: 'src/raft/lease.ts',
        find: 'if (leaseMs === 0 || raft.commit < lead.startIndex || raft.transfer !== null) {',
        replace: 'if (leaseMs === 0 || raft.commit < lead.startIndex) {',
      },
    ],
  },
  {
    name: 'promise-forgotten-by-a-restart',
    bug:
      'A restarted voter votes at once, whatever it had promised (TiKV allow_unsafe_vote_after_start, ' +
      'pitfall 68).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/lease-promise.ts',
        find: 'const until = leaseMs === 0 ? Number.NEGATIVE_INFINITY : now + promiseMs(leaseMs, driftPercent);',
        replace: 'const until = Number.NEGATIVE_INFINITY;',
      },
    ],
  },
  {
    name: 'own-promise-not-kept',
    bug: 'A voter refuses others by its promise and campaigns itself (R7).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/election.ts',
        find: '  if (isPromotable(raft) && !isPromised(raft)) preCampaign(raft);',
        replace: '  if (isPromotable(raft)) preCampaign(raft);',
      },
      {
        file: 'src/raft/election.ts',
        find: "  if (raft.role === 'leader' || !isPromotable(raft) || isPromised(raft)) return;",
        replace: "  if (raft.role === 'leader' || !isPromotable(raft)) return;",
      },
    ],
  },
  {
    name: 'suspicion-breaks-a-promise',
    bug: 'A voter that suspects the leader forgets what it has promised it (R7).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/lease.ts',
        find: "import { isDiskStalled } from './timers.ts';",
        replace: "import { isDiskStalled, isSuspicious } from './timers.ts';",
      },
      {
        file: 'src/raft/lease.ts',
        find: '  if (raft.now >= promise.until) return false;',
        replace: '  if (raft.now >= promise.until || isSuspicious(raft)) return false;',
      },
    ],
  },
];

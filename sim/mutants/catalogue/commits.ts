import { lines, type Mutant } from '../mutant.ts';

/** What counts as committed (thesis 3.5 and 3.6.2). */
export const commits: readonly Mutant[] = [
  {
    name: 'commit-of-an-older-term',
    bug:
      'A leader commits an entry of an older term because a majority has it (logcabin#44, Figure 8, ' +
      'pitfall 1).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/commit.ts',
        find: 'if (index > raft.commit && index >= lead.startIndex) raft.commitTo(index);',
        replace: 'if (index > raft.commit) raft.commitTo(index);',
      },
    ],
  },
  {
    name: 'slow-disk-of-the-leader-counted',
    bug:
      'A leader whose own disk is slow counts itself all the same, so as not to hold up the group ' +
      '(etcd#14370, openraft a9f696a9, pitfall 38).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/commit.ts',
        find: 'const own = raft.persistedIndex;',
        replace: lines(
          'const isSlow = raft.now - raft.writes.oldestAt > raft.config.heartbeatMs;',
          '  const own = isSlow ? raft.log.last : raft.persistedIndex;',
        ),
      },
    ],
  },
  {
    name: 'commit-past-what-was-verified',
    bug:
      'A follower commits up to its own last entry instead of the last one that the append verified ' +
      '(databend#3914, rabbitmq/ra#508, pitfall 22).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/follower.ts',
        find: 'raft.commitTo(Math.min(m.commit, verified));',
        replace: 'raft.commitTo(Math.min(m.commit, log.last));',
      },
    ],
  },
  {
    name: 'heartbeat-commits-the-tail',
    bug:
      'A heartbeat carries the commit of the leader, not what the follower is known to hold of it, and ' +
      'the follower commits whatever it has (pitfall 23).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/replication.ts',
        find: 'const commit = Math.min(member.match, raft.commit);',
        replace: 'const { commit } = raft;',
      },
      {
        file: 'src/raft/follower.ts',
        find: lines(
          // biome-ignore lint/suspicious/noTemplateCurlyInString: it is in the file that is patched.
          '    if (m.commit > raft.log.last) raft.contradicts(`commit ${m.commit} past the log`, m);',
          '    else raft.commitTo(m.commit);',
        ),
        replace: '    raft.commitTo(Math.min(m.commit, raft.log.last));',
      },
    ],
  },
  {
    name: 'vote-commits-unverified',
    bug:
      'A commit index learned from a vote is taken for the own log without a look at the term there ' +
      '(raft-rs#411 carries that term, pitfall 48).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/election.ts',
        find: 'if (raft.log.matches(m.commit, m.commitTerm)) raft.commitTo(m.commit);',
        replace: 'if (m.commit <= raft.log.last) raft.commitTo(m.commit);',
      },
    ],
  },
  {
    name: 'acknowledges-its-whole-log',
    bug:
      'A follower acknowledges its own last entry instead of the last one that the append verified ' +
      '(the other half of pitfall 22).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/follower.ts',
        find: 'acknowledge(raft, m.from, verified);',
        replace: 'acknowledge(raft, m.from, log.last);',
      },
    ],
  },
];

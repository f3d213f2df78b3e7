import { lines, type Mutant } from '../mutant.ts';

/** Who may lead (thesis 3.4 and 3.6). */
export const elections: readonly Mutant[] = [
  {
    name: 'vote-erased-on-step-down',
    bug: 'Becoming a follower within a term forgets the vote given in it (redpanda#19).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/transitions.ts',
        find: lines('  adoptTerm(raft, term);', "  raft.role = 'follower';"),
        replace: lines('  adoptTerm(raft, term);', '  raft.vote = 0;', "  raft.role = 'follower';"),
      },
    ],
  },
  {
    name: 'vote-not-on-disk',
    bug: 'The log on disk keeps the term and not the vote, so a restarted voter votes again (NATS#7567).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/wal.ts',
        find: lines(
          '      log.hardState = write.hardState;',
          '      frame.hardState(log, write.hardState);',
        ),
        replace: lines(
          '      log.hardState = { ...write.hardState, vote: 0 };',
          '      frame.hardState(log, log.hardState);',
        ),
      },
    ],
  },
  {
    name: 'logs-compared-by-length',
    bug: 'The longer log wins an election, whatever its last term (hashicorp/raft 441bd09, pitfall 2).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/log.ts',
        find: 'return lastTerm === this.lastTerm ? lastIndex >= this.last : lastTerm > this.lastTerm;',
        replace: 'return lastIndex >= this.last;',
      },
    ],
  },
  {
    name: 'half-is-a-majority',
    bug: 'Of an even number of voters half is enough to elect (hashicorp/raft 163a55f, pitfall 39).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/quorum.ts',
        find: 'const needed = (voters.length >> 1) + 1;',
        replace: 'const needed = (voters.length + 1) >> 1;',
      },
    ],
  },
];

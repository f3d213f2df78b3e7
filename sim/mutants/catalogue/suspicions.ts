import { lines, type Mutant } from '../mutant.ts';

/** Replicas that lost a part of their log and are taken for whole, by themselves or by others (docs/adr/0005). */
export const suspicions: readonly Mutant[] = [
  {
    name: 'suspect-votes',
    bug: 'A replica whose log was cut off at damage goes on to vote, though it may have forgotten a vote (FAST 2018, "Protocol-Aware Recovery for Consensus-Based Storage", truncation).',
    breaks: 'safety',
    needsLosses: true,
    edits: [
      {
        file: 'src/raft/election.ts',
        find: '  if (!free || isEmpty || !isFit || raft.suspicion !== null) {',
        replace: '  if (!free || isEmpty || !isFit) {',
      },
    ],
  },
  {
    name: 'suspect-counted',
    bug: 'A leader counts what a suspect acknowledges, though that may have elected another leader and forgotten it.',
    breaks: 'safety',
    needsLosses: true,
    edits: [
      {
        file: 'src/raft/leadership.ts',
        find: '    return member?.suspect === true ? undefined : member;',
        replace: '    return member;',
      },
    ],
  },
  {
    name: 'former-life-counted',
    bug: 'A late acknowledgement of a life whose log is lost counts, after the leader has heard of the loss.',
    breaks: 'safety',
    needsLosses: true,
    edits: [
      {
        file: 'src/raft/suspects.ts',
        find: lines(
          '  if (member === undefined || meetSuspect(raft, lead, m) || m.session !== member.session) {',
          '    return false;',
          '  }',
        ),
        replace: '  if (member === undefined || meetSuspect(raft, lead, m)) return false;',
      },
    ],
  },
  {
    name: 'trusted-without-all-terms',
    bug: 'A suspect is trusted again as soon as it has the log of a leader, whatever term it may have voted in.',
    breaks: 'safety',
    needsLosses: true,
    edits: [
      {
        file: 'src/raft/suspicion.ts',
        find: '  if (!knowsAllTerms(raft, suspicion)) return;',
        replace: '',
      },
    ],
  },
  {
    name: 'trusted-without-the-log',
    bug: 'A suspect is trusted again once it knows all terms and its leader knows of it, before it has again what it had acknowledged.',
    breaks: 'safety',
    needsLosses: true,
    edits: [
      {
        file: 'src/raft/suspicion.ts',
        find: '    return isKnown && this.#cover <= Math.min(verified, persisted);',
        replace: '    return isKnown && verified <= persisted;',
      },
    ],
  },
  {
    name: 'suspicion-forgotten-by-a-restart',
    bug: 'Only the process that cut the log off knows that its replicas are suspect; the next one trusts them.',
    breaks: 'safety',
    needsLosses: true,
    edits: [
      {
        file: 'src/storage/wal-recovery.ts',
        find: '    groups: [...groups.values()].map(describe),',
        replace:
          '    groups: [...groups.values()].map((log) => ({ ...describe(log), suspect: notes.length > 0 })),',
      },
    ],
  },
];

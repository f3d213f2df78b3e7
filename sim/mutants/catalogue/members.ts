import { lines, type Mutant } from '../mutant.ts';

/** Who counts, while members come and go (thesis chapter 4, R8, R9). */
export const members: readonly Mutant[] = [
  {
    name: 'learners-counted',
    bug: 'Learners count towards the majority that commits (yugabyte#824).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/commit.ts',
        find: ': quorumValue(raft.conf, (id) =>',
        replace:
          ': quorumValue({ ...raft.conf, voters: [...raft.conf.voters, ...raft.conf.learners] }, (id) =>',
      },
    ],
  },
  {
    name: 'joint-commit-by-one-half',
    bug:
      'In a joint configuration the incoming half alone commits and confirms reads ' +
      '(etcd e515a67, raft-rs#416, pitfall 54).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/quorum.ts',
        find: 'return Math.min(majorityValue(conf.voters, reached), majorityValue(conf.outgoing, reached));',
        replace: 'return majorityValue(conf.voters, reached);',
      },
    ],
  },
  {
    name: 'joint-election-by-one-half',
    bug: 'In a joint configuration the incoming half alone elects (thesis 4.3, pitfall 54).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/quorum.ts',
        find: '  if (incoming === outgoing) return incoming;',
        replace: "  if (incoming !== 'lost') return incoming;",
      },
    ],
  },
  {
    name: 'joint-left-before-it-is-committed',
    bug: 'A leader leaves a joint configuration that is not committed yet (camunda#61854, pitfall 53).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/membership.ts',
        find: '  if (conf.index > commit || commit < lead.startIndex) return;',
        replace: '  if (commit < lead.startIndex) return;',
      },
    ],
  },
  {
    name: 'second-change-before-the-first-is-committed',
    bug:
      'A change is taken while the one before it is not committed, and two of them in a row have ' +
      'disjoint majorities (etcd 141a265, pitfall 51).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/membership.ts',
        find: '} else if (isJoint(conf) || conf.index > raft.commit) {',
        replace: '} else if (isJoint(conf)) {',
      },
    ],
  },
  {
    name: 'truncation-keeps-the-configuration',
    bug:
      'Truncating the log does not take back the configuration that was in what is gone ' +
      '(scylladb#30936, canonical/raft#250, R8).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/log.ts',
        find: '    while ((this.#confs.at(-1)?.index ?? 0) >= index) this.#confs.pop();\n',
        replace: '',
      },
    ],
  },
  {
    name: 'restart-forgets-an-uncommitted-configuration',
    bug:
      'A restarted replica goes by the last committed configuration and not by the newest one in its ' +
      'log (camunda#57386, R8).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/log.ts',
        find: lines(
          '    this.#confs = boot.confs',
          '      .filter((entry) => entry.index > boot.boundary.index)',
        ),
        replace: lines(
          '    this.#confs = boot.confs',
          '      .filter(({ index }) => index > boot.boundary.index && index <= boot.hardState.commit)',
        ),
      },
    ],
  },
];

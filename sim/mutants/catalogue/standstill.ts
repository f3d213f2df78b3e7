import { lines, type Mutant } from '../mutant.ts';

/** A cluster that has healed and does not recover. */
export const standstill: readonly Mutant[] = [
  {
    name: 'stale-leader-unanswered',
    bug:
      'Whoever is in a higher term is silent to the leader of a lower one, and so is stranded ' +
      '(etcd TestFreeStuckCandidateWithCheckQuorum, pitfall 10).',
    breaks: 'liveness',
    edits: [
      {
        file: 'src/raft/step.ts',
        find: 'raft.send(messageType.appendReply, m.from, { reject: true, index: m.index });',
        replace: 'return;',
      },
    ],
  },
  {
    name: 'lost-probe-not-repeated',
    bug: 'A probe that was lost is never sent again (etcd-raft 49bac48, pitfall 30).',
    breaks: 'liveness',
    edits: [
      {
        file: 'src/raft/leader.ts',
        find: "  if (member.state === 'probe') member.probeSent = false;\n",
        replace: '',
      },
      {
        file: 'src/raft/leader.ts',
        find: lines(
          '      // The probe itself follows in the flush.',
          '      member.probeSent = false;',
        ),
        replace: '',
      },
    ],
  },
  {
    name: 'full-window-stays-full',
    bug:
      'When all appends of a full window are lost, nothing asks the follower how far it is ' +
      '(etcd#14633, pitfall 31).',
    breaks: 'liveness',
    edits: [
      {
        file: 'src/raft/leader.ts',
        find: '      if (member.match < raft.log.last) sendEmptyAppend(raft, member);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'lost-snapshot-offer-not-repeated',
    bug: 'A snapshot that was offered in a lost message is waited for for ever (etcd c2d6376, pitfall 75).',
    breaks: 'liveness',
    edits: [
      {
        file: 'src/raft/leader.ts',
        find: lines('  offerSnapshot(raft, member, snapshot);', '}'),
        replace: '}',
      },
    ],
  },
];

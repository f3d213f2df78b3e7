import { lines, type Mutant } from '../mutant.ts';

/** Reads that are not what they claim to be (thesis 6.4, R6). */
export const reads: readonly Mutant[] = [
  {
    name: 'local-reads',
    bug: 'A node that believes to lead answers linearizable reads from its own state (etcd#741).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/read-path.ts',
        find: 'if (this.#group.planted.localReads) this.#serveAll(operations);',
        replace: 'if (this.#group.leads) this.#serveAll(operations);',
      },
    ],
  },
  {
    name: 'late-answer-confirms-a-later-read',
    bug:
      'Any answer to a heartbeat confirms the newest round of reads, a delayed one as well ' +
      '(etcd#20418, pitfall 64).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/leader.ts',
        find: 'member.readAck = Math.max(member.readAck, m.context);',
        replace: 'member.readAck = lead.context;',
      },
    ],
  },
  {
    name: 'read-joins-an-open-round',
    bug: 'A read joins the round that is under way, which left before the read came (thesis 6.4, R6).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/read-index.ts',
        find: lines('  lead.context++;', '  recordRound(raft, lead);'),
        replace: lines(
          '  const open = lead.rounds.pop();',
          '  if (open !== undefined) {',
          '    const reads = [...open.reads, ...lead.waiting];',
          '    lead.rounds.push({ context: open.context, index: raft.commit, reads });',
          '    lead.waiting = [];',
          '    return;',
          '  }',
          '  lead.context++;',
          '  recordRound(raft, lead);',
        ),
      },
    ],
  },
  {
    name: 'read-before-the-first-commit',
    bug:
      'A new leader reads at the commit index it came with, before an entry of its own term is committed ' +
      '(etcd#7331, pitfall 63).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/read-index.ts',
        find: 'if (lead.waiting.length === 0 || raft.commit < lead.startIndex) return;',
        replace: 'if (lead.waiting.length === 0) return;',
      },
    ],
  },
  {
    name: 'read-before-apply',
    bug: 'A leader serves a confirmed read before it has applied its index, which it does late only under load (dqlite#258).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/read-path.ts',
        find: 'if (index <= this.#group.partition.appliedIndex) {',
        replace: 'if (this.#group.leads || index <= this.#group.partition.appliedIndex) {',
      },
    ],
  },
  {
    name: 'follower-answered-without-a-round',
    bug: 'A leader answers the question of a follower without asking anybody whether it still leads (thesis 6.4).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/read-index.ts',
        find: '    wait(lead, { id: context, from, epoch: hint });',
        replace: lines(
          '    const index = raft.commit;',
          '    raft.send(messageType.readIndexReply, from, { context, hint, index });',
        ),
      },
    ],
  },
  {
    name: 'answer-to-a-former-life',
    bug: 'A follower takes the answer to a question that its former process asked for its own (R6).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/follower-read.ts',
        find: 'if (m.from !== raft.leader || m.hint !== config.epoch) return;',
        replace: 'if (m.from !== raft.leader) return;',
      },
    ],
  },
  {
    name: 'session-served-in-the-end',
    bug: 'A replica that waited in vain for what a session has seen serves it what is there, instead of sending it elsewhere.',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/replica-reads.ts',
        find: 'for (const { operation, minRevision } of late) this.#notReached(operation, minRevision);',
        replace: 'for (const { operation } of late) this.#serve(operation, this.ageMs());',
      },
    ],
  },
  {
    name: 'young-before-it-is-applied',
    bug: 'A state is taken for as young as the answer of the quorum, before its index is applied (R39).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/read-path.ts',
        find: '      // Answers of the leader may come in another order than they were given.',
        replace: '      this.#replica.knownFresh(freshAt);',
      },
    ],
  },
  {
    name: 'age-at-the-last-turn',
    bug: 'The age of a state is taken at the last turn of the event loop, which may be long ago after a pause (R39).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/replica-reads.ts',
        find: 'return Math.ceil(Math.max(0, this.#group.host.clock.now() - this.#freshAt));',
        replace: 'return Math.ceil(Math.max(0, this.#group.host.now - this.#freshAt));',
      },
    ],
  },
];

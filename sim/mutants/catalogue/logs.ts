import { lines, type Mutant } from '../mutant.ts';

/** How logs come to agree, and when an entry is where it is said to be (thesis 3.5). */
export const logs: readonly Mutant[] = [
  {
    name: 'truncates-on-any-append',
    bug:
      'A follower drops everything behind an append, though it agrees with what is there ' +
      '(openraft 9540c904, pitfall 21).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/follower.ts',
        find: lines(
          '  const isNew = (entry: Entry, i: number): boolean =>',
          '    i >= skip && !log.matches(entry.index, entry.term);',
        ),
        replace: '  const isNew = (_: Entry, i: number): boolean => i >= skip;',
      },
    ],
  },
  {
    name: 'conflicting-tail-kept',
    bug:
      'An entry at an index that the follower has is taken for the one it has, whatever its term, so a ' +
      'deposed leader keeps its tail (CCF#5674, section 5.3).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/follower.ts',
        find: 'i >= skip && !log.matches(entry.index, entry.term);',
        replace: 'i >= skip && entry.index > log.last;',
      },
    ],
  },
  {
    name: 'overwritten-write-completes',
    bug:
      'The completion of a write makes its last index durable, though other entries have taken that ' +
      'place meanwhile (etcd#1690, pitfall 35).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/write-ledger.ts',
        find: '  readonly first: Index;',
        replace: lines('  readonly first: Index;', '  readonly last: Index;'),
      },
      {
        file: 'src/raft/write-ledger.ts',
        find: '  #openSnapshot: SnapshotMeta | null = null;',
        replace: lines('  #openSnapshot: SnapshotMeta | null = null;', '  #stable: Index = 0;'),
      },
      {
        file: 'src/raft/write-ledger.ts',
        find: '    this.#openSnapshot = meta;',
        replace: lines('    this.#openSnapshot = meta;', '    this.#stable = 0;'),
      },
      {
        file: 'src/raft/write-ledger.ts',
        find: '    return first - 1;',
        replace: '    return Math.max(first - 1, Math.min(this.#stable, last));',
      },
      {
        file: 'src/raft/write-ledger.ts',
        find: 'this.#inFlight.push({ seq, first, term, vote, at: now });',
        replace: 'this.#inFlight.push({ seq, first, last: log.last, term, vote, at: now });',
      },
      {
        file: 'src/raft/write-ledger.ts',
        find: '      this.#inFlight.shift();',
        replace: lines('      this.#inFlight.shift();', '      this.#stable = write.last;'),
      },
    ],
  },
  {
    name: 'repeated-append-acknowledged-at-once',
    bug:
      'An append that repeats what the follower has is acknowledged at once, though its first copy is ' +
      'still on its way to the disk (pitfall 3).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/follower.ts',
        find: '  if (first === -1) return true;',
        replace: lines(
          '  if (first === -1) {',
          '    const index = m.index + m.entries.length;',
          '    const known = { index, commit: raft.commit };',
          '    if (m.entries.length > 0) raft.send(messageType.appendReply, m.from, known);',
          '    return true;',
          '  }',
        ),
      },
    ],
  },
];

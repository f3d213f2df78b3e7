import type { Mutant } from '../mutant.ts';

/** Rows of the database rot, and a replica lives without its state until it is rebuilt. */
export const damage: readonly Mutant[] = [
  {
    name: 'checksum-of-a-row-not-verified',
    bug: 'A row is taken as it is read, whatever its checksum says (LevelDB does not verify its blocks on read, R20).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/row-checksum.ts',
        find: '  if (crc32(body, crc32(key)) !== storedChecksum(row)) throw new CorruptionError(place, hex(key));',
        replace: '  if (crc32(body, crc32(key)) < 0) throw new CorruptionError(place, hex(key));',
      },
    ],
  },
  {
    name: 'lost-state-leads',
    bug: 'A replica whose state is lost campaigns with its whole log, and leads without anything to serve from (R24).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/election.ts',
        find: '    !raft.stateLost &&',
        replace: '',
      },
    ],
  },
  {
    name: 'lost-state-served',
    bug: 'A replica answers from the empty state that stands in place of the one that it lost (R24).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/group.ts',
        find: '    if (this.lost !== null) this.sendElsewhere(operation);',
        replace: '    if (this.stopped) this.sendElsewhere(operation);',
      },
      {
        file: 'src/server/host/read-path.ts',
        find: '    if (this.#group.lost !== null) this.#group.sendElsewhere(operation);',
        replace: '    if (this.#group.stopped) this.#group.sendElsewhere(operation);',
      },
    ],
  },
  {
    name: 'rows-set-aside-swept',
    bug: 'The rows of a state that is taken for damaged are removed at once, before a snapshot stands in its place (R21).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/generations.ts',
        find: 'const kept = [durable.live, durable.aside, current.live, current.aside, ...unsettled];',
        replace: 'const kept = [durable.live, current.live, ...unsettled];',
      },
    ],
  },
];

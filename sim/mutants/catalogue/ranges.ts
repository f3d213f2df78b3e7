import { lines, type Mutant } from '../mutant.ts';

/** Commands that need to know which records a prefix has (R32). */
export const ranges: readonly Mutant[] = [
  {
    name: 'range-without-old-layers',
    bug:
      'A ranged command reads what is on disk and the newest two layers above it: which keys that is depends on how far a ' +
      'replica has flushed, and a slow disk shows (R14, R18).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/range-rows.ts',
        find: '  const taken = capture(rows.engine, rows.overlay, table.records, range);',
        replace: lines(
          '  const { overlay } = rows;',
          '  const newest = { runs: (...of: Parameters<typeof overlay.runs>) => overlay.runs(...of).slice(0, 2) };',
          '  const taken = capture(rows.engine, newest as typeof overlay, table.records, range);',
        ),
      },
    ],
  },
  {
    name: 'range-answers-not-kept',
    bug: 'Deleting what is gone does no harm, so the answer to a DeleteRange is not kept: a repeated one deletes what came later (R31).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/apply-command.ts',
        find: "if (result.status === 'sequence_too_far') return result;",
        replace:
          "if (result.status === 'sequence_too_far' || body.kind === 'deleteRange') return result;",
      },
    ],
  },
];

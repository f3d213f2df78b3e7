import type { Mutant } from '../mutant.ts';

/**
 * Commands that need to know which records a prefix has (R32). That a range was read without the layers which are on their
 * way to the disk is none of these: it shows without any fault (state-hash), and is too blunt to count.
 */
export const ranges: readonly Mutant[] = [
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

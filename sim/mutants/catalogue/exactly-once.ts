import { lines, type Mutant } from '../mutant.ts';

/** What is said about a write, and how often it runs (R31, R38). */
export const exactlyOnce: readonly Mutant[] = [
  {
    name: 'answers-forgotten-on-failover',
    bug: 'The answers to old writes do not outlive the leadership that gave them (redisraft#659).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/util/planted-bugs.ts',
        find: '  forgetAnswersOnFailover: false,',
        replace: '  forgetAnswersOnFailover: true,',
      },
    ],
  },
  {
    name: 'failed-conditions-not-kept',
    bug:
      'Only what succeeded is remembered, so a repeated write whose condition failed can still run ' +
      '(cockroach#5453 for reads, R31).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/apply-command.ts',
        find: "if (result.status === 'sequence_too_far') return result;",
        replace: "if (result.status !== 'ok') return result;",
      },
    ],
  },
  {
    name: 'floor-ignored',
    bug: 'A sequence below the floor, whose answer is forgotten, runs again (R31).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/apply-command.ts',
        find: "  if (sequence < session.floor) return plainResult('session_expired', state.revision);\n",
        replace: '',
      },
    ],
  },
  {
    name: 'void-not-kept',
    bug:
      'A client that asks what became of its write hears that it was not done, and the write can still ' +
      'run (redisraft#23, R31).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/apply-command.ts',
        find: '  if (answer === undefined) sessions.answer(session, sequence, null);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'lost-leadership-means-not-executed',
    bug:
      'A write that was appended is reported as not executed when leadership is lost, and commits later ' +
      '(redisraft#23, R38).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/write-path.ts',
        find: lines("        'LEADER_CHANGED',", "        'unknown',"),
        replace: lines("        'LEADER_CHANGED',", "        'not_executed',"),
      },
    ],
  },
  {
    name: 'deadline-means-not-executed',
    bug:
      'A write that was appended is reported as not executed at its deadline, and commits later ' +
      '(nebula#3880, cockroach#7899, R38).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/write-path.ts',
        find: "fail(operation, 'DEADLINE', 'unknown', 'the write did not commit within its deadline');",
        replace:
          "fail(operation, 'DEADLINE', 'not_executed', 'the write did not commit within its deadline');",
      },
    ],
  },
  {
    name: 'answer-by-index-alone',
    bug:
      'Whatever applies at the index of a write answers it, also an entry of another leader ' +
      '(redisraft#26 crossed answers, R10).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/write-path.ts',
        find: 'if (head.index === entry.index && head.term === entry.term) this.#answer(head, results);',
        replace: lines(
          'if (head.index === entry.index && results.length === head.operations.length)',
          '        this.#answer(head, results);',
        ),
      },
    ],
  },
  {
    name: 'late-write-answered-twice',
    bug: 'A write that missed its deadline is answered again when it applies (R10).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/write-path.ts',
        find: '        entry.operations[i] = null;\n',
        replace: '',
      },
    ],
  },
];

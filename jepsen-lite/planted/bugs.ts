import type { CheckedWorkload } from '../checkers/index.ts';
import { ackBeforeQuorum } from './ack-before-quorum.ts';
import { ackBeforeSync } from './ack-before-sync.ts';
import { forgetAnswers } from './forget-answers.ts';
import { localReads } from './local-reads.ts';
import type { Stage } from './stage.ts';

/** A bug that the checkers must find, and the fixed schedule under which it shows. */
export interface PlantedBug {
  /** Of the switch in `src/util/planted-bugs.ts`. */
  readonly name: string;
  /** Plays the schedule; answers in a few words what happened at the point where the bug shows. */
  readonly play: (stage: Stage) => Promise<string>;
  /** Its history is checked as one of this workload. */
  readonly workload: CheckedWorkload;
  /** Checkers that have to convict it, each on its own. */
  readonly convictedBy: readonly string[];
  /** Its schedule makes disks fail, for which the shim of `disk/` must be built. */
  readonly needsDisk: boolean;
}

/** docs/planted.md says more. */
export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'localReads',
    play: localReads,
    workload: 'register',
    convictedBy: ['linearizable', 'certificate'],
    needsDisk: false,
  },
  {
    name: 'ackBeforeQuorum',
    play: ackBeforeQuorum,
    workload: 'register',
    convictedBy: ['linearizable', 'certificate'],
    needsDisk: false,
  },
  {
    name: 'forgetAnswersOnFailover',
    play: forgetAnswers,
    workload: 'exactly-once',
    convictedBy: ['counter-sum', 'counter-bounds', 'certificate'],
    needsDisk: false,
  },
  {
    name: 'ackBeforeSync',
    play: ackBeforeSync,
    workload: 'register',
    convictedBy: ['linearizable', 'certificate'],
    needsDisk: true,
  },
];

import type { BootState, TermRun } from '../../raft/index.ts';
import type { Partition, RecoveredGroup } from '../../storage/index.ts';

/** What of the state machine has to fit the log. */
type Applied = Pick<Partition, 'appliedIndex' | 'appliedTerm' | 'conf'>;

/**
 * The two durable halves of a replica, at start. The state machine is durable up to its applied index, the log up to
 * its last entry:
 *
 *   log     boundary |----------entries----------| last
 *   state                     applied ^                      they agree: entries above applied are applied again
 *   state                                             ^      log_behind: an install was cut off here
 *   state   ^                                                state_lost: the database lost it, or a snapshot was due
 *
 * Where an install ended between its commit point and the log record, the log does not hold that (index, term). Nor does a
 * log that was cut off at damage, when the state machine is further. A state below the purged log is rebuilt from a peer,
 * never continued with a gap (R24).
 */
export type Fit = 'agree' | 'log_behind' | 'state_lost';

export function fitOf(recovered: RecoveredGroup, partition: Applied): Fit {
  const { boundary, runs, lastIndex } = recovered;
  const { appliedIndex: applied, appliedTerm } = partition;
  if (applied < boundary.index) return 'state_lost';
  const term = applied === boundary.index ? boundary.term : termAt(runs, applied);
  return applied <= lastIndex && term === appliedTerm ? 'agree' : 'log_behind';
}

/** Finishes the install at the log's side: the log restarts right after the state (R21). */
export function resetTo(
  partition: Applied,
  { hardState, suspect }: Pick<RecoveredGroup, 'hardState' | 'suspect'>,
): BootState {
  const { appliedIndex: index, appliedTerm: term, conf } = partition;
  const raised = term > hardState.term;
  return {
    hardState: {
      term: raised ? term : hardState.term,
      vote: raised ? 0 : hardState.vote,
      commit: index,
    },
    boundary: { index, term, conf },
    runs: [],
    lastIndex: index,
    confs: [],
    tail: [],
    applied: index,
    suspect,
  };
}

function termAt(runs: readonly TermRun[], index: number): number {
  let term = 0;
  for (const run of runs) {
    if (run.first > index) break;
    term = run.term;
  }
  return term;
}

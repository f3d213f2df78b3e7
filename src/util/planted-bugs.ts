/**
 * Bugs that stores of this kind have shipped, each behind a switch, so that the fault tests can show that they would
 * find it (R45, docs/planted.md). Handed down by construction from `startNode`, `Store.open`, `recoverWal` and `Host`;
 * no flag, variable or file of kvd reaches them, and nothing in the published package makes any other value than this:
 */
export interface PlantedBugs {
  /** A node that believes to lead answers linearizable reads from its own state, without asking a quorum. */
  readonly localReads: boolean;
  /** A leader commits what its own disk has, whatever the other replicas have. */
  readonly ackBeforeQuorum: boolean;
  /** The answers in the exactly-once table do not outlive the leadership under which they were given. */
  readonly forgetAnswersOnFailover: boolean;
  /** The log calls a frame durable once it is written, and does not wait for its sync. */
  readonly ackBeforeSync: boolean;
  /** A replica answers SESSION reads from the state that it has, whatever the session has seen. */
  readonly sessionsNotAwaited: boolean;
  /** A replica answers BOUNDED_STALENESS reads from the state that it has, however old. */
  readonly boundsNotKept: boolean;
  /** An EVENTUAL read names the revision after the one that it shows. */
  readonly eventualReadsAhead: boolean;
  /** Where leases are on, a leader takes its own to last for as long as it believes to lead. */
  readonly endlessLeases: boolean;
  /** Transactions run whatever their conditions say, as if nothing could have changed since the client read it. */
  readonly conditionsNotChecked: boolean;
  /** A watch whose stream took no more goes on one revision too late once it does. */
  readonly watchSkipsWhenSlow: boolean;
}

export const noPlantedBugs: PlantedBugs = Object.freeze({
  localReads: false,
  ackBeforeQuorum: false,
  forgetAnswersOnFailover: false,
  ackBeforeSync: false,
  sessionsNotAwaited: false,
  boundsNotKept: false,
  eventualReadsAhead: false,
  endlessLeases: false,
  conditionsNotChecked: false,
  watchSkipsWhenSlow: false,
});

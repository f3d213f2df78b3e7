import { isJoint } from './conf.ts';
import type { ConfState, ConfStep, ReplicaId } from './types.ts';

/**
 * How one configuration becomes the next. Voters may change one at a time (thesis 4.1: then any majority of the old and
 * any majority of the new have a voter in common) or through a joint configuration, in which a majority of each decides
 * (thesis 4.3):
 *
 *   (1 2 3) ── changeSimple v4 ──────────────────────────────────────────────▶ (1 2 3 4)
 *   (1 2 3) ── enterJoint v4 l1 ──▶ (2 3 4)&&(1 2 3), 1 learns next ── leaveJoint ──▶ (2 3 4), 1 learns
 *
 * Values in, values out: a refused change is an error of the caller, never a throw. Who may change when (one change at a
 * time, none before an own-term commit, R8) is for the leader to say.
 */
export const confChangeError = {
  alreadyJoint: 'config is already joint',
  noVoters: "can't make a zero-voter config joint",
  notJoint: "can't leave a non-joint config",
  simpleWhileJoint: "can't apply simple config change in joint config",
  tooManyVoters: 'more than one voter changed without entering joint config',
  removedAllVoters: 'removed all voters',
} as const;
export type ConfChangeError = (typeof confChangeError)[keyof typeof confChangeError];

export type ConfChange =
  | { readonly ok: true; readonly conf: ConfState }
  | { readonly ok: false; readonly error: ConfChangeError };

/** Learners may change in any number; of the voters at most one may come or go. */
export function changeSimple(conf: ConfState, steps: readonly ConfStep[]): ConfChange {
  if (isJoint(conf)) return refused(confChangeError.simpleWhileJoint);
  const next = steps.reduce(applyStep, conf);
  if (next.voters.length === 0) return refused(confChangeError.removedAllVoters);
  // Two voters at once: (1 2 3) to (1 4 5) has the disjoint majorities (2 3) and (4 5).
  if (changedVoters(conf, next) > 1) return refused(confChangeError.tooManyVoters);
  return { ok: true, conf: next };
}

/**
 * The voters of now become the outgoing half, and the steps change the incoming one. `autoLeave` asks the leader to
 * propose the leave itself, as soon as the joint configuration is committed (R8, pitfall 52).
 */
export function enterJoint(
  conf: ConfState,
  steps: readonly ConfStep[],
  autoLeave: boolean,
): ConfChange {
  if (isJoint(conf)) return refused(confChangeError.alreadyJoint);
  if (conf.voters.length === 0) return refused(confChangeError.noVoters);
  const next = steps.reduce(applyStep, beginJoint(conf));
  if (next.voters.length === 0) return refused(confChangeError.removedAllVoters);
  return { ok: true, conf: { ...next, autoLeave } };
}

/** The incoming half decides alone, and the demoted voters are learners at last. */
export function leaveJoint(conf: ConfState): ConfChange {
  if (!isJoint(conf)) return refused(confChangeError.notJoint);
  return {
    ok: true,
    conf: {
      ...conf,
      outgoing: [],
      learners: conf.learnersNext.reduce(withId, conf.learners),
      learnersNext: [],
      autoLeave: false,
    },
  };
}

/** Whether these steps change more than one voter, so that only a joint configuration can carry them. */
export function needsJoint(conf: ConfState, steps: readonly ConfStep[]): boolean {
  return changedVoters(conf, steps.reduce(applyStep, conf)) > 1;
}

/** A joint configuration with equal halves: where the steps of a joint change start. */
export function beginJoint(conf: ConfState): ConfState {
  return { ...conf, outgoing: conf.voters };
}

/**
 * One step, on the incoming half. Asking for what already is changes nothing, and so does a step for no replica: an id
 * of 0 means none. The result may lack voters: a later step may bring one.
 */
export function applyStep(conf: ConfState, { kind, replica }: ConfStep): ConfState {
  if (!isReplicaId(replica)) return conf;
  const bare = {
    ...conf,
    voters: withoutId(conf.voters, replica),
    learners: withoutId(conf.learners, replica),
    learnersNext: withoutId(conf.learnersNext, replica),
  };
  if (kind === 'voter') return { ...bare, voters: withId(bare.voters, replica) };
  if (kind === 'remove') return bare;
  // A voter of the outgoing half still votes, and nobody is voter and learner at once (pitfall 58).
  return conf.outgoing.includes(replica)
    ? { ...bare, learnersNext: withId(bare.learnersNext, replica) }
    : { ...bare, learners: withId(bare.learners, replica) };
}

/**
 * Whether one configuration may come right after another: any majority of the one and any of the other share a voter.
 * An invariant of every log, however it came to be.
 */
export function mayFollow(before: ConfState, after: ConfState): boolean {
  // A replica that was added later knew nobody before it was told.
  if (before.voters.length === 0) return true;
  if (isJoint(before)) return !isJoint(after) && sameIds(before.voters, after.voters);
  if (isJoint(after)) return sameIds(before.voters, after.outgoing);
  return changedVoters(before, after) <= 1;
}

function sameIds(one: readonly ReplicaId[], other: readonly ReplicaId[]): boolean {
  return one.length === other.length && one.every((id, i) => other[i] === id);
}

function changedVoters(before: ConfState, after: ConfState): number {
  const gone = before.voters.filter((id) => !after.voters.includes(id));
  const come = after.voters.filter((id) => !before.voters.includes(id));
  return gone.length + come.length;
}

function isReplicaId(id: ReplicaId): boolean {
  return Number.isSafeInteger(id) && id > 0;
}

function withId(ids: readonly ReplicaId[], id: ReplicaId): readonly ReplicaId[] {
  return ids.includes(id) ? ids : [...ids, id].sort((a, b) => a - b);
}

function withoutId(ids: readonly ReplicaId[], id: ReplicaId): readonly ReplicaId[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : ids;
}

function refused(error: ConfChangeError): ConfChange {
  return { ok: false, error };
}

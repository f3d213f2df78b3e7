import { ringkv } from '#proto';
import { invalidRequest } from './errors.ts';
import { type Consistency, durationMs, type ReadOptions, type ReplicaChoice } from './options.ts';

const { ReadConsistency, ReplicaPreference } = ringkv.v1;

/** How a read is asked for, and where it may go. Wire values of 0 are left out: the server's default. */
export interface ReadPlan {
  readonly consistency: ringkv.v1.ReadConsistency;
  readonly maxStalenessMs: number;
  readonly replica: ringkv.v1.ReplicaPreference;
  /** Any replica may answer; else the leader does. */
  readonly anyReplica: boolean;
  /** Of those that may: which one is tried first. */
  readonly choice: ReplicaChoice;
}

/** What almost every read is; and of writes, which go to the leader as well. */
export const leaderRead: ReadPlan = {
  consistency: ReadConsistency.READ_CONSISTENCY_UNSPECIFIED,
  maxStalenessMs: 0,
  replica: ReplicaPreference.REPLICA_PREFERENCE_UNSPECIFIED,
  anyReplica: false,
  choice: 'leader',
};

const eventualRead: ReadPlan = {
  ...leaderRead,
  consistency: ReadConsistency.EVENTUAL,
  anyReplica: true,
  choice: 'any',
};

const sessionRead: ReadPlan = { ...eventualRead, consistency: ReadConsistency.SESSION };

const wireLevels: Readonly<Record<Consistency, ringkv.v1.ReadConsistency>> = {
  linearizable: ReadConsistency.READ_CONSISTENCY_UNSPECIFIED,
  leader_lease: ReadConsistency.LEADER_LEASE,
  session: ReadConsistency.SESSION,
  bounded_staleness: ReadConsistency.BOUNDED_STALENESS,
  eventual: ReadConsistency.EVENTUAL,
};

/** Throws InvalidRequestError for combinations that mean nothing. */
export function readPlan(options: ReadOptions | undefined): ReadPlan {
  if (options === undefined) return leaderRead;
  const { session, replica, maxStaleness } = options;
  const level = options.consistency ?? (session === undefined ? 'linearizable' : 'session');
  if (replica === undefined && maxStaleness === undefined) {
    if (level === 'linearizable') return leaderRead;
    if (level === 'eventual') return eventualRead;
    if (level === 'session' && session !== undefined) return sessionRead;
  }
  const consistency = wireLevels[level];
  if (consistency === undefined) throw unknownLevel(level);
  if (level === 'session' && session === undefined) {
    throw invalidRequest('consistency session needs a session: { session: kv.session() }');
  }
  const choice = choiceOf(level, replica);
  const anyReplica = choice !== 'leader';
  return {
    consistency,
    maxStalenessMs: stalenessOf(level, options),
    replica: preferenceOf(level, anyReplica),
    anyReplica,
    choice,
  };
}

function choiceOf(level: Consistency, replica: ReplicaChoice | undefined): ReplicaChoice {
  const byLeader = level === 'linearizable' || level === 'leader_lease';
  const choice = replica ?? (byLeader ? 'leader' : 'any');
  const isKnown = choice === 'leader' || choice === 'any' || choice === 'nearest';
  if (!isKnown && typeof choice.zone !== 'string') {
    throw invalidRequest("replica must be 'leader', 'any', 'nearest' or { zone }");
  }
  if (level === 'leader_lease' && choice !== 'leader') {
    throw invalidRequest('consistency leader_lease is served by the leader alone');
  }
  return choice;
}

/** What the server must be told beyond its default for the level. */
function preferenceOf(level: Consistency, anyReplica: boolean): ringkv.v1.ReplicaPreference {
  const byLeader = level === 'linearizable' || level === 'leader_lease';
  if (byLeader) return anyReplica ? ReplicaPreference.PREFER_LOCAL : 0;
  return anyReplica ? 0 : ReplicaPreference.PREFER_LEADER;
}

function stalenessOf(level: Consistency, { maxStaleness }: ReadOptions): number {
  if (level !== 'bounded_staleness') {
    if (maxStaleness === undefined) return 0;
    throw invalidRequest(`maxStaleness belongs to bounded_staleness, not to ${level}`);
  }
  if (maxStaleness === undefined) {
    throw invalidRequest('consistency bounded_staleness needs maxStaleness');
  }
  const ms = durationMs(maxStaleness);
  if (ms >= 1 && ms <= 0xffff_ffff) return ms;
  throw invalidRequest(`maxStaleness must be from 1 ms on, not ${maxStaleness}`);
}

function unknownLevel(level: unknown): Error {
  const levels = Object.keys(wireLevels).join(', ');
  return invalidRequest(`Unknown consistency "${String(level)}"; use one of ${levels}`);
}

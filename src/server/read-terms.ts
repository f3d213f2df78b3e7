import { ringkv } from '#proto';
import type { Refusal } from './errors.ts';
import { isReplicaRead, type ReadLevel, type ReadTerms } from './host/operation.ts';
import type { RequestContext } from './request-header.ts';
import { invalid, safeCount } from './validate.ts';

const { ReadConsistency, ReplicaPreference } = ringkv.v1;

const levels: Readonly<Record<number, ReadLevel>> = {
  [ReadConsistency.READ_CONSISTENCY_UNSPECIFIED]: 'linearizable',
  [ReadConsistency.LINEARIZABLE]: 'linearizable',
  [ReadConsistency.LEADER_LEASE]: 'leader_lease',
  [ReadConsistency.SESSION]: 'session',
  [ReadConsistency.BOUNDED_STALENESS]: 'bounded_staleness',
  [ReadConsistency.EVENTUAL]: 'eventual',
};

/** How a read asks to be served, after validation; combinations that would promise nothing are refused with the reason. */
export interface CheckedTerms extends ReadTerms {
  readonly type: 'terms';
  readonly here: boolean;
  readonly minRevision: number;
  readonly maxStalenessMs: number;
}

/** Of a read: its own fields where they are set, else those of the header. */
export function readTerms(
  wire: ringkv.v1.Operation.$Properties,
  context: RequestContext,
  partition: number,
): CheckedTerms | Refusal {
  const level = wire.consistency ? levels[wire.consistency] : context.level;
  if (level === undefined) return unknownLevel(wire.consistency ?? 0);
  const replica = wire.replica || context.replica;
  const maxStalenessMs = wire.maxStalenessMs || context.maxStalenessMs;
  const minRevision = wire.minRevision || (context.session?.revisions.get(partition) ?? 0);
  const wrong =
    safeCount(wire.minRevision, 'min_revision') ??
    safeCount(wire.maxStalenessMs, 'max_staleness_ms') ??
    checkReplica(wire.replica ?? 0) ??
    (wire.minRevision && level !== 'session'
      ? invalid(`min_revision belongs to SESSION, not to ${nameOf(level)}`)
      : null) ??
    checkTerms(level, replica, maxStalenessMs);
  if (wrong !== null) return wrong;
  return {
    type: 'terms',
    level,
    here: isReplicaRead(level)
      ? replica !== ReplicaPreference.PREFER_LEADER
      : replica === ReplicaPreference.PREFER_LOCAL,
    minRevision: level === 'session' ? minRevision : 0,
    maxStalenessMs,
  };
}

/** What is wrong with a level and what goes with it. */
export function checkTerms(
  level: ReadLevel,
  replica: number,
  maxStalenessMs: number,
): Refusal | null {
  if (level === 'leader_lease' && replica === ReplicaPreference.PREFER_LOCAL) {
    return invalid('LEADER_LEASE is the leader’s: PREFER_LOCAL cannot be had with it');
  }
  if (level === 'bounded_staleness') {
    return maxStalenessMs > 0 ? null : invalid('BOUNDED_STALENESS needs max_staleness_ms');
  }
  if (maxStalenessMs === 0) return null;
  return invalid(`max_staleness_ms belongs to BOUNDED_STALENESS, not to ${nameOf(level)}`);
}

export function readLevel(consistency: number): ReadLevel | Refusal {
  return levels[consistency] ?? unknownLevel(consistency);
}

export function checkReplica(replica: number): Refusal | null {
  if (ReplicaPreference[replica] !== undefined) return null;
  return invalid(`unknown replica ${replica}; known: 1 PREFER_LEADER, 2 PREFER_LOCAL`);
}

/** R41: writes have no use for what reads ask. */
export function checkNoTerms(wire: ringkv.v1.Operation.$Properties): Refusal | null {
  if (!wire.minRevision && !wire.maxStalenessMs && !wire.replica) return null;
  return invalid('min_revision, max_staleness_ms and replica belong to reads');
}

function unknownLevel(consistency: number): Refusal {
  const known = Object.entries(ReadConsistency)
    .filter(([, value]) => typeof value === 'number' && value > 0)
    .map(([name, value]) => `${value} ${name}`);
  return invalid(`unknown consistency ${consistency}; known: ${known.join(', ')}`);
}

function nameOf(level: ReadLevel): string {
  return level.toUpperCase();
}

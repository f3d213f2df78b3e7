import type { SnapshotLimits } from '../src/util/limits.ts';
import type { ClientPlan } from './clients/plan.ts';
import type { FaultEvent } from './faults/events.ts';

/**
 * A run as data. The same schedule gives the same run, event by event, and every part of it can be taken out without
 * changing what the rest does: no fault and no client draws from a stream that another one draws from too. That is
 * what makes a failing run shrink.
 */
export interface Schedule {
  readonly version: 1;
  /** Whatever is drawn while the run goes on (latencies, election timeouts, lost frames) comes from this. */
  readonly seed: number;
  readonly cluster: ClusterPlan;
  /** Faults strike and clients work this long; then everything heals, and the cluster must recover. */
  readonly safetyMs: number;
  /** Clients that were kept from their work for too long go on until they have begun so many, or twice the time is over. */
  readonly leastOperations: number;
  /** Ascending by `at`. */
  readonly faults: readonly FaultEvent[];
  readonly clients: readonly ClientPlan[];
}

/** The cluster: its size, and limits so small that what is rare elsewhere happens all the time. */
export interface ClusterPlan {
  /** 1 to 7; member ids count from 1. */
  readonly nodes: number;
  readonly replicas: number;
  readonly partitions: number;
  readonly raft: RaftKnobs;
  readonly storage: StorageKnobs;
  /** Of one write, sync or read of the log, and of one batch of the database. */
  readonly disk: Latency;
  readonly network: NetworkPlan;
  /** One per node. */
  readonly clocks: readonly ClockPlan[];
  /** Nodes that are dead for good once the run has come to its liveness phase: fewer than half of any group. */
  readonly neverBack: readonly number[];
}

export interface RaftKnobs {
  readonly heartbeatMs: number;
  readonly electionTimeoutMinMs: number;
  readonly electionTimeoutMaxMs: number;
  readonly appendBytes: number;
  readonly inflightMessages: number;
  readonly inflightBytes: number;
  readonly uncommittedBytes: number;
  readonly cachedBytes: number;
  readonly applyBytes: number;
  /** 0 for no leases. */
  readonly leaseMs: number;
  /** What leases rely on: no clock ever runs faster or slower than by so many percent. */
  readonly leaseDriftPercent: number;
}

export interface StorageKnobs {
  readonly walSegmentBytes: number;
  /** Files kept ready for the segments to come. */
  readonly spareSegments: number;
  readonly flushIntervalMs: number;
  readonly overlayLayerBytes: number;
  readonly overlayBytes: number;
  readonly snapshotChunkBytes: number;
  /** Missing in schedules that are older than these limits. */
  readonly snapshots?: Partial<SnapshotLimits>;
  /** Exactly-once sessions that a partition keeps decoded. */
  readonly cachedSessions: number;
  /** A purge copies at most this part of what it frees. */
  readonly rewritePart: number;
}

/** Uniform in `minMs..maxMs`, and once in a while much more. */
export interface Latency {
  readonly minMs: number;
  readonly maxMs: number;
  readonly slowPerMille: number;
  readonly slowMs: number;
}

export interface NetworkPlan {
  readonly latency: Latency;
  /** Of frames, all the time, on every link. */
  readonly lossPerMille: number;
  readonly duplicatePerMille: number;
  readonly reorderPerMille: number;
  /** Late messages outlive the process that sent them: the next one may have forgotten what they say. */
  readonly outlives?: boolean;
}

export interface ClockPlan {
  /** How much faster than true time this node's clocks run, in millionths. */
  readonly ppm: number;
  readonly wallOffsetMs: number;
  /** What the monotonic clock showed when the run began. */
  readonly originMs: number;
}

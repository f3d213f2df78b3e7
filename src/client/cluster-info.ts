import type { ringkv } from '#proto';
import { partitionOfToken, routingPart } from '../ring/index.ts';
import { clusterService } from '../rpc/index.ts';
import { hex } from '../util/bytes.ts';
import type { Core } from './core.ts';
import type { Dispatcher } from './dispatcher.ts';
import { AbortError, ClosedError, UnavailableError } from './errors.ts';
import { tlsErrorOf } from './handshake-fault.ts';
import { type Key, keyBytes, keyText } from './keys.ts';
import { type CallOptions, timeoutOf } from './options.ts';
import { type MemberInfo, withLeader } from './topology-view.ts';
import { unary } from './unary.ts';

/** Who is in the cluster and who holds what. Leaders are member ids, 0 for unknown. */
export interface TopologyInfo {
  /** Hexadecimal. */
  readonly clusterId: string;
  readonly epoch: number;
  readonly partitions: number;
  readonly members: readonly MemberInfo[];
  /** By partition. */
  readonly leaders: readonly number[];
  readonly replicas: readonly (readonly number[])[];
}

export interface ClusterStatus {
  readonly clusterId: string;
  readonly topologyEpoch: number;
  readonly members: readonly MemberStatus[];
  readonly partitions: readonly PartitionStatus[];
  readonly settings: ClusterSettings;
}

/** What holds for the whole cluster until it is changed. */
export interface ClusterSettings {
  /** Whether writes may ask for `ack: 'accepted'`. Off in a new cluster. */
  readonly acceptedWrites: boolean;
}

export interface MemberStatus extends MemberInfo {
  /** `up`, `draining` or `down`. */
  readonly state: string;
  /** How many partitions it leads, and holds. */
  readonly leaders: number;
  readonly replicas: number;
}

/** Member ids throughout; leader 0 for unknown. */
export interface PartitionStatus {
  readonly id: number;
  readonly leader: number;
  readonly voters: readonly number[];
  readonly learners: readonly number[];
  readonly term: number;
  readonly revision: number;
  readonly appliedIndex: number;
  /** Replicas that lost a part of their log, and count in no quorum until they know enough again. */
  readonly suspects: readonly number[];
}

/** The replicas of one partition, or of the meta group, compared at one index of their logs. */
export interface PartitionHashes {
  /** null for the meta group. */
  readonly partition: number | null;
  readonly index: number;
  /** `equal`: two or more were compared, and agree. `unknown`: there was nothing to compare. */
  readonly verdict: 'equal' | 'different' | 'unknown';
  readonly replicas: readonly ReplicaHash[];
}

export interface ReplicaHash {
  readonly member: number;
  /** `ok`, `different`, `behind`, `rebuilding` or `down`. */
  readonly state: string;
  /** Of its records at that index, 0 where it says nothing of it. */
  readonly hash: number;
  readonly appliedIndex: number;
}

export interface KeyLocation {
  readonly key: string;
  readonly partition: number;
  /** What the key's routing part hashes to, 32 bits. */
  readonly token: number;
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly epoch: number;
}

export interface LeaderMove {
  readonly leader: number;
  readonly term: number;
}

/** Asks anew; throws UnavailableError when nobody answers. */
export async function topologyOf(
  { topology, links, tuning, now, closed }: Dispatcher,
  options?: CallOptions,
): Promise<TopologyInfo> {
  if (closed) throw new ClosedError();
  const deadline = now() + timeoutOf(options, tuning.timeoutMs);
  const problem = await topology.load(deadline - now(), options?.signal);
  if (options?.signal?.aborted) throw new AbortError(options.signal.reason, null);
  if (problem !== null) {
    await links.settled(deadline - now());
    const fault = links.fault(topology.addresses());
    if (fault !== null) throw tlsErrorOf(fault);
    throw new UnavailableError(`No endpoint reachable: ${problem}`, {
      code: 'UNAVAILABLE',
      reason: 'UNREACHABLE',
      outcome: 'not_executed',
      retryable: true,
    });
  }
  const { view } = topology;
  return {
    clusterId: view.clusterId,
    epoch: view.epoch,
    partitions: view.partitions,
    members: [...view.members.values()],
    leaders: view.replicas.map((_, partition) => topology.reportedLeaders[partition] ?? 0),
    replicas: view.replicas,
  };
}

export async function locate(
  { dispatcher, hash }: Core,
  key: Key,
  options?: CallOptions,
): Promise<KeyLocation> {
  const bytes = keyBytes(key);
  const info = await topologyOf(dispatcher, options);
  const token = hash(routingPart(bytes));
  const partition = partitionOfToken(token, info.partitions);
  return {
    key: keyText(bytes),
    partition,
    token,
    leader: info.leaders[partition] ?? 0,
    replicas: info.replicas[partition] ?? [],
    epoch: info.epoch,
  };
}

export async function statusOf(
  dispatcher: Dispatcher,
  options?: CallOptions,
): Promise<ClusterStatus> {
  const response = await unary(dispatcher, {
    method: clusterService.getStatus,
    request: () => ({}),
    readOnly: true,
    options,
  });
  return {
    clusterId: hex(response.clusterId ?? new Uint8Array()),
    topologyEpoch: response.topologyEpoch ?? 0,
    members: (response.members ?? []).map(memberStatus),
    partitions: (response.partitions ?? []).map(partitionStatus),
    settings: settingsOf(response.settings),
  };
}

/** Setting the same again changes nothing, so a change that may have been made is asked for again by the caller. */
export async function changeSettings(
  dispatcher: Dispatcher,
  change: Partial<ClusterSettings>,
  options?: CallOptions,
): Promise<ClusterSettings> {
  const response = await unary(dispatcher, {
    method: clusterService.changeSettings,
    request: (timeoutMs) => ({ header: { timeoutMs }, ...change }),
    readOnly: false,
    options,
  });
  return settingsOf(response.settings);
}

function settingsOf(settings: ringkv.v1.IClusterSettings | null | undefined): ClusterSettings {
  return { acceptedWrites: settings?.acceptedWrites ?? false };
}

export async function hashesOf(
  dispatcher: Dispatcher,
  options?: CallOptions,
): Promise<readonly PartitionHashes[]> {
  const response = await unary(dispatcher, {
    method: clusterService.getHashes,
    request: () => ({}),
    readOnly: true,
    options,
  });
  return (response.groups ?? []).map(({ group, index, verdict, replicas }) => ({
    partition: (group ?? 0) === 0 ? null : (group ?? 0) - 1,
    index: index ?? 0,
    verdict: verdict === 'equal' || verdict === 'different' ? verdict : 'unknown',
    replicas: (replicas ?? []).map(({ memberId, state, hash, appliedIndex }) => ({
      member: memberId ?? 0,
      state: state ?? '',
      hash: hash ?? 0,
      appliedIndex: appliedIndex ?? 0,
    })),
  }));
}

export async function moveLeader(
  dispatcher: Dispatcher,
  partition: number,
  to: number,
  options?: CallOptions,
): Promise<LeaderMove> {
  const response = await unary(dispatcher, {
    method: clusterService.moveLeader,
    request: (timeoutMs) => ({ header: { timeoutMs }, partition, to }),
    readOnly: false,
    options,
  });
  const { leader, term } = { leader: response.leader ?? 0, term: response.term ?? 0 };
  dispatcher.topology.update((view) => withLeader(view, partition, leader, term));
  return { leader, term };
}

function memberStatus({ member, state, leaders, replicas }: ringkv.v1.IMemberStatus): MemberStatus {
  return {
    id: member?.id ?? 0,
    name: member?.name ?? '',
    address: member?.address ?? '',
    zone: member?.zone ?? '',
    state: state ?? '',
    leaders: leaders ?? 0,
    replicas: replicas ?? 0,
  };
}

function partitionStatus(status: ringkv.v1.IPartitionStatus): PartitionStatus {
  return {
    id: status.id ?? 0,
    leader: status.leader ?? 0,
    voters: status.voters ?? [],
    learners: status.learners ?? [],
    term: status.term ?? 0,
    revision: status.revision ?? 0,
    appliedIndex: status.appliedIndex ?? 0,
    suspects: status.suspects ?? [],
  };
}

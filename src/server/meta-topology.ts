import { ringkv } from '#proto';
import { metaVoters, plan } from '../ring/index.ts';
import { fromHex, hex, utf8 } from '../util/bytes.ts';
import type { Hash32 } from '../util/hash.ts';
import type { GroupReplicas, ReplicaAddress, Topology } from './host/topology.ts';
import type { Identity } from './identity.ts';
import type { ClusterSettings } from './topology-view.ts';

/** The meta group's record that holds the topology; its modRevision is the epoch. */
export const topologyKey: Uint8Array = utf8('topology');

/** What every node knows before the meta group has said anything: who votes in the meta group. */
export function initialTopology(identity: Identity): ringkv.v1.Topology {
  const meta = placementOf(0, metaVoters(identity.members));
  return ringkv.v1.Topology.create({
    epoch: 0,
    clusterId: fromHex(identity.clusterId),
    partitions: 0,
    replicas: identity.replicas,
    members: identity.members.map((member) => ({
      ...member,
      incarnation: fromHex(member.incarnation),
    })),
    meta,
    placements: [],
  });
}

/** The first placement, proposed once by whoever leads the new meta group. */
export function plannedTopology(identity: Identity, hash: Hash32): ringkv.v1.Topology {
  const { members, partitions, replicas } = identity;
  const placement = plan(null, members, { partitions, replicas, hash });
  const topology = initialTopology(identity);
  topology.partitions = partitions;
  topology.placements = placement.map((ids, partition) => placementOf(partition + 1, ids));
  return topology;
}

/** Replica ids count from 1 within the group and are never reused (R1). */
function placementOf(group: number, memberIds: readonly number[]): ringkv.v1.GroupPlacement {
  const replicas = memberIds.map((memberId, index) => ({ replicaId: index + 1, memberId }));
  return ringkv.v1.GroupPlacement.create({ group, replicas, genesis: replicas });
}

export function encodeTopology(topology: ringkv.v1.Topology): Uint8Array {
  return ringkv.v1.Topology.encode(topology).finish();
}

export function decodeTopology(bytes: Uint8Array): ringkv.v1.Topology {
  // A copy: decoded byte fields are views, and these live long.
  return ringkv.v1.Topology.decode(bytes.slice());
}

export function settingsOf({ settings }: ringkv.v1.Topology.$Properties): ClusterSettings {
  return { acceptedWrites: settings?.acceptedWrites ?? false };
}

/** As the host needs it. */
export function hostTopology(message: ringkv.v1.Topology): Topology {
  return {
    epoch: message.epoch,
    partitions: message.partitions,
    members: message.members.map((member) => ({
      id: member.id ?? 0,
      name: member.name ?? '',
      address: member.address ?? '',
      zone: member.zone ?? '',
      weight: member.weight ?? 1,
      incarnation: hex(member.incarnation ?? new Uint8Array()),
    })),
    groups: [replicasOf(message.meta), ...message.placements.map(replicasOf)],
    encoded: encodeTopology(message),
  };
}

function replicasOf(
  placement: ringkv.v1.GroupPlacement.$Properties | null | undefined,
): GroupReplicas {
  const addresses = (replicas: readonly ringkv.v1.Replica.$Properties[]): ReplicaAddress[] =>
    replicas.map(({ replicaId, memberId }) => ({ replica: replicaId ?? 0, member: memberId ?? 0 }));
  return {
    replicas: addresses(placement?.replicas ?? []),
    genesis: addresses(placement?.genesis ?? []),
  };
}

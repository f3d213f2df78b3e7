import type { ringkv } from '#proto';
import { hex } from '../util/bytes.ts';

/** One node of the cluster. */
export interface MemberInfo {
  readonly id: number;
  readonly name: string;
  /** gRPC host:port. */
  readonly address: string;
  readonly zone: string;
}

/** Who is believed to lead a partition; member 0 is nobody. Beliefs of a lower term never replace one of a higher. */
interface LeaderBelief {
  readonly member: number;
  readonly term: number;
}

/** What the client knows of the cluster. Immutable: every change below answers a new view. */
export interface TopologyView {
  readonly epoch: number;
  /** Hexadecimal. */
  readonly clusterId: string;
  readonly partitions: number;
  readonly members: ReadonlyMap<number, MemberInfo>;
  readonly addresses: readonly string[];
  /** By partition; the first member is the preferred leader. */
  readonly replicas: readonly (readonly number[])[];
  readonly leaders: readonly LeaderBelief[];
}

const NOBODY: LeaderBelief = { member: 0, term: 0 };

export function viewOf(topology: ringkv.v1.ITopology, leaders: readonly number[]): TopologyView {
  const members = new Map<number, MemberInfo>();
  for (const { id, name, address, zone } of topology.members ?? []) {
    members.set(id ?? 0, {
      id: id ?? 0,
      name: name ?? '',
      address: address ?? '',
      zone: zone ?? '',
    });
  }
  const partitions = topology.partitions ?? 0;
  const replicas: number[][] = Array.from({ length: partitions }, () => []);
  for (const { group, replicas: placed } of topology.placements ?? []) {
    // Group 0 is the meta group; partition p is group p + 1.
    replicas[(group ?? 0) - 1] = (placed ?? []).map(({ memberId }) => memberId ?? 0);
  }
  return {
    epoch: topology.epoch ?? 0,
    clusterId: hex(topology.clusterId ?? new Uint8Array()),
    partitions,
    members,
    addresses: [...new Set([...members.values()].map(({ address }) => address))],
    replicas,
    leaders: Array.from({ length: partitions }, (_, p) => ({ member: leaders[p] ?? 0, term: 0 })),
  };
}

/**
 * What a newer answer of GetTopology adds. A node's belief about leaders has no term and may be old (the minority
 * side of a split), so it only fills in what this client does not know better.
 */
export function merged(
  view: TopologyView,
  topology: ringkv.v1.ITopology | null,
  leaders: readonly number[],
): TopologyView {
  const base =
    topology === null || (topology.epoch ?? 0) <= view.epoch ? view : viewOf(topology, leaders);
  return {
    ...base,
    leaders: base.replicas.map((_, partition) => {
      const known = view.leaders[partition] ?? NOBODY;
      if (known.member !== 0 && base.members.has(known.member)) return known;
      return { member: leaders[partition] ?? 0, term: known.term };
    }),
  };
}

/** A response or a NOT_LEADER answer named the leader. Term 0 means that it did not say of which term. */
export function withLeader(
  view: TopologyView,
  partition: number,
  member: number,
  term: number,
): TopologyView {
  const known = view.leaders[partition];
  if (known === undefined || (known.member === member && known.term >= term)) return view;
  if (term !== 0 && term < known.term) return view;
  return withBelief(view, partition, { member, term: Math.max(term, known.term) });
}

/** The believed leader of a partition turned out not to lead. */
export function withoutLeader(view: TopologyView, partition: number, member: number): TopologyView {
  const known = view.leaders[partition];
  if (known === undefined || known.member === 0 || known.member !== member) return view;
  return withBelief(view, partition, { member: 0, term: known.term });
}

/** A node is gone or does not answer: it leads nothing, as far as this client is concerned. */
export function withoutMember(view: TopologyView, member: number): TopologyView {
  if (member === 0 || !view.leaders.some((belief) => belief.member === member)) return view;
  return {
    ...view,
    leaders: view.leaders.map((belief) =>
      belief.member === member ? { member: 0, term: belief.term } : belief,
    ),
  };
}

function withBelief(view: TopologyView, partition: number, belief: LeaderBelief): TopologyView {
  const leaders = [...view.leaders];
  leaders[partition] = belief;
  return { ...view, leaders };
}

export function addressOf(view: TopologyView, member: number): string | null {
  return view.members.get(member)?.address ?? null;
}

/** The member at an address, or 0. */
export function memberAt(view: TopologyView, address: string): number {
  for (const member of view.members.values()) if (member.address === address) return member.id;
  return 0;
}

/** Addresses that hold a partition, preferred leader first. */
export function replicaAddresses(view: TopologyView, partition: number): string[] {
  const addresses: string[] = [];
  for (const member of view.replicas[partition] ?? []) {
    const address = addressOf(view, member);
    if (address !== null) addresses.push(address);
  }
  return addresses;
}

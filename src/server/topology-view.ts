import type { ringkv } from '#proto';

/**
 * The newest topology as this node knows it, read live: every property may differ from one turn to the next.
 * Before the first topology, `epoch` and `partitions` are 0 and there are no members.
 */
export interface TopologyView {
  readonly epoch: number;
  readonly clusterId: Uint8Array;
  readonly partitions: number;
  /** Member id of this node, 0 before it has one. */
  readonly self: number;
  readonly members: readonly MemberView[];
  readonly settings: ClusterSettings;
  /** gRPC host:port of a member, or null for a member that the topology does not name. */
  address(member: number): string | null;
  /** Member ids of the replicas of a partition, the preferred leader first. */
  replicasOf(partition: number): readonly number[];
  /** The whole of it in wire form; null before the first topology. */
  message(): ringkv.v1.Topology.$Properties | null;
}

/** What the cluster was told, by `ChangeSettings`. Flags of one node never change it. */
export interface ClusterSettings {
  /** Whether writes may ask for ACCEPTED. */
  readonly acceptedWrites: boolean;
}

export const initialSettings: ClusterSettings = { acceptedWrites: false };

export interface MemberView {
  readonly id: number;
  readonly name: string;
  readonly address: string;
}

/** Who this process is, on every frame that it sends (R1). */
export interface NodeIdentity {
  readonly clusterId: Uint8Array;
  readonly member: number;
  /** Of the data directory; survives restarts. */
  readonly incarnation: Uint8Array;
  /** Of the process: drawn anew at every start (R5). At most 2^53 - 1. */
  readonly epoch: number;
}

/** `--peer-override NAME=HOST:PORT`: wins for every node-to-node connection (R44). */
export type PeerOverrides = ReadonlyMap<string, string>;

/** Empty for a member that the topology does not name. */
export function memberName({ members }: TopologyView, member: number): string {
  return members.find(({ id }) => id === member)?.name ?? '';
}

/** Where to dial a member: the override by its name, else its address; null for an unknown member. */
export function dialAddress(
  view: TopologyView,
  overrides: PeerOverrides,
  member: number,
): string | null {
  if (overrides.size > 0) {
    const known = view.members.find((candidate) => candidate.id === member);
    const override = known === undefined ? undefined : overrides.get(known.name);
    if (override !== undefined) return override;
  }
  return view.address(member);
}

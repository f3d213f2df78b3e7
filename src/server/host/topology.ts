/**
 * Who is in the cluster and who holds what, as the host needs it. The value lives in the meta group; its epoch is the
 * revision of the record that holds it. Immutable.
 */
export interface Topology {
  readonly epoch: number;
  readonly members: readonly TopologyMember[];
  readonly partitions: number;
  /** By group: 0 is the meta group, partition p is group p + 1. */
  readonly groups: readonly GroupReplicas[];
  /** The encoded ringkv.v1.Topology, for peers that have an older one. */
  readonly encoded: Uint8Array;
}

export interface TopologyMember {
  readonly id: number;
  readonly name: string;
  readonly address: string;
  readonly zone: string;
  readonly weight: number;
  /** Hexadecimal, of the member's data directory. */
  readonly incarnation: string;
}

export interface GroupReplicas {
  /** The first is the preferred leader. */
  readonly replicas: readonly ReplicaAddress[];
  /** The voters that the group was created with. */
  readonly genesis: readonly ReplicaAddress[];
}

export interface ReplicaAddress {
  readonly replica: number;
  readonly member: number;
}

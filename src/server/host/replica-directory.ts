import type { PeerAddress } from './net.ts';
import type { Topology } from './topology.ts';

/** Which replica is on which node, by the newest topology; 0 where it does not say. */
export class ReplicaDirectory {
  readonly #self: number;
  #topology: Topology | null = null;

  constructor(self: number) {
    this.#self = self;
  }

  get topology(): Topology | null {
    return this.#topology;
  }

  /** Returns whether it is newer than what was known. */
  adopt(topology: Topology): boolean {
    if (this.#topology !== null && topology.epoch <= this.#topology.epoch) return false;
    this.#topology = topology;
    return true;
  }

  memberOf(group: number, replica: number): number {
    const replicas = this.#topology?.groups[group]?.replicas;
    return replicas?.find((candidate) => candidate.replica === replica)?.member ?? 0;
  }

  replicaOn(group: number, member: number): number {
    const replicas = this.#topology?.groups[group]?.replicas;
    return replicas?.find((candidate) => candidate.member === member)?.replica ?? 0;
  }

  peers(): PeerAddress[] {
    return (this.#topology?.members ?? [])
      .filter((member) => member.id !== this.#self)
      .map(({ id, name, address, incarnation }) => ({ member: id, name, address, incarnation }));
  }

  /**
   * The replicas that this node should hold. Those of a group's birth know its first voters; later ones know nobody
   * until the leader tells them.
   */
  ownReplicas(): { group: number; replica: number; voters: number[]; preferred: boolean }[] {
    const own = [];
    for (const [group, { genesis, replicas }] of this.#topology?.groups.entries() ?? []) {
      const replica = replicas.find((candidate) => candidate.member === this.#self)?.replica;
      if (replica === undefined) continue;
      const born = genesis.map((candidate) => candidate.replica).sort((a, b) => a - b);
      const voters = born.includes(replica) ? born : [];
      own.push({ group, replica, voters, preferred: replicas[0]?.member === this.#self });
    }
    return own;
  }
}

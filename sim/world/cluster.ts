import { partitionOf } from '../../src/ring/index.ts';
import type { Group } from '../../src/server/host/group.ts';
import { clusterIdOf, type Identity } from '../../src/server/identity.ts';
import { present } from '../../src/util/assert.ts';
import type { Hash32 } from '../../src/util/hash.ts';
import { Random } from '../../src/util/random.ts';
import type { ClockPlan, NetworkPlan } from '../schedule.ts';
import { MachineClock } from './machine-clock.ts';
import { Network } from './network.ts';
import { HostNode } from './node.ts';
import { VirtualTime } from './time.ts';

export interface ClusterOptions {
  readonly nodes: number;
  readonly replicas: number;
  readonly partitions: number;
  readonly seed: number;
  readonly network: NetworkPlan;
  readonly clocks: readonly ClockPlan[];
}

/** Machines, the hosts on them and the network between them, on one time line. */
export class Cluster {
  readonly time = new VirtualTime();
  readonly nodes: readonly HostNode[];
  readonly network: Network;
  readonly partitions: number;
  readonly #hash: Hash32;

  constructor(hash: Hash32, options: ClusterOptions) {
    this.#hash = hash;
    this.partitions = options.partitions;
    const random = new Random(options.seed);
    this.network = new Network(this.time, options.network, random.fork(1));
    this.nodes = identities(options).map((identity, i) => {
      const clock = options.clocks[i] ?? { ppm: 0, wallOffsetMs: 0, originMs: 0 };
      const node = new HostNode({
        time: this.time,
        machine: new MachineClock(this.time, clock.ppm, clock.wallOffsetMs, clock.originMs),
        net: this.network.portOf(identity.member),
        identity,
        hash,
        random: random.fork(100 + identity.member),
        seed: options.seed * 1_000_003,
      });
      node.started = () => this.network.started(node.member);
      node.died = ({ how }) => this.network.died(node.member, how === 'power');
      return node;
    });
    this.network.connect(this.nodes);
  }

  /** Group 0 is the meta group. */
  get groups(): number[] {
    return Array.from({ length: this.partitions }, (_, p) => p + 1);
  }

  node(member: number): HostNode {
    return present(this.nodes[member - 1], `node ${member}`);
  }

  partitionOfKey(key: Uint8Array): number {
    return partitionOf(key, this.partitions, this.#hash);
  }

  /** The node that leads a group in the highest term and serves it. */
  leaderOf(group: number): HostNode | null {
    return this.#newest(group, ({ serving }) => serving);
  }

  /** The node that was elected in the highest term, whether it can serve already or not. */
  electedIn(group: number): HostNode | null {
    return this.#newest(group, ({ leads }) => leads);
  }

  #newest(group: number, qualifies: (found: Group) => boolean): HostNode | null {
    let best: HostNode | null = null;
    let term = -1;
    for (const node of this.nodes) {
      const found = node.alive ? node.host.group(group) : undefined;
      if (found !== undefined && qualifies(found) && found.raft.term > term) {
        best = node;
        term = found.raft.term;
      }
    }
    return best;
  }

  /** Whether the replica of that node belongs to the group, as its leader sees it; all do as long as nobody leads. */
  isMember(member: number, group: number): boolean {
    const replica = this.node(member).host.group(group)?.raft.id;
    if (replica === undefined) return false;
    const conf = this.leaderOf(group)?.host.group(group)?.raft.conf;
    if (conf === undefined) return true;
    return [conf.voters, conf.outgoing, conf.learners].some((ids) => ids.includes(replica));
  }

  /** The living members of a group agree: same applied index, same hash of all rows. */
  agree(group: number): boolean {
    const [first, ...others] = this.nodes
      .filter(({ alive, member }) => alive && this.isMember(member, group))
      .map(({ host }) => present(host.group(group), `group ${group}`).partition);
    if (first === undefined) return false;
    const { appliedIndex, hash } = first;
    return others.every((other) => other.appliedIndex === appliedIndex && other.hash === hash);
  }
}

function identities({ nodes, partitions, replicas }: ClusterOptions): Identity[] {
  const members = Array.from({ length: nodes }, (_, i) => ({
    id: i + 1,
    name: `n${i + 1}`,
    address: `n${i + 1}:1`,
    zone: '',
    weight: 1,
    incarnation: `${i + 1}`.padStart(32, '0'),
  }));
  const clusterId = clusterIdOf(members, 'test');
  return members.map(({ id: member, name, incarnation }) => ({
    format: 1,
    clusterId,
    member,
    name,
    incarnation,
    members,
    partitions,
    replicas,
  }));
}

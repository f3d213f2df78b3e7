import { defaultStoreOptions } from '../../src/storage/index.ts';
import type { Hash32 } from '../../src/util/hash.ts';
import { noPlantedBugs, type PlantedBugs } from '../../src/util/planted-bugs.ts';
import { Probes } from '../probes/probes.ts';
import type { Schedule } from '../schedule.ts';
import { allWatchers } from '../watch/index.ts';
import { Watch } from '../watch/watch.ts';
import { WatchedGroup } from '../watch/watched-group.ts';
import { Cluster } from '../world/cluster.ts';
import type { HostNode } from '../world/node.ts';
import { Supervisor } from '../world/supervisor.ts';
import { AsideRows } from './aside-rows.ts';
import { PartitionTime } from './partition-time.ts';
import { NodePorts } from './port.ts';
import { Trace } from './trace.ts';

export interface RunOptions {
  /** Keeps every event of the cores, to compare them one by one. */
  readonly keepTrace: boolean;
  /** Whether the cores are watched, or only what clients see is judged. */
  readonly watch: boolean;
  readonly planted: PlantedBugs;
  /** Gets a line for everything that a person who reads along should see. */
  readonly note: ((line: string) => void) | null;
}

export const defaultOptions: RunOptions = {
  keepTrace: false,
  watch: true,
  planted: noPlantedBugs,
  note: null,
};

const { historyMs, historyBytes } = defaultStoreOptions;
const histories = [
  { historyMs, historyBytes, historyBlockBytes: defaultStoreOptions.historyBlockBytes },
  { historyMs, historyBytes, historyBlockBytes: 200 },
  { historyMs, historyBytes: 3_000, historyBlockBytes: 200 },
] as const;

/** The cluster of a run with everything that looks at it. */
export class Stage {
  readonly cluster: Cluster;
  readonly supervisor: Supervisor;
  readonly ports: NodePorts;
  readonly partitionTime: PartitionTime;
  readonly asides: AsideRows;
  readonly trace: Trace;
  readonly watch: Watch;
  readonly probes: Probes;
  readonly note: (what: string) => void;
  /** By the seed: as in earnest, of many small blocks, or so short that watches miss something. */
  readonly history: (typeof histories)[number];
  readonly #plan: Schedule['cluster'];
  readonly #options: RunOptions;
  /** The first thing that went wrong in a process. */
  #failure: Error | null = null;

  constructor(hash: Hash32, { seed, cluster: plan, faults }: Schedule, options: RunOptions) {
    this.#plan = plan;
    this.history = histories[seed % histories.length] ?? histories[0];
    this.#options = options;
    this.cluster = new Cluster(hash, { ...plan, seed });
    const { time } = this.cluster;
    const startedAt = time.now;
    const { note } = options;
    this.note =
      note === null
        ? () => {}
        : (what) => note(`${((time.now - startedAt) / 1_000).toFixed(4).padStart(9)} ${what}`);
    this.supervisor = new Supervisor(this.cluster);
    this.ports = new NodePorts(this.cluster);
    const mayBeAlone = plan.replicas < 2 || faults.some(({ kind }) => kind === 'changeMembers');
    this.partitionTime = new PartitionTime(this.cluster, mayBeAlone);
    this.asides = new AsideRows(this.cluster);
    this.trace = new Trace(time, options.keepTrace);
    this.probes = new Probes(this.cluster);
    const watchers = options.watch ? allWatchers() : [];
    this.watch = new Watch([...watchers, ...this.probes.watchers], this.trace, options.watch);
    this.#listen();
    for (const node of this.cluster.nodes) this.#equip(node);
  }

  start(): void {
    for (const node of this.cluster.nodes) node.start();
    this.#rethrow();
  }

  run(ms: number): void {
    this.cluster.time.run(ms);
    this.#rethrow();
  }

  #rethrow(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  #listen(): void {
    const { cluster, supervisor, watch, ports, trace, probes } = this;
    cluster.network.events = {
      sent: (from, _to, frame) => watch.sent(from, frame),
      frame: () => {},
      pulled: (receiver, source) => {
        this.note(`n${receiver} pulls a snapshot from n${source}`);
      },
    };
    supervisor.failed = (node, error) => {
      this.note(`n${node.member} failed: ${error.message}`);
      this.#failure ??= error;
      cluster.time.halt();
    };
    supervisor.changed = (node, what) => this.note(`n${node.member} ${what}`);
    ports.asked = (node, request) => probes.hosts.asked(node, request);
    ports.answered = (node, request, reply) => {
      probes.hosts.answered(node, request, reply);
      trace.add(node);
      if (reply === 'lost' || reply.type === 'failed') trace.add(7);
      else {
        trace.add(reply.at.revision);
        this.partitionTime.check(node, reply.at.partitionTimeMs);
      }
    };
  }

  #equip(node: HostNode): void {
    const { raft, storage, disk } = this.#plan;
    Object.assign(node.settings, storage, {
      heartbeatMs: raft.heartbeatMs,
      electionTimeoutMinMs: raft.electionTimeoutMinMs,
      electionTimeoutMaxMs: raft.electionTimeoutMaxMs,
      segmentBytes: storage.walSegmentBytes,
      planted: this.#options.planted,
      ...this.history,
    });
    node.settings.createGroup = (config, boot, group) => {
      const clock = (): number => node.machine.now();
      const { member, epoch, lostLog } = node;
      const place = { node: member, epoch, lostLog, group, clock };
      return new WatchedGroup(this.watch, place, { ...config, ...raft }, boot);
    };
    // Leases are safe as long as clocks keep to the bound, and not beyond it.
    if (raft.leaseMs > 0) node.machine.maxPpm = raft.leaseDriftPercent * 10_000;
    node.log.latency = disk;
    node.database.latency = disk;
    node.settings.metrics = this.probes.hosts.metrics;
    node.recovered = (notes) => this.probes.restarts.recovered(notes);
    node.reopened = () => this.probes.hosts.reopened();
    node.restored = () => this.probes.hosts.restored();
    node.durable = (items) => this.watch.durable(node.member, items);
    const { died } = node;
    node.died = (death) => {
      this.probes.restarts.ended(node, death);
      this.watch.died(node.member);
      this.ports.died(node);
      died(death);
    };
  }
}

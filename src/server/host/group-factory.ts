import {
  type BootState,
  type ConfState,
  createGroup,
  type RaftConfig,
  type RaftGroup,
} from '../../raft/index.ts';
import type { Partition, RecoveredGroup, RecoveredWal, Store, Wal } from '../../storage/index.ts';
import { assert } from '../../util/assert.ts';
import type { Clock } from '../../util/clock.ts';
import { raftLimits } from '../../util/limits.ts';
import { noPlantedBugs, type PlantedBugs } from '../../util/planted-bugs.ts';
import { Group } from './group.ts';
import type { HostContext } from './host-context.ts';
import { isAlone, onlyCopy } from './lost-state.ts';
import { type Fit, fitOf, resetTo } from './reconcile.ts';

export interface GroupOptions {
  /** Of the node; every group and replica gets its own stream from it. */
  readonly seed: number;
  readonly heartbeatMs: number;
  readonly electionTimeoutMinMs: number;
  readonly electionTimeoutMaxMs: number;
  /** Drawn anew at every process start (R5). */
  readonly epoch: number;
  /** 0 for no leases; the same at every start of the node, once it was not 0 (R7). */
  readonly leaseMs?: number;
  readonly planted?: PlantedBugs;
  /** Makes the core of a replica; the simulator puts its own watchers around it. */
  readonly createGroup?: MakeGroup;
}

/** What was found on disk of one replica. */
interface FoundReplica {
  readonly recovered: RecoveredGroup;
  readonly partition: Partition;
  readonly fit: Fit;
  readonly applied: number;
}

type MakeGroup = (config: RaftConfig, boot: BootState, group: number) => RaftGroup;

/** Makes replicas: those found on disk, and those that the topology gives to this node for the first time. */
export class GroupFactory {
  readonly #options: GroupOptions;
  readonly #planted: PlantedBugs;
  readonly #createGroup: MakeGroup;
  readonly #clock: Clock;
  readonly #wal: Wal;
  readonly #store: Store;

  constructor(options: GroupOptions, parts: { clock: Clock; wal: Wal; store: Store }) {
    this.#options = options;
    this.#planted = options.planted ?? noPlantedBugs;
    this.#createGroup = options.createGroup ?? createGroup;
    this.#clock = parts.clock;
    this.#wal = parts.wal;
    this.#store = parts.store;
  }

  /** The replicas that this node held before: for each, log and state machine are brought together. */
  restore(host: HostContext, { groups, tails }: RecoveredWal): Group[] {
    const found = groups.map((recovered) => this.#find(recovered));
    const wanted = found
      .filter(({ fit }) => fit !== 'log_behind')
      .map(({ recovered, applied }) => [recovered.group, applied + 1] as const);
    const entries = tails(new Map(wanted));
    return found.map(({ recovered, partition, fit, applied }) => {
      if (fit === 'log_behind') return this.#reset(host, recovered, partition);
      const { group: id, replica } = recovered;
      const stateLost = fit === 'state_lost';
      const boot = { ...recovered, tail: entries.get(id) ?? [], applied, stateLost };
      const raft = this.#createGroup(this.#config(id, replica), boot, id);
      const group = this.#group(host, id, raft, partition);
      if (stateLost) group.lost = this.#whyLost(id);
      return group;
    });
  }

  #find(recovered: RecoveredGroup): FoundReplica {
    const { group, boundary, hardState, confs } = recovered;
    const damage = this.#store.damageOf(group);
    if (damage !== null && boundary.index > 0 && confs.length === 0 && isAlone(boundary.conf)) {
      throw onlyCopy(group, damage);
    }
    // Without rows: the process ended between the log's record of a new replica and the first flush of its state
    // machine, or the database was damaged or is a new one. A log from its beginning makes the state anew.
    const partition = this.#store.hasPartition(group)
      ? this.#store.partition(group)
      : this.#store.createPartition(group, boundary.conf);
    const fit = fitOf(recovered, partition);
    const isLost = fit === 'state_lost';
    const applied = isLost ? Math.max(boundary.index, hardState.commit) : partition.appliedIndex;
    return { recovered, partition, fit, applied };
  }

  #whyLost(group: number): string {
    const damage = this.#store.damageOf(group);
    if (damage !== null) return damage;
    const aside = this.#store.setAside(group);
    if (aside === null) return 'its rows are not in the database';
    return `generation ${aside.generation} of its rows was set aside`;
  }

  /** The log begins anew where the state machine is. */
  #reset(
    host: HostContext,
    log: Pick<RecoveredGroup, 'group' | 'replica' | 'hardState' | 'suspect'>,
    partition: Partition,
  ): Group {
    const { group: id, replica } = log;
    const boot = resetTo(partition, log);
    const { hardState, boundary: snapshot } = boot;
    this.#wal.append(id, { seq: 0, hardState, entries: [], snapshot });
    const raft = this.#createGroup(this.#config(id, replica), boot, id);
    return this.#group(host, id, raft, partition);
  }

  create(host: HostContext, id: number, replica: number, conf: ConfState): Group {
    const suspect = this.#wal.createGroup(id, replica, conf);
    const hardState = { term: 0, vote: 0, commit: 0 };
    // A crash may have come between the flush of an empty partition and the log's record of it.
    const partition = this.#store.hasPartition(id)
      ? this.#store.partition(id)
      : this.#store.createPartition(id, conf);
    // Not so where the log was cut off before that record: the state machine is all that is left.
    if (suspect && partition.appliedIndex > 0) {
      return this.#reset(host, { group: id, replica, hardState, suspect }, partition);
    }
    assert(
      partition.appliedIndex === 0,
      () =>
        `group ${id}: the database is at ${partition.appliedIndex} and the log knows nothing of it`,
    );
    const boot: BootState = {
      hardState,
      boundary: { index: 0, term: 0, conf },
      runs: [],
      lastIndex: 0,
      confs: [],
      tail: [],
      applied: 0,
      suspect,
    };
    const raft = this.#createGroup(this.#config(id, replica), boot, id);
    return this.#group(host, id, raft, partition);
  }

  #group(host: HostContext, id: number, raft: RaftGroup, partition: Partition): Group {
    const leases = (this.#options.leaseMs ?? raftLimits.leaseMs) > 0;
    return new Group(id, host, raft, partition, { leases, planted: this.#planted });
  }

  #config(group: number, replica: number): RaftConfig {
    const { seed, epoch, heartbeatMs, electionTimeoutMinMs, electionTimeoutMaxMs } = this.#options;
    return {
      ...raftLimits,
      leaseMs: this.#options.leaseMs ?? raftLimits.leaseMs,
      epoch,
      priority: 0,
      id: replica,
      seed: seed + group * 65_537 + replica,
      now: this.#clock.now(),
      heartbeatMs,
      electionTimeoutMinMs,
      electionTimeoutMaxMs,
      planted: this.#planted,
    };
  }
}

import type { RecordView } from '../../src/storage/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { storageLimits } from '../../src/util/limits.ts';
import { Random } from '../../src/util/random.ts';
import type { ClusterPort } from '../contract.ts';
import { ViolationError } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';
import type { HostNode } from '../world/node.ts';
import { EventLog } from './event-log.ts';
import { type Copied, Subscription } from './subscription.ts';

/** Watches of each partition. */
const each = 2;

export interface SubscribersOptions {
  readonly seed: number;
  /** The history holds so few bytes that anything may have been given up. */
  readonly isShort: boolean;
  /** Not in a run without faults: it shows that nothing is wrong by itself. */
  readonly isRestless: boolean;
}

/** Those who watch everything for the whole of a run, and are told the same as the clients in the end. */
export class Subscribers {
  readonly log = new EventLog();
  readonly #cluster: Cluster;
  readonly #all: { readonly partition: number; readonly subscription: Subscription }[] = [];

  constructor(
    cluster: Cluster,
    port: ClusterPort,
    { seed, isShort, isRestless }: SubscribersOptions,
  ) {
    this.#cluster = cluster;
    // A stream of its own: who else draws in this run is not shifted.
    const random = new Random(seed).fork(77);
    for (let partition = 0; partition < port.partitions; partition++) {
      const mayBeCompacted = (revision: number): boolean =>
        isShort || this.#isOld(partition, revision);
      for (let i = 0; i < each; i++) {
        const name = `watch ${i}`;
        const place = { name, partition, port, random, log: this.log, isRestless, mayBeCompacted };
        this.#all.push({ partition, subscription: new Subscription(place) });
      }
    }
  }

  start(): void {
    for (const { subscription } of this.#all) subscription.start();
  }

  settle(): void {
    for (const { subscription } of this.#all) subscription.settle();
  }

  /** Watches that have not been told of everything that a node has. */
  get behind(): readonly string[] {
    return this.#all
      .filter(({ partition, subscription }) => {
        const { revision } = this.#holder(partition).store.partition(partition + 1);
        return subscription.syncedAt !== revision;
      })
      .map(({ partition, subscription }) => {
        const { revision } = this.#holder(partition).store.partition(partition + 1);
        return `${subscription.state}, of ${revision}`;
      });
  }

  /** In the end each copy is what the partition holds. */
  check(): void {
    for (const { partition, subscription } of this.#all) {
      const { store } = this.#holder(partition);
      const told = [...(this.log.partitions.get(partition)?.values() ?? [])].flat();
      const keys = new Set([...subscription.copy.keys(), ...told.map(({ key }) => key)]);
      for (const key of keys) {
        const record = store.partition(partition + 1).get(utf8(key));
        const there = record === null ? null : copyOf(record);
        const copied = subscription.copy.get(key) ?? null;
        if (JSON.stringify(there) === JSON.stringify(copied)) continue;
        const message = `of ${key} in partition ${partition} a watch knows ${JSON.stringify(copied)}, there is ${JSON.stringify(there)}`;
        throw new ViolationError('watch', message);
      }
    }
  }

  /** The window counts partition time, and clocks are set: the next event is older than that, by what was told of it. */
  #isOld(partition: number, revision: number): boolean {
    const next = this.log.partitions.get(partition)?.get(revision + 1)?.[0];
    // Nobody was ever told of it: so nobody can say.
    if (next === undefined) return true;
    const clocks = this.#cluster.nodes.map((node) =>
      node.alive && node.store.hasPartition(partition + 1)
        ? node.store.partition(partition + 1).clockMs
        : 0,
    );
    return next.timeMs < Math.max(...clocks) - storageLimits.historyMs;
  }

  /** Who has come furthest: a replica that left its group gets no news. */
  #holder(partition: number): HostNode {
    const group = partition + 1;
    const revisionOf = ({ store }: HostNode): number => store.partition(group).revision;
    return this.#cluster.nodes
      .filter((node) => node.alive && node.host.holds(group))
      .reduce((best, node) => (revisionOf(node) > revisionOf(best) ? node : best));
  }
}

function copyOf(record: RecordView): Copied {
  const { version, createRevision, modRevision, expiresAt } = record;
  return { value: fromUtf8(record.value), version, createRevision, modRevision, expiresAt };
}

import type { RecordView } from '../../src/storage/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { Random } from '../../src/util/random.ts';
import type { ClusterPort } from '../contract.ts';
import { ViolationError } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';
import type { HostNode } from '../world/node.ts';
import { EventLog } from './event-log.ts';
import { type Copied, Subscription } from './subscription.ts';

/** Watches of each partition. */
const each = 2;

/** Those who watch everything for the whole of a run, and are told the same as the clients in the end. */
export class Subscribers {
  readonly log = new EventLog();
  readonly #cluster: Cluster;
  readonly #all: { readonly partition: number; readonly subscription: Subscription }[] = [];

  constructor(cluster: Cluster, port: ClusterPort, seed: number, mayBeCompacted: boolean) {
    this.#cluster = cluster;
    // A stream of its own: who else draws in this run is not shifted.
    const random = new Random(seed).fork(77);
    for (let partition = 0; partition < port.partitions; partition++) {
      for (let i = 0; i < each; i++) {
        const name = `watch ${i}`;
        const place = { name, partition, port, random, log: this.log, mayBeCompacted };
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

  /** Partitions whose watches have not been told of everything that a node has. */
  get behind(): readonly number[] {
    return this.#all
      .filter(({ partition, subscription }) => {
        const { revision } = this.#holder(partition).store.partition(partition + 1);
        return subscription.syncedAt !== revision;
      })
      .map(({ partition }) => partition);
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

  #holder(partition: number): HostNode {
    const { nodes } = this.#cluster;
    const holder = nodes.find((node) => node.alive && node.host.holds(partition + 1));
    if (holder === undefined) throw new Error(`nobody holds partition ${partition}`);
    return holder;
  }
}

function copyOf(record: RecordView): Copied {
  const { version, createRevision, modRevision, expiresAt } = record;
  return { value: fromUtf8(record.value), version, createRevision, modRevision, expiresAt };
}

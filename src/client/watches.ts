import type { Client } from '@grpc/grpc-js';
import { AbortHub } from './abort-hub.ts';
import type { Dispatcher } from './dispatcher.ts';
import { AbortError, ClosedError } from './errors.ts';
import { Nearness } from './nearness.ts';
import type { ReplicaChoice } from './options.ts';
import { type NodeHealth, route } from './routing.ts';
import { memberAt, replicaAddresses, withoutMember } from './topology-view.ts';
import { WatchLink } from './watch-link.ts';
import type { RunningWatch } from './watch-run.ts';

/** Where a partition is watched. */
export interface WatchPlace {
  readonly link: WatchLink;
  /** The node has a replica; else it asks one that has. */
  readonly direct: boolean;
}

/** All watches of one client, and the streams that they share: one to each node that serves one. */
export class Watches {
  readonly dispatcher: Dispatcher;
  readonly #links = new Map<string, WatchLink>();
  readonly #nearness: Nearness;
  readonly #running = new Set<RunningWatch>();
  readonly #aborts = new AbortHub<RunningWatch>((watch, reason) =>
    watch.stop(new AbortError(reason, null)),
  );
  #closed = false;

  constructor(dispatcher: Dispatcher) {
    this.dispatcher = dispatcher;
    this.#nearness = new Nearness(dispatcher.topology, dispatcher.links, dispatcher.now);
  }

  get links(): Iterable<WatchLink> {
    return this.#links.values();
  }

  add(watch: RunningWatch, signal: AbortSignal | undefined): void {
    if (this.#closed) watch.stop(new ClosedError());
    else if (signal?.aborted) watch.stop(new AbortError(signal.reason, null));
    else {
      this.#running.add(watch);
      if (signal !== undefined) this.#aborts.add(signal, watch);
    }
  }

  remove(watch: RunningWatch, signal: AbortSignal | undefined): void {
    this.#running.delete(watch);
    if (signal !== undefined) this.#aborts.remove(signal, watch);
    for (const link of this.#links.values()) link.cancel(watch);
  }

  /** Null when every known node is down. */
  placeFor(partition: number, choice: ReplicaChoice, failed: string | null): WatchPlace | null {
    const { topology, draw } = this.dispatcher;
    const anyReplica = choice !== 'leader';
    if (anyReplica) this.#nearness.warm(choice);
    const distance = this.#nearness.distanceFor(choice);
    const question = { partition, anyReplica, failed, draw: draw(), distance };
    const address = route(topology.view, topology.endpoints, question, this.#health);
    if (address === null) return null;
    const direct = replicaAddresses(topology.view, partition).includes(address);
    return { link: this.#linkTo(address, direct), direct };
  }

  close(): void {
    this.#closed = true;
    for (const watch of this.#running) watch.stop(new ClosedError('The client was closed'));
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
  }

  /** A watch stays where it begins: that a node is not connected yet is no reason to prefer another. */
  readonly #health = (address: string): NodeHealth => {
    const health = this.#links.get(address)?.health() ?? this.dispatcher.links.health(address);
    return health === 'possible' ? 'ready' : health;
  };

  /**
   * What a node passes on from others comes by a stream of its own: once it has a replica too, its own events and those of the
   * other node would move the same positions, in no order.
   */
  #linkTo(address: string, direct: boolean): WatchLink {
    const name = direct ? address : `${address} for others`;
    let link = this.#links.get(name);
    if (link === undefined) {
      const { tuning, wheel, now, tag } = this.dispatcher;
      // A connection of its own: what calls get and what watches get do not wait for each other.
      const dial = (): Client => this.dispatcher.links.at(address).handshake.dial();
      const broken = (): void => this.#broken(address);
      link = new WatchLink(address, dial, broken, tuning, wheel, now, tag);
      this.#links.set(name, link);
    }
    return link;
  }

  /** Whatever the node led, it leads no more as far as anybody can tell. */
  #broken(address: string): void {
    const { topology } = this.dispatcher;
    topology.update((view) => withoutMember(view, memberAt(view, address)));
    topology.refresh();
  }
}

import type { WatchStream } from '../../src/server/host/watch/watch-types.ts';
import type { WatchClient } from '../contract.ts';
import type { Cluster } from '../world/cluster.ts';
import type { HostNode } from '../world/node.ts';

interface Open {
  readonly node: HostNode;
  readonly clock: HostNode['clock'];
  readonly client: WatchClient;
}

/** Streams of watches between clients and processes: each is gone with its process. */
export class WatchPort {
  readonly #cluster: Cluster;
  readonly #open = new Set<Open>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  open(member: number, client: WatchClient): WatchStream | null {
    const node = this.#cluster.nodes[member - 1];
    if (node === undefined || !node.alive) return null;
    const { time } = this.#cluster;
    const open = { node, clock: node.clock, client };
    this.#open.add(open);
    const there = (run: () => void): void => {
      if (this.#open.has(open)) open.clock.run(run);
    };
    const stream = node.host.watches.open({
      get blocked() {
        return client.isBlocked();
      },
      // Never within the turn that tells: a client is another process.
      send: (message) => time.after(0, () => client.message(message)),
    });
    return {
      create: (...watch) => there(() => stream.create(...watch)),
      cancel: (watchId) => there(() => stream.cancel(watchId)),
      resume: () => there(() => stream.resume()),
      ask: () => there(() => stream.ask()),
      close: () => {
        there(() => stream.close());
        this.#open.delete(open);
      },
    };
  }

  died(node: HostNode): void {
    for (const open of this.#open) {
      if (open.node !== node || open.clock !== node.clock) continue;
      this.#open.delete(open);
      this.#cluster.time.after(0, () => open.client.lost());
    }
  }
}

import type { Watcher } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';

/** Counters of rare states. */
export class Probes {
  readonly hits = new Map<string, number>();
  readonly watchers: readonly Watcher[] = [];
  readonly cluster: Cluster;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  hit(name: string): void {
    this.hits.set(name, (this.hits.get(name) ?? 0) + 1);
  }

  pulled(_receiver: number, _source: number): void {
    this.hit('snapshot pulled');
  }
}

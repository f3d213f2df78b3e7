import type { Watcher } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';
import type { Hit, ProbeName } from './catalogue.ts';
import { ElectionProbes } from './election-probes.ts';
import { HostProbes } from './host-probes.ts';
import { LogProbes } from './log-probes.ts';
import { MembershipProbes } from './membership-probes.ts';
import { ReadProbes } from './read-probes.ts';
import { RestartProbes } from './restart-probes.ts';
import { SnapshotProbes } from './snapshot-probes.ts';
import { SuspicionProbes } from './suspicion-probes.ts';

/** The probes of one run. */
export class Probes {
  readonly hits = new Map<ProbeName, number>();
  readonly watchers: readonly Watcher[];
  readonly restarts: RestartProbes;
  readonly hosts: HostProbes;

  constructor(cluster: Cluster) {
    const hit: Hit = (name) => this.hits.set(name, (this.hits.get(name) ?? 0) + 1);
    this.restarts = new RestartProbes(hit, cluster);
    this.hosts = new HostProbes(hit, cluster);
    this.watchers = [
      new ElectionProbes(hit),
      new LogProbes(hit),
      new SnapshotProbes(hit),
      new ReadProbes(hit),
      new MembershipProbes(hit),
      new SuspicionProbes(hit),
      this.restarts,
      this.hosts,
    ];
  }
}

import type { Cluster } from '../world/cluster.ts';
import type { HostNode } from '../world/node.ts';
import type { Supervisor } from '../world/supervisor.ts';
import type { Target } from './events.ts';

/** What faults act on, and the windows of those that last. */
export class FaultContext {
  readonly cluster: Cluster;
  readonly supervisor: Supervisor;
  /** What happens, for those who read along. */
  readonly note: (what: string) => void;
  /** Groups that somebody restores when they have no leader. */
  readonly lookedAfter = new Set<number>();
  readonly #open = new Set<() => void>();

  constructor(cluster: Cluster, supervisor: Supervisor, note: (what: string) => void) {
    this.cluster = cluster;
    this.supervisor = supervisor;
    this.note = note;
  }

  /** The node that is meant, if there is one. */
  nodeOf(target: Target): HostNode | null {
    if ('node' in target) return this.cluster.nodes[target.node - 1] ?? null;
    return this.cluster.electedIn(target.leaderOf);
  }

  nodesOf(targets: readonly Target[]): HostNode[] {
    const nodes = targets.map((target) => this.nodeOf(target)).filter((node) => node !== null);
    return [...new Set(nodes)];
  }

  /** `end` runs once: after so long, or when everything is healed. */
  lasts(ms: number, end: () => void): void {
    const once = (): void => {
      if (this.#open.delete(once)) end();
    };
    this.#open.add(once);
    this.cluster.time.after(ms, once);
  }

  /** Ends whatever lasts. */
  endAll(): void {
    // Each takes itself out.
    for (const end of this.#open) end();
  }
}

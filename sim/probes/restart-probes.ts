import type { BootState } from '../../src/raft/index.ts';
import type { Replica, Watcher } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';
import type { Death, HostNode } from '../world/node.ts';
import type { Hit } from './catalogue.ts';

/** What a process finds when it starts, and how the one before it ended. */
export class RestartProbes implements Watcher {
  readonly #hit: Hit;
  readonly #cluster: Cluster;
  /** The last index that each replica is known to have had. */
  readonly #lasts = new Map<string, number>();
  /** Nodes without power. */
  readonly #dark = new Set<number>();

  constructor(hit: Hit, cluster: Cluster) {
    this.#hit = hit;
    this.#cluster = cluster;
  }

  booted(
    { group, id, node }: Replica,
    { hardState, boundary, lastIndex, applied }: BootState,
  ): void {
    this.#dark.delete(node);
    if (lastIndex > Math.max(hardState.commit, applied)) this.#hit('restart with an open tail');
    if (applied > hardState.commit) this.#hit('restart with applied above commit');
    const last = this.#lasts.get(`${group}/${id}`);
    if (last !== undefined && last < boundary.index) this.#hit('restart finishes an install');
  }

  durable({ group, id, status }: Replica): void {
    this.#lasts.set(`${group}/${id}`, status.lastIndex);
  }

  /** What recovery did to the log, in its own words. */
  recovered(notes: readonly string[]): void {
    for (const note of notes) {
      if (note.includes('was torn')) this.#hit('restart after a torn frame');
      if (note.includes('may not have been synced')) this.#hit('restart carries frames over');
    }
  }

  ended(node: HostNode, death: Death): void {
    if (death.how === 'fatal') this.#hit('stopped by its disk');
    if (death.how !== 'power') return;
    if (death.atWork) this.#hit('power loss with a write under way');
    this.#dark.add(node.member);
    if (this.#dark.size === this.#cluster.nodes.length) this.#hit('power loss of all');
  }
}

import type { Clock, Timer } from '../util/clock.ts';
import type { Logger } from '../util/logger.ts';
import { askEveryNode, type NodeStatus, type NodesToAsk } from './ask-nodes.ts';
import { compareGroup } from './hash-report.ts';

export interface AuditOptions extends NodesToAsk {
  /** Between two comparisons; 0 for never. */
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** So many of this node's groups have replicas that differ. */
  readonly differing: (groups: number) => void;
}

/**
 * Compares this node's replicas with those of its peers, now and then (R20). What the others agree upon against a replica
 * is right: the node fences its own (R24), and touches nobody else's. Where nobody has a majority, somebody has to look.
 */
export class ReplicaAudit {
  readonly #options: AuditOptions;
  #timer: Timer | null = null;
  #stopped = false;

  constructor(options: AuditOptions) {
    this.#options = options;
  }

  start(): void {
    const { intervalMs, clock } = this.#options;
    if (intervalMs === 0 || this.#stopped) return;
    this.#timer = clock.timer(intervalMs, () => {
      askEveryNode(this.#options, true, (answers) => {
        if (this.#stopped) return;
        this.#compare(answers);
        this.start();
      });
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #compare(answers: ReadonlyMap<number, NodeStatus>): void {
    const { host, view, logger, differing } = this.#options;
    let count = 0;
    for (const { group } of host.replicaStatus()) {
      const { verdict, index, isDecided, replicas } = compareGroup(group, view, answers);
      if (verdict !== 'different') continue;
      count++;
      const own = replicas.find(({ member }) => member === view.self);
      logger.error({ group, index, isDecided, replicas }, 'replicas of a group differ');
      if (!isDecided || own?.state !== 'different') continue;
      host.fence(group, `its records come to another hash than those of the others at ${index}`);
    }
    differing(count);
  }
}

import { ViolationError } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';

/** Offsets are some heartbeats old, or as old as the silence of a node, and clocks drift meanwhile by a tenth each way. */
const slackMs = 1_000;
const driftAllowed = 0.25;

/**
 * Partition time follows the middle of the voters' clocks, so no single one that is ahead expires anything (R28). Whatever
 * a leader knew of the others and when, two of them must have shown a time before it can be the partition's.
 *
 *   n1 ──────────●  n2 ───────────●  n3 ────────────────────────────────● an hour ahead
 *                                 └─ no partition is further than this, but for the slack
 */
export class PartitionTime {
  readonly #cluster: Cluster;
  readonly #startedAtMs: number;
  /** How far each node's clock has ever been ahead of true time, by node. */
  readonly #aheadMs: number[];
  /** How many clocks a partition may have had to choose from, at least: of a lone voter its own counts. */
  readonly #fewest: 1 | 2;

  constructor(cluster: Cluster, mayBeAlone: boolean) {
    this.#cluster = cluster;
    this.#startedAtMs = cluster.time.now;
    this.#aheadMs = cluster.nodes.map(() => Number.NEGATIVE_INFINITY);
    this.#fewest = mayBeAlone ? 1 : 2;
  }

  /** Before any clock is set, and whenever a time is judged. */
  sample(): void {
    const { nodes, time } = this.#cluster;
    nodes.forEach(({ machine }, i) => {
      const before = this.#aheadMs[i] ?? Number.NEGATIVE_INFINITY;
      this.#aheadMs[i] = Math.max(before, machine.wallNow() - time.now);
    });
  }

  check(node: number, partitionTimeMs: number): void {
    this.sample();
    const { now } = this.#cluster.time;
    const ahead = this.#aheadMs.toSorted((a, b) => b - a)[this.#fewest - 1] ?? 0;
    const latest = now + ahead + slackMs + driftAllowed * (now - this.#startedAtMs);
    if (partitionTimeMs <= latest) return;
    throw new ViolationError(
      'partition-time',
      `n${node} answers at partition time ${partitionTimeMs}, ${(partitionTimeMs - latest).toFixed(0)} ms ahead of every ` +
        `clock but one`,
    );
  }
}

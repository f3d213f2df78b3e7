import type { Entry } from '../../raft/index.ts';
import { type CommandResult, isDamage, type Partition } from '../../storage/index.ts';
import { at } from '../../util/assert.ts';
import { serverLimits } from '../../util/limits.ts';
import type { Group } from './group.ts';
import { type HashPoint, HashTrail } from './hash-trail.ts';
import type { HostMetrics } from './host-metrics.ts';

/**
 * Committed and locally durable entries on their way into the state machine. They wait while the overlay is full (R18),
 * while a snapshot is about to replace everything (R21), and are void once the state is lost (R24).
 */
export class ApplyPath {
  readonly #group: Group;
  #queue: Entry[] = [];
  /** Commands that may still be applied in this turn; an entry is applied whole. */
  #left = 0;
  readonly #trail = new HashTrail();

  constructor(group: Group) {
    this.#group = group;
  }

  /** What the records came to at the last indexes; empty where the state is lost. */
  get hashes(): readonly HashPoint[] {
    const { partition, lost } = this.#group;
    return lost === null ? this.#trail.until(partition.appliedIndex, partition.recordHash) : [];
  }

  get paused(): boolean {
    return this.#queue.length > 0;
  }

  push(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    this.#group.host.metrics.committed(entries.length);
    if (this.#group.lost === null) for (const entry of entries) this.#queue.push(entry);
  }

  /** What waits longer than a turn may take is applied in the next ones. */
  beginTurn(): void {
    this.#left = serverLimits.entryCommands;
  }

  /** Applies what waits. False when there was nothing, or it has to wait on. */
  run(): boolean {
    const group = this.#group;
    if (this.#queue.length === 0 || group.host.overfull || group.install.running) return false;
    if (this.#left <= 0) {
      group.activate();
      return false;
    }
    const entries = this.#queue;
    this.#queue = [];
    let applied = 0;
    try {
      while (applied < entries.length && this.#left > 0)
        this.#apply(at(entries, applied++, 'entry'));
    } catch (error) {
      if (!isDamage(error)) throw error;
      group.loseState(error.message);
      return true;
    }
    if (applied < entries.length) this.#queue = entries.slice(applied);
    const { index } = at(entries, applied - 1, 'applied entry');
    group.raft.step({ type: 'applied', index });
    group.reads.applied(index);
    group.host.watches.applied(group);
    group.host.appliedTo(group);
    return true;
  }

  /** The state machine was replaced by a snapshot: entries up to it are void. */
  replaced(partition: Partition): void {
    this.#trail.clear();
    this.#queue = this.#queue.filter((entry) => entry.index > partition.appliedIndex);
    this.#group.reads.applied(partition.appliedIndex);
    this.#group.host.watches.replaced(this.#group);
    this.#group.host.appliedTo(this.#group);
  }

  clear(): void {
    this.#queue = [];
  }

  #apply(entry: Entry): void {
    const group = this.#group;
    if (entry.index <= group.partition.appliedIndex) return;
    const results = group.partition.apply(entry);
    this.#left -= Math.max(1, results.length);
    this.#trail.passed(entry.index, group.partition.recordHash);
    countResults(group.host.metrics, results);
    if (group.leads && entry.term === group.raft.term) group.serving = true;
    group.writes.applied(entry, results);
    group.membership.applied(entry);
  }
}

function countResults(metrics: HostMetrics, results: readonly CommandResult[]): void {
  if (results.length === 0) return;
  let deduplicated = 0;
  let conflicts = 0;
  for (const result of results) {
    if (result.deduplicated) deduplicated++;
    else if (result.status === 'condition_failed' || result.txn?.succeeded === false) conflicts++;
  }
  metrics.applied(results.length);
  if (deduplicated > 0) metrics.dedupHits(deduplicated);
  if (conflicts > 0) metrics.casConflicts(conflicts);
}

import type { Entry } from '../../raft/index.ts';
import { type CommandResult, isClosed, isDamage, type Partition } from '../../storage/index.ts';
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
  /** Ranges of the first entry are being read from it: nothing of it applies meanwhile (R32). */
  #reading: Partition | null = null;

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
    if (this.#reading !== null) return false;
    if (this.#left <= 0) {
      group.activate();
      return false;
    }
    const entries = this.#queue;
    this.#queue = [];
    let applied = 0;
    try {
      while (applied < entries.length && this.#left > 0) {
        const entry = at(entries, applied, 'entry');
        if (!this.#prepare(entry)) break;
        this.#apply(entry);
        applied++;
      }
    } catch (error) {
      if (!isDamage(error)) throw error;
      group.loseState(error.message);
      return true;
    }
    if (applied < entries.length) this.#queue = entries.slice(applied);
    if (applied === 0) return false;
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
    this.#reading = null;
    this.#queue = this.#queue.filter((entry) => entry.index > partition.appliedIndex);
    this.#group.reads.applied(partition.appliedIndex);
    this.#group.host.watches.replaced(this.#group);
    this.#group.host.appliedTo(this.#group);
  }

  clear(): void {
    this.#queue = [];
    this.#reading = null;
  }

  /** False when the entry has to wait for its ranges. */
  #prepare(entry: Entry): boolean {
    const { partition } = this.#group;
    if (entry.index <= partition.appliedIndex) return true;
    const isReady = partition.prepare(entry, (error) => this.#prepared(partition, error));
    if (!isReady) this.#reading = partition;
    return isReady;
  }

  #prepared(partition: Partition, error: Error | null): void {
    // Of a state that was replaced meanwhile.
    if (this.#reading !== partition) return;
    this.#reading = null;
    const group = this.#group;
    if (isDamage(error)) group.loseState(error.message);
    // A database that is being reopened is read again once it can be (R23).
    else if (error !== null && !isClosed(error)) group.host.fatal(error);
    group.activate();
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

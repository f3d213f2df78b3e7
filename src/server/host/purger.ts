import type { Store, Wal } from '../../storage/index.ts';
import { storageLimits } from '../../util/limits.ts';
import type { Group } from './group.ts';

/**
 * How often the log is looked at while no segment is added: a purge writes a frame, so it should free something worth it.
 * One that was just added leaves an old one behind, and that is the next spare if it comes before the next is needed: else
 * zeros are written for one beside the log (above 64 MiB/s half of all that the disk wrote).
 */
const purgeIntervalMs = 1_000;

/**
 * Shortens the shared log (R22). A group needs it from the lowest of: what its state machine has durably, what a live
 * follower still lacks, and where a snapshot on its way or what was set aside of a lost state ends; for each of the last
 * three only so much of the log is kept. A log that is idle proves its last frame.
 */
export class Purger {
  readonly #wal: Wal;
  readonly #store: Store;
  /** Heard from lately: a restart must not turn into snapshots, a node that is gone must not keep the log. */
  readonly #isLive: (group: Group, replica: number) => boolean;
  #nextAt = 0;
  /** At the last look. */
  #newestSegment = 0;
  #running = false;

  constructor(wal: Wal, store: Store, isLive: (group: Group, replica: number) => boolean) {
    this.#wal = wal;
    this.#store = store;
    this.#isLive = isLive;
  }

  run(
    groups: Iterable<Group>,
    now: number,
    purged: (points: ReadonlyMap<number, number>, copiedBytes: number) => void,
  ): void {
    if (this.#running) return;
    const { newestSegment, segments, bytes, segmentBytes, copiedBytes } = this.#wal.stats();
    const isDue = now >= this.#nextAt;
    if (!isDue && newestSegment === this.#newestSegment) return;
    this.#newestSegment = newestSegment;
    if (isDue) {
      this.#nextAt = now + purgeIntervalMs;
      this.#wal.proveLast();
    }
    if (segments < 2) return;
    // The newest segment stays whatever anybody needs, so it does not count. Nor do those that little is needed of: the
    // purge copies that (`wal-rewrite.ts`), so a follower that lacks a little may take its time.
    const patient = bytes <= storageLimits.walKeepForPeersBytes + segmentBytes;
    const forSnapshots = bytes <= storageLimits.walKeepForSnapshotsBytes + segmentBytes;
    const points = new Map<number, number>();
    for (const group of groups) {
      const needed = forSnapshots ? this.#neededAfter(group, now) : Number.POSITIVE_INFINITY;
      points.set(group.id, Math.min(needed, this.#pointOf(group, patient)));
    }
    this.#running = true;
    this.#wal.purge(points, () => {
      this.#running = false;
      purged(points, this.#wal.stats().copiedBytes - copiedBytes);
    });
  }

  /** For a snapshot under way, or for rows that were set aside: without the log above them the owner restores less. */
  #neededAfter(group: Group, now: number): number {
    const aside = group.lost === null ? null : this.#store.setAside(group.id);
    return Math.min(
      group.keptLogs.neededAfter(now),
      aside?.appliedIndex ?? Number.POSITIVE_INFINITY,
    );
  }

  #pointOf(group: Group, patient: boolean): number {
    // After an install the state machine is ahead of the log until the log's own record of it is durable (R21).
    const { persistedIndex, applied } = group.raft.status();
    // A lost state is replaced by a snapshot at that index or above (R24).
    const held = group.lost === null ? this.#store.flushedIndex(group.id) : applied;
    let point = Math.min(held, persistedIndex);
    if (patient && group.leads) {
      for (const { replica, match } of group.raft.status().progress) {
        if (match < point && this.#isLive(group, replica)) point = match;
      }
    }
    return point;
  }
}

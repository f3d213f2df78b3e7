import type { Store, Wal } from '../../storage/index.ts';
import { storageLimits } from '../../util/limits.ts';
import type { Group } from './group.ts';

/** How often the log is looked at: a purge writes a frame, so it should free something worth it. */
const purgeIntervalMs = 1_000;

/**
 * Shortens the shared log (R22). A group needs it from the lowest of: what its state machine has durably, what a live
 * follower still lacks, and where a snapshot on its way ends; for each of the last two only so much of the log is kept. A
 * log that is idle proves its last frame.
 */
export class Purger {
  readonly #wal: Wal;
  readonly #store: Store;
  /** Heard from lately: a restart must not turn into snapshots, a node that is gone must not keep the log. */
  readonly #isLive: (group: Group, replica: number) => boolean;
  #nextAt = 0;
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
    if (this.#running || now < this.#nextAt) return;
    this.#nextAt = now + purgeIntervalMs;
    this.#wal.proveLast();
    const { segments, bytes, segmentBytes, copiedBytes } = this.#wal.stats();
    if (segments < 2) return;
    // The newest segment stays whatever anybody needs, so it does not count. Nor do those that little is needed of: the
    // purge copies that (`wal-rewrite.ts`), so a follower that lacks a little may take its time.
    const patient = bytes <= storageLimits.walKeepForPeersBytes + segmentBytes;
    const forSnapshots = bytes <= storageLimits.walKeepForSnapshotsBytes + segmentBytes;
    const points = new Map<number, number>();
    for (const group of groups) {
      const needed = forSnapshots ? group.neededAfter(now) : Number.POSITIVE_INFINITY;
      points.set(group.id, Math.min(needed, this.#pointOf(group, patient)));
    }
    this.#running = true;
    this.#wal.purge(points, () => {
      this.#running = false;
      purged(points, this.#wal.stats().copiedBytes - copiedBytes);
    });
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

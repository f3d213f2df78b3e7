import type { SnapshotMeta } from '../../raft/index.ts';
import type { Group } from './group.ts';
import { SnapshotPull } from './snapshot-pull.ts';

/**
 * Replaces a replica's state by a snapshot pulled from the leader's node (R21). The chunks go into a new generation
 * beside the old one; the switch is one synced batch; only then does the core hear of it and acknowledge.
 *
 *   install ─▶ pull: chunk ─▶ written ─▶ chunk … ─▶ end ─▶ switched ─▶ step `installed`
 *                └─────────────── failed ─────────────▶ abort ─▶ step `installed(null)`
 *
 * The leader waits for as long as this replica answers its heartbeats, however slow the pull is; what it offers
 * meanwhile is ignored.
 */
export class InstallPath {
  readonly #group: Group;
  #pull: SnapshotPull | null = null;
  /** Begins what waits for the database to take rows again. */
  #waiting: (() => void) | null = null;

  constructor(group: Group) {
    this.#group = group;
  }

  get running(): boolean {
    return this.#pull !== null || this.#waiting !== null;
  }

  begin(fromReplica: number, offered: SnapshotMeta): void {
    this.cancel();
    const group = this.#group;
    if (group.host.outOfSpace) {
      // It would fail with its first rows, again and again: the leader offers another one at once (R23).
      this.#waiting = () => this.begin(fromReplica, offered);
      return;
    }
    const why = group.lost === null ? 'behind the log' : 'without a state';
    group.host.logger.info({ group: group.id, index: offered.index }, `${why}: pulling a snapshot`);
    this.#pull = new SnapshotPull(group, fromReplica, offered, {
      installed: (meta, bytes) => {
        group.host.metrics.snapshotInstalled(bytes);
        this.#switch(meta);
      },
      failed: (reason, isDamaged) => this.#failed(reason, isDamaged),
    });
    this.#pull.start();
  }

  #switch(meta: SnapshotMeta): void {
    const group = this.#group;
    this.#pull = null;
    group.switchedTo(group.host.states.reopen(group));
    group.host.logger.info({ group: group.id, index: meta.index }, 'snapshot installed');
    group.input({ type: 'installed', meta });
  }

  #failed(reason: string, isDamaged: boolean): void {
    const group = this.#group;
    this.#pull = null;
    group.host.logger.warn({ group: group.id, reason }, 'snapshot pull failed');
    // What was switched to does not load, and the state before it is gone.
    if (isDamaged) group.loseState(reason);
    // Lost while this was to replace it: now nothing will.
    if (group.lost !== null && !group.partition.alive) {
      group.partition = group.host.states.replaceDamaged(group);
    }
    group.input({ type: 'installed', meta: null });
  }

  /** The database takes rows again. */
  goOn(): void {
    this.#waiting?.();
  }

  cancel(): void {
    this.#waiting = null;
    this.#pull?.cancel();
    this.#pull = null;
  }
}

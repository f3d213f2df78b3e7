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

  constructor(group: Group) {
    this.#group = group;
  }

  get running(): boolean {
    return this.#pull !== null;
  }

  begin(fromReplica: number, offered: SnapshotMeta): void {
    this.cancel();
    const group = this.#group;
    group.host.logger.info(
      { group: group.id, index: offered.index },
      'behind the log: pulling a snapshot',
    );
    this.#pull = new SnapshotPull(group, fromReplica, offered, {
      installed: (meta, bytes) => {
        group.host.metrics.snapshotInstalled(bytes);
        this.#switch(meta);
      },
      failed: (reason) => {
        this.#pull = null;
        group.host.logger.warn({ group: group.id, reason }, 'snapshot pull failed');
        group.input({ type: 'installed', meta: null });
      },
    });
    this.#pull.start();
  }

  #switch(meta: SnapshotMeta): void {
    const group = this.#group;
    this.#pull = null;
    group.switchedTo(group.host.reopen(group));
    group.host.logger.info({ group: group.id, index: meta.index }, 'snapshot installed');
    group.input({ type: 'installed', meta });
  }

  cancel(): void {
    this.#pull?.cancel();
    this.#pull = null;
  }
}

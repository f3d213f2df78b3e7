import type { SnapshotMeta } from '../../raft/index.ts';
import { isDamage, type SnapshotSink } from '../../storage/index.ts';
import type { Group } from './group.ts';
import type { SnapshotTransfer } from './net.ts';

/**
 * Replaces a replica's state by a snapshot pulled from the leader's node (R21). The chunks go into a new generation
 * beside the old one; the switch is one synced batch; only then does the core hear of it and acknowledge.
 *
 *   install ─▶ pull ─▶ meta ─▶ chunk ─▶ written ─▶ resume ─▶ chunk … ─▶ end ─▶ switched ─▶ step `installed`
 *                └──────────────── failed ────────────────▶ abort ─▶ step `installed(null)`
 */
export class InstallPath {
  readonly #group: Group;
  #transfer: SnapshotTransfer | null = null;
  #sink: SnapshotSink | null = null;
  /** Counts attempts: callbacks of an abandoned one do nothing. */
  #attempt = 0;
  #running = false;
  /** Begins what waits for the database to take rows again. */
  #waiting: (() => void) | null = null;

  constructor(group: Group) {
    this.#group = group;
  }

  get running(): boolean {
    return this.#running;
  }

  begin(fromReplica: number, offered: SnapshotMeta): void {
    this.cancel();
    if (this.#group.host.outOfSpace) {
      // It would fail with its first rows, again and again: the leader offers another one at once (R23).
      this.#running = true;
      this.#waiting = () => this.begin(fromReplica, offered);
      return;
    }
    const attempt = ++this.#attempt;
    const current = (): boolean => attempt === this.#attempt;
    const group = this.#group;
    let meta: SnapshotMeta = offered;
    let received = 0;
    let ended = false;
    this.#running = true;
    group.host.logger.info(
      { group: group.id, index: offered.index },
      'behind the log: pulling a snapshot',
    );
    this.#transfer = group.host.pullSnapshot(group, fromReplica, offered, {
      meta: (actual) => {
        if (!current()) return;
        meta = actual;
        this.#sink = group.host.states.beginInstall(group, actual);
      },
      chunk: (bytes) => {
        if (!current()) return;
        if (this.#sink === null) return this.#fail('a chunk before the snapshot was announced');
        received += bytes.length;
        this.#sink.write(bytes, (error) => {
          if (!current()) return;
          if (error !== null) this.#fail(error.message);
          else this.#transfer?.resume();
        });
      },
      end: () => {
        if (!current() || ended) return;
        ended = true;
        if (this.#sink === null) return this.#fail('the stream ended before the snapshot began');
        this.#sink.finish((error) => {
          if (!current()) return;
          if (error !== null) this.#fail(error.message, isDamage(error));
          else {
            group.host.metrics.snapshotInstalled(received);
            this.#switch(meta);
          }
        });
      },
      failed: (reason) => {
        // Once everything is here, only the switch decides: it may be on its way to the disk already.
        if (current() && !ended) this.#fail(reason);
      },
    });
  }

  #switch(meta: SnapshotMeta): void {
    const group = this.#group;
    this.#attempt++;
    this.#transfer = null;
    this.#sink = null;
    this.#running = false;
    group.switchedTo(group.host.states.reopen(group));
    group.host.logger.info({ group: group.id, index: meta.index }, 'snapshot installed');
    group.input({ type: 'installed', meta });
  }

  #fail(reason: string, isDamaged = false): void {
    const group = this.#group;
    group.host.logger.warn({ group: group.id, reason }, 'snapshot pull failed');
    this.cancel();
    // What was switched to does not load, and the state before it is gone.
    if (isDamaged) group.loseState(reason);
    // Lost while this was to replace it: now nothing will.
    if (group.lost !== null && !group.partition.alive)
      group.partition = group.host.states.replaceDamaged(group);
    group.input({ type: 'installed', meta: null });
  }

  /** The database takes rows again. */
  goOn(): void {
    this.#waiting?.();
  }

  cancel(): void {
    this.#attempt++;
    this.#waiting = null;
    this.#transfer?.cancel();
    this.#sink?.abort();
    this.#transfer = null;
    this.#sink = null;
    this.#running = false;
  }
}

import type { FetchRequest, Write } from '../../raft/index.ts';
import type { Wal } from '../../storage/index.ts';
import type { Group } from './group.ts';
import type { HostMetrics } from './host-metrics.ts';
import type { Liveness } from './liveness.ts';

/** The way of all groups' entries into the one log, and back from it. */
export class LogPath {
  readonly #wal: Wal;
  readonly #liveness: Liveness;
  readonly #metrics: HostMetrics;
  #bytes = 0;

  constructor(wal: Wal, liveness: Liveness, metrics: HostMetrics) {
    this.#wal = wal;
    this.#liveness = liveness;
    this.#metrics = metrics;
  }

  append(group: Group, write: Write, now: number): void {
    this.#wal.append(group.id, write);
    this.#liveness.wrote(now);
  }

  /** One frame is durable. */
  durable(now: number): void {
    const { bytes } = this.#wal.stats();
    const waited = this.#liveness.synced(now, this.#wal.collectedBytes > 0);
    // A purge in between makes the log shorter than it was.
    this.#metrics.walSync(waited, Math.max(0, bytes - this.#bytes));
    this.#bytes = bytes;
  }

  fetch(group: Group, { ticket, first, last, maxBytes }: FetchRequest): void {
    this.#wal.read(group.id, first, last, maxBytes, (entries) => {
      group.input({ type: 'fetched', ticket, entries });
    });
  }
}

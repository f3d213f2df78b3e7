import { join } from 'node:path';
import type { ReopenableEngine, Store, Wal } from '../storage/index.ts';
import { Ballast } from './ballast.ts';
import { DiskSpace, type FreeBytes, freeBytesOfFileSystem } from './disk-space.ts';
import { DatabaseRecovery } from './host/database-recovery.ts';
import type { Host } from './host/host.ts';
import type { NodeLogger } from './logger.ts';
import type { NodeMetrics } from './metrics.ts';
import type { NodeConfig } from './node-config.ts';
import { realClock } from './real-clock.ts';
import { hasRoomToOpen } from './room-to-open.ts';

export interface DiskRoomParts {
  readonly config: Pick<NodeConfig, 'dataDir' | 'diskReserveBytes' | 'ballastBytes'>;
  readonly host: Host;
  readonly store: Store;
  readonly engine: ReopenableEngine;
  readonly wal: Wal;
  readonly metrics: NodeMetrics;
  readonly logger: NodeLogger;
  /** The database is another one, and empty. */
  readonly begunAnew: () => void;
  readonly fatal: (error: Error) => void;
}

/**
 * Everything about the room that a node has on its disk: the reserve, the ballast, and what is done when it is used up, or
 * when the database fails in another way.
 */
export class DiskRoom {
  readonly #store: Store;
  readonly #metrics: NodeMetrics;
  readonly #space: DiskSpace;
  readonly #ballast: Ballast;
  readonly #recovery: DatabaseRecovery;

  constructor(parts: DiskRoomParts, freeBytes: FreeBytes = freeBytesOfFileSystem) {
    const { config, host, store, wal, metrics, logger } = parts;
    const { dataDir: path, diskReserveBytes: reserveBytes, ballastBytes } = config;
    this.#store = store;
    this.#metrics = metrics;
    this.#ballast = new Ballast(path, { bytes: ballastBytes, reserveBytes }, logger);
    this.#space = new DiskSpace({
      path,
      reserveBytes,
      freeBytes,
      logger,
      read: (bytes, isLow) => {
        metrics.diskFree(bytes);
        host.diskLow = isLow;
        wal.saveRoom(isLow);
        if (!isLow && !store.outOfSpace) this.#ballast.offer(bytes);
      },
    });
    this.#recovery = new DatabaseRecovery({
      clock: realClock,
      store,
      engine: parts.engine,
      logger,
      freeBallast: (done) => void this.#ballast.free().then(done),
      roomToOpen: (done) => void hasRoomToOpen(join(path, 'db'), freeBytes).then(done),
      loseAll: (why) => host.loseAll(why),
      reopened: (anew) => {
        if (anew) parts.begunAnew();
        else metrics.databaseReopened();
        host.reopened();
      },
      fatal: parts.fatal,
    });
  }

  start(): void {
    this.#space.start();
    // It may have come to that before there was anybody to hear of it.
    if (this.#store.outOfSpace) this.outOfSpace();
  }

  outOfSpace(): void {
    this.#metrics.databaseFull();
    this.#recovery.outOfSpace();
  }

  /** The database is damaged as a whole. False: so soon after the last time that the node had better end. */
  damaged(why: string): boolean {
    return this.#recovery.damaged(why);
  }

  async stop(): Promise<void> {
    this.#space.stop();
    this.#recovery.stop();
    await this.#ballast.stop();
  }
}

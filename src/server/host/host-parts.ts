import type { Store, Wal } from '../../storage/index.ts';
import type { Clock } from '../../util/clock.ts';
import type { SnapshotLimits } from '../../util/limits.ts';
import type { Logger } from '../../util/logger.ts';
import type { GroupOptions } from './group-factory.ts';
import type { HostMetrics } from './host-metrics.ts';
import type { Net, SharedKeys } from './net.ts';

export interface HostOptions extends GroupOptions {
  readonly member: number;
  readonly flushIntervalMs: number;
  /** Every partition is read and verified so often (R20); 0 or absent for never. */
  readonly scrubIntervalMs?: number;
  /** Where they differ from the usual ones. */
  readonly snapshots?: Partial<SnapshotLimits>;
}

export interface HostParts {
  readonly clock: Clock;
  readonly net: Net;
  readonly wal: Wal;
  readonly store: Store;
  readonly metrics: HostMetrics;
  readonly logger: Logger;
  /** Ends the process. */
  fatal(error: Error): void;
  /** The meta group has applied something, or leadership of it changed. */
  metaChanged(): void;
  /** A peer announced a topology that this node does not have. */
  topologyReceived(encoded: Uint8Array): void;
  readonly keys?: SharedKeys;
}

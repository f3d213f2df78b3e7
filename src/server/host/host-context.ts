import type { Contact, Message } from '../../raft/index.ts';
import type { Clock } from '../../util/clock.ts';
import type { Logger } from '../../util/logger.ts';
import type { Group } from './group.ts';
import type { GroupStates } from './group-states.ts';
import type { HostMetrics } from './host-metrics.ts';
import type { LogPath } from './log-path.ts';
import type { SnapshotTraffic } from './snapshot-traffic.ts';
import type { WatchHub } from './watch/watch-hub.ts';

/** What a group asks of the host around it. */
export interface HostContext {
  /** The time of the running turn. */
  readonly now: number;
  /** The time of this very moment, for what must not be taken for younger than it is. */
  readonly clock: Pick<Clock, 'now'>;
  readonly metrics: HostMetrics;
  readonly logger: Logger;
  readonly states: GroupStates;
  readonly snapshots: SnapshotTraffic;
  readonly watches: WatchHub;
  readonly log: LogPath;
  /** The overlay has no room, or nothing can be read: every replica pauses apply, the leader refuses proposals (R18). */
  readonly overfull: boolean;
  /** Neither the overlay nor the frame that the log collects is full; for PRIORITY_LOW, each up to its share. */
  takesWrites(low: boolean): boolean;
  /** False while the database is being reopened (R23): whoever needs a row of it has to come again. */
  readonly readable: boolean;
  /** Less is free beside the data than is kept in reserve (R23). */
  readonly diskLow: boolean;
  /** The database ran out of space and was not reopened yet (R23): it takes no rows. */
  readonly outOfSpace: boolean;
  activate(group: Group): void;
  send(group: Group, message: Message): void;
  memberOf(group: number, replica: number): number;
  stampMs(group: Group, now: number): number | null;
  contactsOf(group: Group): readonly Contact[];
  elected(group: Group): void;
  resigned(group: Group): void;
  leaderSeen(group: Group): void;
  appliedTo(group: Group): void;
  /** Ends the process: a broken invariant, or a disk that cannot be trusted any more (R16). */
  fatal(error: Error): void;
}

import type { ChangeEvent } from '../../src/storage/index.ts';
import { fromUtf8 } from '../../src/util/bytes.ts';
import { ViolationError } from '../watch/watcher.ts';

/** What a watch was told of one event, as far as it can be compared. */
export interface ToldEvent {
  readonly kind: ChangeEvent['kind'];
  readonly key: string;
  readonly value: string;
  readonly version: number;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly expiresAt: number;
  readonly timeMs: number;
}

export function toldOf(event: ChangeEvent): ToldEvent {
  const { kind, version, createRevision, modRevision, expiresAt, timeMs } = event;
  const key = fromUtf8(event.key);
  const value = fromUtf8(event.value);
  return { kind, key, value, version, createRevision, modRevision, expiresAt, timeMs };
}

/** The events of every revision, as they were first told: whoever is told of it later must be told the same. */
export class EventLog {
  /** By partition, then revision. */
  readonly partitions = new Map<number, Map<number, readonly ToldEvent[]>>();

  add(who: string, partition: number, revision: number, events: readonly ToldEvent[]): void {
    let revisions = this.partitions.get(partition);
    if (revisions === undefined) {
      revisions = new Map();
      this.partitions.set(partition, revisions);
    }
    const before = revisions.get(revision);
    if (before === undefined) revisions.set(revision, events);
    else if (JSON.stringify(before) !== JSON.stringify(events)) {
      const what = `revision ${revision} of partition ${partition}`;
      throw new ViolationError(
        'watch',
        `${who} is told that ${what} is ${JSON.stringify(events)}, others ${JSON.stringify(before)}`,
      );
    }
  }
}
